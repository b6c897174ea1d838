#include "config.h"

#include <stdarg.h>
#include <setjmp.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdlib.h>

#include "../../lib/git_line_diff.h"
#include "base/macros.h"
#include "base/vec.h"
#include "content/line_set.h"
#include "content/lines.h"
#include "content/middle.h"
#include "git/handle.h"
#include "random_text.h"

static void
the_middle_is_what_the_ends_do_not_share(void **state)
{
	static const struct {
		const char *before, *now;
		const char *old_middle, *new_middle;
	} cases[] = {
		{ "", "", "", "" },
		{ "a\n", "a\n", "", "" },
		{ "", "a\n", "", "a\n" },
		{ "a\n", "", "a\n", "" },
		{ "a\nb\nc\n", "a\nX\nc\n", "b\n", "X\n" },
		{ "a\nb\n", "a\nQ\nb\n", "", "Q\n" },
		{ "a\nb\n", "a\nb", "b\n", "b" },
		{ "ab\nc\n", "aX\nc\n", "ab\n", "aX\n" },
		{ "a\nxc\n", "a\nyc\n", "xc\n", "yc\n" },
		{ "a\na\n", "a\na\na\n", "", "a\n" },
		{ "{\n}\n", "{\n}\n{\n}\n", "", "{\n}\n" },
		{ "a\nb\nc\n", "X\nb\nY\n", "a\nb\nc\n", "X\nb\nY\n" },
		{ "a", "a\nb", "a", "a\nb" },
		{ "xa\n", "a\n", "xa\n", "a\n" },
	};
	(void)state;

	for (size_t i = 0; i < ARRAY_SIZE(cases); i++) {
		struct bytes before = bytes_of(cases[i].before);
		struct bytes now = bytes_of(cases[i].now);
		struct middle middle = middle_find(before, now);

		assert_true(bytes_equal_string(bytes_slice(before, middle.start, middle.old_end),
					       cases[i].old_middle));
		assert_true(bytes_equal_string(bytes_slice(now, middle.start, middle.new_end),
					       cases[i].new_middle));
	}
}

struct sides {
	struct line_set removed, added;
};

static void
take_hunk(void *ctx, size_t old_start, size_t old_lines, size_t new_start, size_t new_lines)
{
	struct sides *sides = ctx;

	line_set_add(&sides->removed, old_start, old_lines);
	line_set_add(&sides->added, new_start, new_lines);
}

static int
text_order(const void *a, const void *b)
{
	return bytes_compare(*(const struct bytes *)a, *(const struct bytes *)b);
}

/* Whether the texts of the lines MARKED are among those FROM..END, each as often as it is marked.
 */
static void
check_texts(const struct line_set *marked, struct bytes content, size_t from, size_t end)
{
	CLEANUP(line_index_release) struct line_index lines = { NULL, 0 };
	VEC(struct bytes) have = VEC_INIT;
	VEC(struct bytes) need = VEC_INIT;
	size_t at = 0;

	line_index_build(&lines, content);
	for (size_t i = 1; i <= lines.n_lines; i++) {
		if (lines.starts[i - 1] >= from && lines.starts[i - 1] < end)
			vec_push(&have, line_index_text(&lines, content, i));
		if (line_set_holds(marked, i))
			vec_push(&need, line_index_text(&lines, content, i));
	}
	if (have.len)
		qsort(have.items, have.len, sizeof(*have.items), text_order);
	if (need.len)
		qsort(need.items, need.len, sizeof(*need.items), text_order);
	for (size_t i = 0; i < need.len; i++, at++) {
		while (at < have.len && bytes_compare(have.items[at], need.items[i]) < 0)
			at++;
		assert_true(at < have.len && bytes_equal(have.items[at], need.items[i]));
	}
	vec_release(&have);
	vec_release(&need);
}

/* Against git's own diff, on contents that make it slide and give up. */
static void
what_git_marks_is_text_of_the_middle(void **state)
{
	struct random random = { 3 };
	enum { ROUNDS = 20000 };
	(void)state;

	for (int round = 0; round < ROUNDS; round++) {
		CLEANUP(buf_release) struct buf before = BUF_INIT;
		CLEANUP(buf_release) struct buf now = BUF_INIT;
		struct sides sides = { LINE_SET_INIT, LINE_SET_INIT };
		uint32_t n_kinds = 2 + random_draw(&random, round % 2 ? 12 : 400);
		struct middle middle;
		struct error err;

		random_lines(&random, &before, random_draw(&random, round % 50 ? 60 : 2500),
			     n_kinds);
		random_edit(&random, &now, buf_bytes(&before), random_draw(&random, 8), n_kinds);
		middle = middle_find(buf_bytes(&before), buf_bytes(&now));
		assert_int_equal(
			git_line_diff(buf_bytes(&before), buf_bytes(&now), take_hunk, &sides, &err),
			0);
		check_texts(&sides.added, buf_bytes(&now), middle.start, middle.new_end);
		check_texts(&sides.removed, buf_bytes(&before), middle.start, middle.old_end);
		line_set_release(&sides.added);
		line_set_release(&sides.removed);
	}
}

static int
set_up(void **state)
{
	struct error err;
	(void)state;

	return library_init(&err);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_middle_is_what_the_ends_do_not_share),
		cmocka_unit_test(what_git_marks_is_text_of_the_middle),
	};

	return cmocka_run_group_tests_name("middle", tests, set_up, NULL);
}
