#include "config.h"

#include "git/patch.h"

struct applying {
	struct bytes old;
	size_t at;   /* in OLD: what lies before it is written */
	size_t line; /* of OLD at that place, from 1 */
	struct buf *out;
};

/* The line of TEXT that begins AT, with its line feed if it has one. */
static struct bytes
line_at(struct bytes text, size_t at)
{
	const char *end = at < text.len ? memchr(text.data + at, '\n', text.len - at) : NULL;

	return bytes_slice(text, at, end ? (size_t)(end - text.data) + 1 : text.len);
}

/* Copies what lies before LINE; false when OLD ends before. */
static bool
copy_until(struct applying *it, size_t line)
{
	size_t from = it->at;

	while (it->line < line && it->at < it->old.len) {
		it->at += line_at(it->old, it->at).len;
		it->line++;
	}
	buf_add(it->out, bytes_slice(it->old, from, it->at));
	return it->line == line;
}

/* The text of a line of a hunk: without its sign, and without the line feed where the next line
 * says that the file has none (`\ No newline at end of file`). */
static struct bytes
body_text(struct bytes body, size_t at, struct bytes line)
{
	size_t next = at + line.len;

	if (line.data[0] != '\n')
		line = bytes_slice(line, 1, line.len);
	if (next < body.len && body.data[next] == '\\' && bytes_ends_with(line, BYTES("\n")))
		line.len--;
	return line;
}

static int
line_apply(struct applying *it, char sign, struct bytes text)
{
	if (sign == '+') {
		buf_add(it->out, text);
		return 0;
	}
	if (!bytes_equal(line_at(it->old, it->at), text))
		return -1;
	it->at += text.len;
	it->line++;
	if (sign != '-')
		buf_add(it->out, text);
	return 0;
}

static int
hunk_apply(struct applying *it, const struct patch_hunk *hunk)
{
	size_t start = hunk->n_old ? hunk->old_start : hunk->old_start + 1;
	struct bytes line;

	if (start < it->line || !copy_until(it, start))
		return -1;
	for (size_t at = 0; at < hunk->body.len; at += line.len) {
		line = line_at(hunk->body, at);
		if (line.data[0] != '\\' &&
		    line_apply(it, line.data[0], body_text(hunk->body, at, line)) < 0)
			return -1;
	}
	return 0;
}

/* A file that is deleted has nothing left, and one that is new had nothing. */
static int
end_check(const struct applying *it, const struct patch_file *file, struct error *err)
{
	if (!file->new_path.data && (it->at < it->old.len || it->out->len))
		return error_set(err, ERROR_USAGE, "it deletes a file that holds something else");
	return 0;
}

int
patch_apply(const struct patch_file *file, struct bytes old, struct buf *out, struct error *err)
{
	struct applying it = { .old = old, .line = 1, .out = out };

	for (size_t i = 0; i < file->n_hunks; i++) {
		if (hunk_apply(&it, &file->hunks[i]) < 0)
			return error_set(err, ERROR_USAGE,
					 "line %zu of the file is not what the hunk at line %zu of "
					 "the patch expects",
					 it.line, file->hunks[i].line);
	}
	if (end_check(&it, file, err) < 0)
		return -1;
	buf_add(out, bytes_slice(old, it.at, old.len));
	return 0;
}
