#include "config.h"

#include <stdarg.h>
#include <setjmp.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/macros.h"
#include "content/line_set.h"
#include "content/lines.h"

static void
the_last_line_counts_without_a_feed(void **state)
{
	static const struct {
		struct bytes content;
		size_t n_lines;
		const char *last;
	} cases[] = {
		{ { NULL, 0 }, 0, NULL },
		{ BYTES_INIT(""), 0, NULL },
		{ BYTES_INIT("\n"), 1, "" },
		{ BYTES_INIT("a"), 1, "a" },
		{ BYTES_INIT("a\n"), 1, "a" },
		{ BYTES_INIT("a\nb"), 2, "b" },
		{ BYTES_INIT("a\n\n"), 2, "" },
		{ BYTES_INIT("\n\nb\n"), 3, "b" },
		{ BYTES_INIT("a\r\nb\r"), 2, "b\r" },
	};
	(void)state;

	for (size_t i = 0; i < ARRAY_SIZE(cases); i++) {
		CLEANUP(line_index_release) struct line_index index = { NULL, 0 };

		line_index_build(&index, cases[i].content);
		assert_int_equal(index.n_lines, cases[i].n_lines);
		assert_int_equal(lines_count(cases[i].content), cases[i].n_lines);
		if (cases[i].n_lines)
			assert_true(bytes_equal_string(
				line_index_text(&index, cases[i].content, cases[i].n_lines),
				cases[i].last));
	}
}

static void
a_block_has_whole_lines(void **state)
{
	CLEANUP(line_index_release) struct line_index index = { NULL, 0 };
	struct bytes content = BYTES("a\nbb\nccc");
	(void)state;

	line_index_build(&index, content);
	assert_true(bytes_equal_string(line_index_block(&index, content, 1, 2), "a\nbb\n"));
	assert_true(bytes_equal_string(line_index_block(&index, content, 2, 2), "bb\nccc"));
	assert_int_equal(line_index_block(&index, content, 2, 0).len, 0);
}

static void
a_line_is_found_around_any_place(void **state)
{
	struct bytes content = BYTES("a\nbb\nccc");
	(void)state;

	assert_int_equal(line_start(content, 0), 0);
	assert_int_equal(line_start(content, 1), 0);
	assert_int_equal(line_start(content, 2), 2);
	assert_int_equal(line_start(content, 4), 2);
	assert_int_equal(line_start(content, 8), 5);
	assert_int_equal(line_ends_at(content, 1), 1);
	assert_int_equal(line_ends_at(content, 2), 4);
	assert_int_equal(line_ends_at(content, 5), 8);
	assert_int_equal(line_ends_at(content, 8), 8);
}

static void
runs_that_touch_become_one(void **state)
{
	CLEANUP(line_set_release) struct line_set set = LINE_SET_INIT;
	(void)state;

	line_set_add(&set, 2, 3);
	line_set_add(&set, 5, 1);
	line_set_add(&set, 7, 0);
	line_set_add(&set, 8, 2);
	assert_int_equal(set.n_runs, 2);
	assert_int_equal(set.n_lines, 6);
	for (size_t i = 0; i < 12; i++)
		assert_int_equal(line_set_holds(&set, i), (i >= 2 && i <= 5) || i == 8 || i == 9);
}

static void
an_intersection_holds_what_both_hold(void **state)
{
	uint32_t seed = 7;
	(void)state;

	for (int round = 0; round < 2000; round++) {
		CLEANUP(line_set_release) struct line_set a = LINE_SET_INIT;
		CLEANUP(line_set_release) struct line_set b = LINE_SET_INIT;
		bool both[40];
		size_t n = 0;

		for (size_t i = 1; i < 40; i++) {
			bool in_a = (seed = seed * 1664525 + 1013904223) >> 30;
			bool in_b = (seed = seed * 1664525 + 1013904223) >> 31;

			line_set_add(&a, i, in_a);
			line_set_add(&b, i, in_b);
			both[i] = in_a && in_b;
			n += both[i];
		}
		line_set_intersect(&a, &b);
		assert_int_equal(a.n_lines, n);
		for (size_t i = 1; i < 40; i++)
			assert_int_equal(line_set_holds(&a, i), both[i]);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_last_line_counts_without_a_feed),
		cmocka_unit_test(a_block_has_whole_lines),
		cmocka_unit_test(a_line_is_found_around_any_place),
		cmocka_unit_test(runs_that_touch_become_one),
		cmocka_unit_test(an_intersection_holds_what_both_hold),
	};

	return cmocka_run_group_tests_name("lines", tests, NULL, NULL);
}
