#include "config.h"

#include "content/trailers.h"

#include "base/buf.h"
#include "base/vec.h"

/* Lines that git writes by itself: with one of them, a quarter of a paragraph is enough. */
static const struct bytes written_by_git[] = {
	BYTES_INIT("Signed-off-by: "),
	BYTES_INIT("(cherry picked from commit "),
};

static const struct bytes scissors = BYTES_INIT("# ------------------------ >8 "
						"------------------------\n");

/* git's isspace, which knows no locale, no form feed and no vertical tab. */
static bool
is_space(char c)
{
	return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

static bool
is_alnum(char c)
{
	return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static struct bytes
trim(struct bytes text)
{
	while (text.len > 0 && is_space(text.data[0]))
		text = bytes_slice(text, 1, text.len);
	while (text.len > 0 && is_space(text.data[text.len - 1]))
		text.len--;
	return text;
}

/* The line that begins at AT, with its line feed. */
static struct bytes
line_at(struct bytes text, size_t at)
{
	struct bytes rest = bytes_slice(text, at, text.len);
	const char *end = rest.len ? memchr(rest.data, '\n', rest.len) : NULL;

	return end ? bytes_slice(rest, 0, (size_t)(end - rest.data) + 1) : rest;
}

/* Where the line begins that ends at END, behind its line feed. */
static size_t
line_start(struct bytes text, size_t end)
{
	size_t at = end > 0 ? end - 1 : 0;

	while (at > 0 && text.data[at - 1] != '\n')
		at--;
	return at;
}

static bool
is_blank(struct bytes line)
{
	return trim(line).len == 0;
}

/* Where the ':' of `Key: value` stands; 0 when LINE is none. Blanks may come between. */
static size_t
separator_find(struct bytes line)
{
	bool blank_seen = false;

	for (size_t i = 0; i < line.len; i++) {
		char c = line.data[i];

		if (c == ':')
			return i;
		if (!blank_seen && (is_alnum(c) || c == '-'))
			continue;
		if (i == 0 || (c != ' ' && c != '\t'))
			return 0;
		blank_seen = true;
	}
	return 0;
}

/* MESSAGE as far as git reads it: without leading blank lines, up to a NUL or a scissors line. */
static struct bytes
readable_part(struct bytes message)
{
	const char *nul = message.len ? memchr(message.data, '\0', message.len) : NULL;
	struct bytes line;

	if (nul)
		message.len = (size_t)(nul - message.data);
	while (message.len > 0 && is_blank(line = line_at(message, 0)))
		message = bytes_slice(message, line.len, message.len);
	for (size_t at = 0; at < message.len; at += line.len) {
		line = line_at(message, at);
		if (bytes_equal(line, scissors))
			return bytes_slice(message, 0, at);
	}
	return message;
}

/*
 * TEXT without what commands leave at its end: comments, blank lines, a list of conflicts. As in
 * git, 0 says that no such run was met, so one at the very start is not seen.
 */
static struct bytes
without_comments(struct bytes text)
{
	size_t run = 0;
	bool in_conflicts = false;
	struct bytes line;

	for (size_t at = 0; at < text.len; at += line.len) {
		bool is_head, is_comment;

		line = line_at(text, at);
		is_head = bytes_equal(line, BYTES("Conflicts:\n"));
		is_comment = line.data[0] == '#' || line.data[0] == '\n';
		in_conflicts |= is_head;
		if (is_head || is_comment) {
			run = run ? run : at;
		} else if (run && !(in_conflicts && line.data[0] == '\t')) {
			run = 0;
			in_conflicts = false;
		}
	}
	return run ? bytes_slice(text, 0, run) : text;
}

static size_t
title_end(struct bytes text)
{
	struct bytes line;
	size_t at = 0;

	for (; at < text.len; at += line.len) {
		line = line_at(text, at);
		if (line.data[0] != '#' && is_blank(line))
			break;
	}
	return at;
}

/* What was seen of a paragraph, read from its end. */
struct tally {
	size_t trailers, others;
	size_t indented; /* lines that continue what stands above them, whatever that is */
	bool by_git;
};

static bool
is_by_git(struct bytes line)
{
	return bytes_starts_with(line, written_by_git[0]) ||
	       bytes_starts_with(line, written_by_git[1]);
}

static void
tally_add(struct tally *tally, struct bytes line)
{
	bool by_git = is_by_git(line);

	if (by_git || (separator_find(line) > 0 && !is_space(line.data[0]))) {
		tally->by_git |= by_git;
		tally->trailers++;
		tally->indented = 0;
	} else if (is_space(line.data[0])) {
		tally->indented++;
	} else {
		tally->others += 1 + tally->indented;
		tally->indented = 0;
	}
}

static bool
tally_is_block(const struct tally *tally)
{
	size_t others = tally->others + tally->indented;

	return (tally->by_git && tally->trailers * 3 >= others) ||
	       (tally->trailers > 0 && others == 0);
}

/* The last paragraph of TEXT if it is a block of trailers, else nothing. */
static struct bytes
block_find(struct bytes text)
{
	size_t first = title_end(text);
	struct tally tally = { 0 };
	bool only_blank = true;

	for (size_t end = text.len; end > 0;) {
		size_t at = line_start(text, end);
		struct bytes line = bytes_slice(text, at, end);

		if (at < first)
			break;
		if (line.data[0] == '#') {
			tally.others += tally.indented;
			tally.indented = 0;
		} else if (!is_blank(line)) {
			only_blank = false;
			tally_add(&tally, line);
		} else if (!only_blank) {
			return tally_is_block(&tally) ? bytes_slice(text, end, text.len)
						      : BYTES_NONE;
		}
		end = at;
	}
	return BYTES_NONE;
}

/* `Name <email>`, with anything behind it. */
static void
person_split(struct trailer *trailer)
{
	struct bytes value = trailer->value;
	const char *open = value.len ? memchr(value.data, '<', value.len) : NULL;
	const char *close = value.len ? memchr(value.data, '>', value.len) : NULL;
	size_t at = open ? (size_t)(open - value.data) : 0;

	trailer->name = trailer->email = BYTES_NONE;
	if (!open || !close || close < open)
		return;
	trailer->name = trim(bytes_slice(value, 0, at));
	trailer->email = trim(bytes_slice(value, at + 1, (size_t)(close - value.data)));
}

/* A line feed and the white space behind it become one blank. */
static struct bytes
unfold(struct bytes value, struct arena *arena)
{
	CLEANUP(buf_release) struct buf out = BUF_INIT;

	if (!value.len || !memchr(value.data, '\n', value.len))
		return value;
	for (size_t i = 0; i < value.len;) {
		char c = value.data[i++];

		buf_add_char(&out, c == '\n' ? ' ' : c);
		while (c == '\n' && i < value.len && is_space(value.data[i]))
			i++;
	}
	return trim(arena_copy(arena, buf_bytes(&out)));
}

static struct trailer
trailer_parse(struct bytes lines, size_t separator, struct arena *arena)
{
	struct trailer trailer = { .key = trim(bytes_slice(lines, 0, separator)) };

	trailer.value = unfold(trim(bytes_slice(lines, separator + 1, lines.len)), arena);
	person_split(&trailer);
	return trailer;
}

typedef VEC(struct trailer) trailer_vec;

static void
trailer_vec_release(trailer_vec *trailers)
{
	vec_release(trailers);
}

/* The line at AT of BLOCK with the lines that continue it: those that begin with white space. */
static struct bytes
folded_line(struct bytes block, size_t at)
{
	size_t end = at + line_at(block, at).len;

	while (end < block.len && is_space(block.data[end]))
		end += line_at(block, end).len;
	return bytes_slice(block, at, end);
}

struct trailer_list
trailers_parse(struct bytes message, struct arena *arena)
{
	CLEANUP(trailer_vec_release) trailer_vec found = VEC_INIT;
	struct bytes block = block_find(without_comments(readable_part(message)));
	struct trailer_list list;
	struct bytes lines;

	for (size_t at = 0; at < block.len; at += lines.len) {
		size_t separator = separator_find(line_at(block, at));

		lines = separator ? folded_line(block, at) : line_at(block, at);
		if (separator)
			vec_push(&found, trailer_parse(lines, separator, arena));
	}
	list.len = found.len;
	list.items = arena_new_array(arena, struct trailer, found.len);
	if (found.len)
		memcpy(list.items, found.items, found.len * sizeof(*found.items));
	return list;
}
