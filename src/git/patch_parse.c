#include "config.h"

#include "git/patch.h"

#include "base/macros.h"
#include "base/number.h"
#include "base/vec.h"
#include "git/patch_names.h"

enum { LINES_MAX = 1 << 30 };

struct reader {
	struct bytes rest; /* from the line at hand on */
	size_t line;       /* its number, from 1 */
	struct arena *arena;
	struct error *err;
	VEC(struct patch_file) files;
	VEC(struct patch_hunk) hunks;
};

static void
reader_release(struct reader *reader)
{
	vec_release(&reader->files);
	vec_release(&reader->hunks);
}

/* The line at hand with its line feed, if it has one; empty at the end. */
static struct bytes
line_whole(const struct reader *reader)
{
	const char *end =
		reader->rest.len ? memchr(reader->rest.data, '\n', reader->rest.len) : NULL;

	return end ? bytes_slice(reader->rest, 0, (size_t)(end - reader->rest.data) + 1)
		   : reader->rest;
}

static void
line_next(struct reader *reader)
{
	reader->rest = bytes_slice(reader->rest, line_whole(reader).len, reader->rest.len);
	reader->line++;
}

/* Without its line end. */
static struct bytes
line_text(const struct reader *reader)
{
	struct bytes line = line_whole(reader);

	if (line.len && line.data[line.len - 1] == '\n')
		line.len--;
	if (line.len && line.data[line.len - 1] == '\r')
		line.len--;
	return line;
}

static int
refuse(struct reader *reader, const char *why)
{
	return error_set(reader->err, ERROR_USAGE, "line %zu of the patch %s", reader->line, why);
}

/* Takes PREFIX off TEXT. */
static bool
takes(struct bytes *text, const char *prefix)
{
	if (!bytes_starts_with(*text, bytes_of(prefix)))
		return false;
	*text = bytes_slice(*text, strlen(prefix), text->len);
	return true;
}

static bool
takes_number(struct bytes *text, size_t *number)
{
	size_t len = digits_skip(*text, 0, 10);
	int64_t value;

	if (len == 0 || integer_read(&value, bytes_slice(*text, 0, len), 10, false) == 0 ||
	    value > LINES_MAX)
		return false;
	*number = (size_t)value;
	*text = bytes_slice(*text, len, text->len);
	return true;
}

/* START[,COUNT] */
static bool
takes_range(struct bytes *text, size_t *start, size_t *count)
{
	*count = 1;
	return takes_number(text, start) && (!takes(text, ",") || takes_number(text, count));
}

/* -- Hunks */

struct counts {
	size_t n_old, n_new; /* lines that are still to come */
};

static bool
counts_take(struct counts *left, char sign)
{
	bool old = sign == ' ' || sign == '-', new = sign == ' ' || sign == '+';

	if ((old && left->n_old == 0) || (new && left->n_new == 0) || (!old && !new))
		return false;
	left->n_old -= old;
	left->n_new -= new;
	return true;
}

/* Goes over the lines that the header counts. An empty line is a blank one that has lost its sign
 * on its way. */
static int
body_read(struct reader *reader, struct counts left)
{
	while (left.n_old || left.n_new || line_whole(reader).len) {
		struct bytes line = line_whole(reader);
		char sign = line.len == 0 ? '\0' : line.data[0] == '\n' ? ' ' : line.data[0];

		if (sign != '\\' && left.n_old == 0 && left.n_new == 0)
			return 0;
		if (sign != '\\' && !counts_take(&left, sign))
			return refuse(reader, "does not fit the counts in the header of its hunk");
		line_next(reader);
	}
	return 0;
}

/* Whether the line at hand and the next one name a file. */
static bool
is_name_lines(const struct reader *reader)
{
	struct reader ahead = *reader;

	line_next(&ahead);
	return bytes_starts_with(reader->rest, BYTES("--- ")) &&
	       bytes_starts_with(ahead.rest, BYTES("+++ "));
}

/* A line that could belong to the hunk before it, which is full. Mails end with `-- `. */
static bool
is_leftover(const struct reader *reader)
{
	char sign = reader->rest.len ? reader->rest.data[0] : '\0';

	return (sign == '+' || sign == '-' || sign == ' ') && !is_name_lines(reader) &&
	       !bytes_equal_string(line_text(reader), "-- ");
}

/* 1 when the line at hand begins no hunk. */
static int
hunk_read(struct reader *reader)
{
	struct bytes text = line_text(reader);
	struct patch_hunk hunk = { .line = reader->line };
	struct counts counts;
	size_t new_start;
	const char *from;

	if (!takes(&text, "@@ -"))
		return 1;
	if (!takes_range(&text, &hunk.old_start, &counts.n_old) || !takes(&text, " +") ||
	    !takes_range(&text, &new_start, &counts.n_new) || !takes(&text, " @@"))
		return refuse(reader,
			      "is no header of a hunk; it is @@ -LINE,COUNT +LINE,COUNT @@");
	hunk.n_old = counts.n_old;
	line_next(reader);
	from = reader->rest.data;
	if (body_read(reader, counts) < 0)
		return -1;
	hunk.body = (struct bytes){ from, (size_t)(reader->rest.data - from) };
	if (is_leftover(reader))
		return refuse(reader, "is one more than the header of its hunk counts");
	vec_push(&reader->hunks, hunk);
	return 0;
}

static int
hunks_read(struct reader *reader, struct patch_file *file)
{
	int result;

	reader->hunks.len = 0;
	do {
		result = hunk_read(reader);
	} while (result == 0);
	if (result < 0)
		return -1;
	file->n_hunks = reader->hunks.len;
	file->hunks = arena_new_array(reader->arena, struct patch_hunk, file->n_hunks);
	if (file->n_hunks)
		memcpy(file->hunks, reader->hunks.items, file->n_hunks * sizeof(*file->hunks));
	return 0;
}

/* -- Headers */

/* The two lines `--- NAME` and `+++ NAME`; 1 when they are not there. */
static int
names_read(struct reader *reader, struct patch_file *file)
{
	struct bytes old = line_text(reader), new;

	if (!is_name_lines(reader))
		return 1;
	line_next(reader);
	new = line_text(reader);
	takes(&old, "--- ");
	takes(&new, "+++ ");
	if (!patch_name_read(old, reader->arena, &file->old_path) ||
	    !patch_name_read(new, reader->arena, &file->new_path) ||
	    (!file->old_path.data && !file->new_path.data))
		return refuse(reader, "names no file; it is --- a/PATH, +++ b/PATH");
	line_next(reader);
	return 0;
}

static int
mode_read(struct reader *reader, struct bytes text, uint32_t *mode)
{
	static const struct {
		const char *text;
		uint32_t mode;
	} modes[] = { { "100644", 0100644 }, { "100755", 0100755 }, { "120000", 0120000 } };

	for (size_t i = 0; i < ARRAY_SIZE(modes); i++) {
		if (bytes_equal_string(text, modes[i].text)) {
			*mode = modes[i].mode;
			return 0;
		}
	}
	return refuse(reader, bytes_equal_string(text, "160000")
				      ? "is about a submodule, which has no content to judge"
				      : "has a mode that git does not know");
}

/* `index OLD..NEW MODE`: the mode stands there when it stays. */
static int
index_line_read(struct reader *reader, struct bytes text, struct patch_file *file)
{
	struct bytes ids;

	bytes_split(&text, ' ', &ids);
	if (!text.data)
		return 0;
	return mode_read(reader, text, &file->old_mode);
}

static int
name_line_read(struct reader *reader, struct bytes text, struct bytes *name)
{
	if (!patch_name_read_whole(text, reader->arena, name))
		return refuse(reader, "names no file");
	return 0;
}

/* A line of the header that git writes; 1 when it is none. */
static int
extended_read(struct reader *reader, struct patch_file *file)
{
	struct bytes text = line_text(reader);

	if (takes(&text, "old mode "))
		return mode_read(reader, text, &file->old_mode);
	if (takes(&text, "new mode "))
		return mode_read(reader, text, &file->new_mode);
	if (takes(&text, "new file mode ")) {
		file->old_path = BYTES_NONE;
		return mode_read(reader, text, &file->new_mode);
	}
	if (takes(&text, "deleted file mode ")) {
		file->new_path = BYTES_NONE;
		return mode_read(reader, text, &file->old_mode);
	}
	file->copied = file->copied || bytes_starts_with(text, BYTES("copy from "));
	if (takes(&text, "rename from ") || takes(&text, "copy from "))
		return name_line_read(reader, text, &file->old_path);
	if (takes(&text, "rename to ") || takes(&text, "copy to "))
		return name_line_read(reader, text, &file->new_path);
	if (takes(&text, "index "))
		return index_line_read(reader, text, file);
	if (takes(&text, "GIT binary patch") || takes(&text, "Binary files "))
		return refuse(reader, "begins a binary change, which is not read; judge it with "
				      "--staged or --worktree");
	return takes(&text, "similarity index ") || takes(&text, "dissimilarity index ") ? 0 : 1;
}

/* What follows `diff --git NAMES`. */
static int
git_header_read(struct reader *reader, struct bytes names, struct patch_file *file)
{
	int result;

	if (patch_name_read_twice(names, reader->arena, &file->old_path))
		file->new_path = file->old_path;
	line_next(reader);
	while ((result = extended_read(reader, file)) == 0)
		line_next(reader);
	if (result < 0 || names_read(reader, file) < 0)
		return -1;
	if (!file->old_path.data && !file->new_path.data)
		return error_set(reader->err, ERROR_USAGE,
				 "line %zu of the patch: it does not tell which file this is",
				 file->line);
	return 0;
}

/* A file, or a line that is passed over. */
static int
file_read(struct reader *reader)
{
	struct patch_file file = { .line = reader->line };
	struct bytes text = line_text(reader);
	int result;

	if (takes(&text, "diff --git "))
		result = git_header_read(reader, text, &file);
	else
		result = names_read(reader, &file);
	if (result == 1 && bytes_starts_with(text, BYTES("@@ -")))
		return refuse(reader,
			      "begins a hunk of no file; --- a/PATH and +++ b/PATH name it");
	if (result == 1)
		line_next(reader);
	if (result != 0)
		return result < 0 ? -1 : 0;
	if (hunks_read(reader, &file) < 0)
		return -1;
	vec_push(&reader->files, file);
	return 0;
}

/* TEXT with a line feed at its end, which gets lost where patches are passed on as strings. */
static struct bytes
text_ended(struct bytes text, struct arena *arena)
{
	char *copy;

	if (text.len == 0 || bytes_ends_with(text, BYTES("\n")))
		return text;
	copy = arena_alloc(arena, text.len + 1);
	memcpy(copy, text.data, text.len);
	copy[text.len] = '\n';
	return (struct bytes){ copy, text.len + 1 };
}

int
patch_parse(struct patch *patch, struct bytes text, struct arena *arena, struct error *err)
{
	CLEANUP(reader_release)
	struct reader reader = {
		.rest = text_ended(text, arena), .line = 1, .arena = arena, .err = err
	};

	while (reader.rest.len) {
		if (file_read(&reader) < 0)
			return -1;
	}
	if (reader.files.len == 0)
		return error_set(err, ERROR_USAGE,
				 "the patch changes no file; it is what `git diff` or `diff -u` "
				 "write");
	patch->n_files = reader.files.len;
	patch->files = arena_new_array(arena, struct patch_file, patch->n_files);
	memcpy(patch->files, reader.files.items, patch->n_files * sizeof(*patch->files));
	return 0;
}
