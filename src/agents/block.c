#include "config.h"

#include "agents/block.h"

enum mark { MARK_NONE, MARK_BEGIN, MARK_END, MARK_BROKEN };

/* Lines one by one, whatever ends them. */
struct reader {
	struct bytes text;
	size_t at;     /* where the next line begins */
	size_t start;  /* where this one does */
	size_t number; /* of this one, from 1 */
};

static size_t
line_end_length(struct bytes text, size_t at)
{
	if (at >= text.len)
		return 0;
	return text.data[at] == '\r' && at + 1 < text.len && text.data[at + 1] == '\n' ? 2 : 1;
}

static bool
is_line_end(char c)
{
	return c == '\n' || c == '\r';
}

static bool
line_next(struct reader *reader, struct bytes *line)
{
	size_t end = reader->at;

	if (end >= reader->text.len)
		return false;
	while (end < reader->text.len && !is_line_end(reader->text.data[end]))
		end++;
	*line = bytes_slice(reader->text, reader->at, end);
	reader->start = reader->at;
	reader->at = end + line_end_length(reader->text, end);
	reader->number++;
	return true;
}

static struct bytes
without_prefix(struct bytes text, struct bytes prefix)
{
	return bytes_starts_with(text, prefix) ? bytes_slice(text, prefix.len, text.len) : text;
}

/* The name that a comment begins with, as our marks do: begin, end; empty for any other line. */
static struct bytes
mark_name(struct bytes line)
{
	static const struct bytes opening = BYTES_INIT("<!--"), prefix = BYTES_INIT("writ:");
	size_t len = 0;

	if (!bytes_starts_with(line, opening))
		return BYTES("");
	line = bytes_trim(bytes_slice(line, opening.len, line.len));
	if (!bytes_starts_with(line, prefix))
		return BYTES("");
	line = bytes_slice(line, prefix.len, line.len);
	while (len < line.len && line.data[len] >= 'a' && line.data[len] <= 'z')
		len++;
	return bytes_slice(line, 0, len);
}

static bool
closes_at_its_end(struct bytes line)
{
	const char *closing = memmem(line.data, line.len, "-->", 3);

	return closing && closing + 3 == line.data + line.len;
}

/* LINE is trimmed. */
static enum mark
mark_of(struct bytes line)
{
	struct bytes name = mark_name(line);

	if (bytes_equal_string(name, "begin"))
		return bytes_starts_with(line, BYTES("<!-- writ:begin ")) && closes_at_its_end(line)
			       ? MARK_BEGIN
			       : MARK_BROKEN;
	if (bytes_equal_string(name, "end"))
		return bytes_equal_string(line, "<!-- writ:end -->") ? MARK_END : MARK_BROKEN;
	return MARK_NONE;
}

/* What the lines so far have come to. */
struct search {
	struct block_place *place;
	size_t begin_line; /* of the first mark; 0 before it */
	bool open;
	struct error *err;
};

static int
begin_found(struct search *search, size_t number, size_t at)
{
	if (search->open)
		return error_set(search->err, ERROR_CONFIG,
				 "%zu: a second `writ:begin`, and the one on line %zu has no "
				 "`writ:end`; take one of them out",
				 number, search->begin_line);
	if (search->place->found)
		return error_set(search->err, ERROR_CONFIG,
				 "%zu: a second block; the first begins on line %zu; take one of "
				 "them out",
				 number, search->begin_line);
	search->open = true;
	search->begin_line = number;
	search->place->from = at;
	return 0;
}

static int
end_found(struct search *search, size_t number, size_t end)
{
	if (!search->open)
		return error_set(search->err, ERROR_CONFIG,
				 "%zu: `writ:end` without a `writ:begin` before it; take it out",
				 number);
	search->open = false;
	search->place->found = true;
	search->place->to = end;
	return 0;
}

static int
line_look(struct search *search, const struct reader *reader, struct bytes line)
{
	struct bytes mark = bytes_trim(
		reader->number == 1 ? without_prefix(line, BYTES("\xef\xbb\xbf")) : line);

	switch (mark_of(mark)) {
	case MARK_BEGIN:
		return begin_found(search, reader->number, (size_t)(mark.data - reader->text.data));
	case MARK_END:
		return end_found(search, reader->number,
				 (size_t)(mark.data - reader->text.data) + mark.len);
	case MARK_BROKEN:
		return error_set(search->err, ERROR_CONFIG,
				 "%zu: nearly a mark of writ: `<!-- writ:begin ... -->` and "
				 "`<!-- writ:end -->` have a line each; mend it or take it out",
				 reader->number);
	default:
		return 0;
	}
}

int
block_find(struct block_place *place, struct bytes text, struct error *err)
{
	struct search search = { place, 0, false, err };
	struct reader reader = { .text = text };
	struct bytes line;

	*place = (struct block_place){ .from = text.len, .to = text.len };
	while (line_next(&reader, &line)) {
		if (line_look(&search, &reader, line) < 0)
			return -1;
	}
	if (search.open)
		return error_set(err, ERROR_CONFIG,
				 "%zu: `writ:begin` has no `writ:end` behind it; take it out, with "
				 "what it began",
				 search.begin_line);
	return 0;
}

/* What ends the first line from AT on; a line feed where there is none. */
static struct bytes
line_end_of(struct bytes text, size_t at)
{
	while (at < text.len && !is_line_end(text.data[at]))
		at++;
	return at < text.len ? bytes_slice(text, at, at + line_end_length(text, at)) : BYTES("\n");
}

static void
lines_add(struct buf *out, struct bytes lines, struct bytes end)
{
	struct bytes line;
	size_t n = 0;

	while (bytes_split(&lines, '\n', &line)) {
		buf_add(out, n++ ? end : BYTES(""));
		buf_add(out, line);
	}
}

/* Behind what is there, with a blank line between. */
static void
block_append(struct buf *out, struct bytes text, struct bytes block)
{
	struct bytes end = line_end_of(text, 0);

	buf_add(out, text);
	if (text.len && !is_line_end(text.data[text.len - 1]))
		buf_add(out, end);
	buf_add(out, text.len ? end : BYTES(""));
	lines_add(out, block, end);
	buf_add(out, end);
}

void
block_put(struct buf *out, struct bytes text, const struct block_place *place, struct bytes block)
{
	if (!place->found) {
		block_append(out, text, block);
		return;
	}
	buf_add(out, bytes_slice(text, 0, place->from));
	lines_add(out, block, line_end_of(text, place->from));
	buf_add(out, bytes_slice(text, place->to, text.len));
}
