#include "config.h"

#include <stdlib.h>

#include "../lib/git_line_diff.h"
#include "base/buf.h"
#include "base/macros.h"
#include "content/line_diff.h"
#include "git/handle.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

struct marks {
	struct line_set removed, added;
};

static void
marks_release(struct marks *marks)
{
	line_set_release(&marks->removed);
	line_set_release(&marks->added);
}

static void
take_hunk(void *ctx, size_t old_start, size_t old_lines, size_t new_start, size_t new_lines)
{
	struct marks *marks = ctx;

	line_set_add(&marks->removed, old_start, old_lines);
	line_set_add(&marks->added, new_start, new_lines);
}

static void
check(bool promise)
{
	if (!promise)
		abort();
}

static void
check_equal(const struct line_set *a, const struct line_set *b)
{
	check(a->n_runs == b->n_runs);
	for (size_t i = 0; i < a->n_runs; i++)
		check(a->runs[i].start == b->runs[i].start && a->runs[i].len == b->runs[i].len);
}

static void
check_pair(struct bytes before, struct bytes now)
{
	CLEANUP(marks_release) struct marks ours = { LINE_SET_INIT, LINE_SET_INIT };
	CLEANUP(marks_release) struct marks theirs = { LINE_SET_INIT, LINE_SET_INIT };
	CLEANUP(arena_release) struct arena scratch;
	CLEANUP(line_index_release) struct line_index old_lines = { NULL, 0 };
	CLEANUP(line_index_release) struct line_index new_lines = { NULL, 0 };
	struct error err;

	arena_init(&scratch);
	line_index_build(&old_lines, before);
	line_index_build(&new_lines, now);
	line_diff(&(struct text){ before, &old_lines }, &(struct text){ now, &new_lines }, &scratch,
		  &ours.removed, &ours.added);
	check(git_line_diff(before, now, take_hunk, &theirs, &err) == 0);
	check_equal(&ours.removed, &theirs.removed);
	check_equal(&ours.added, &theirs.added);
}

/* Few different bytes make many equal lines: what is a letter is a line of its own, or a word of
 * several lines. */
static void
spell(struct buf *text, struct bytes bytes)
{
	static const char *const words[] = { "\n", "}\n", "\t}\n", "    return 0;\n", " \t\n" };

	for (size_t i = 0; i < bytes.len; i++) {
		unsigned char c = (unsigned char)bytes.data[i];

		if (c % 32 < ARRAY_SIZE(words))
			buf_add_string(text, words[c % 32]);
		else
			buf_printf(text, "%*s%c\n", c / 64 * 4, "", 'a' + c % 32);
	}
}

/* Two bytes say where the old content ends; the new one is the rest. */
int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct bytes all = { (const char *)data, size };
	CLEANUP(buf_release) struct buf before = BUF_INIT;
	CLEANUP(buf_release) struct buf now = BUF_INIT;
	struct error err;
	size_t middle;

	if (size < 2 || size > 8192 || library_init(&err) < 0)
		return 0;
	middle = 2 + (data[0] * 256u + data[1]) % (size - 1);
	check_pair(bytes_slice(all, 2, middle), bytes_slice(all, middle, size));
	spell(&before, bytes_slice(all, 2, middle));
	spell(&now, bytes_slice(all, middle, size));
	check_pair(buf_bytes(&before), buf_bytes(&now));
	return 0;
}
