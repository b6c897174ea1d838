#include "config.h"

#include <stdarg.h>
#include <setjmp.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "corpus.h"
#include "decisions/guard.h"

static const struct corpus_file good[] = {
	{ "0001-a.md", "---\nstatus: accepted\n---\n# T\n```lua policy\nreturn {}\n```\n" },
	{ NULL, NULL },
};
static const struct corpus_file toothless[] = {
	{ "0001-a.md", "---\nstatus: deprecated\n---\n# T\n```lua policy\nreturn {}\n```\n" },
	{ NULL, NULL },
};
static const struct corpus_file broken[] = {
	{ "0001-a.md", "---\nstatus: acepted\nscope: []\n---\n# T\n" },
	{ NULL, NULL },
};
static const struct corpus_file empty[] = { { "README.md", "" }, { NULL, NULL } };

static struct corpus before, after;

static int
set_up(void **state)
{
	(void)state;
	corpus_init(&before);
	corpus_init(&after);
	return 0;
}

static int
tear_down(void **state)
{
	(void)state;
	corpus_release(&before);
	corpus_release(&after);
	return 0;
}

static void
a_value_that_compiles_and_enforces_passes(void **state)
{
	const struct guard_problem *problems;

	(void)state;
	corpus_compile_files(&before, good);
	corpus_compile_files(&after, good);
	assert_int_equal(guard_check(before.bundle, after.bundle, &after.arena, &problems), 0);
	assert_int_equal(guard_check(NULL, after.bundle, &after.arena, &problems), 0);
	assert_int_equal(guard_check(NULL, NULL, &after.arena, &problems), 0);
}

static void
errors_are_listed_with_their_places(void **state)
{
	const struct guard_problem *problems;

	(void)state;
	corpus_compile_files(&before, good);
	corpus_compile_files(&after, broken);
	assert_int_equal(guard_check(before.bundle, after.bundle, &after.arena, &problems), 2);
	assert_true(bytes_equal_string(problems[0].path, "docs/adr/0001-a.md"));
	assert_int_equal(problems[0].line, 2);
	assert_true(bytes_starts_with(problems[0].message, BYTES("does not compile: `status`")));
	assert_int_equal(guard_check(NULL, after.bundle, &after.arena, &problems), 2);
}

static void
many_errors_are_counted(void **state)
{
	const struct guard_problem *problems;

	(void)state;
	corpus_add(&after, "0001-a.md",
		   BYTES("---\nlevel: x\na: 1\nb: 1\nc: 1\nd: 1\ne: 1\nf: 1\n---\n# T\n"));
	corpus_compile(&after);
	assert_int_equal(guard_check(NULL, after.bundle, &after.arena, &problems), 6);
	assert_true(bytes_equal_string(problems[5].message, "the decisions have 2 more errors"));
}

static void
decisions_that_are_gone_are_a_problem(void **state)
{
	const struct guard_problem *problems;

	(void)state;
	corpus_compile_files(&before, good);
	corpus_compile_files(&after, empty);
	assert_int_equal(guard_check(before.bundle, after.bundle, &after.arena, &problems), 1);
	assert_true(
		bytes_equal_string(problems[0].message, "the decisions are gone: there were 1"));
	assert_int_equal(guard_check(before.bundle, NULL, &after.arena, &problems), 1);
	assert_true(
		bytes_equal_string(problems[0].message, "the decisions are gone: there were 1"));
}

static void
decisions_that_enforce_nothing_any_more_are_a_problem(void **state)
{
	const struct guard_problem *problems;

	(void)state;
	corpus_compile_files(&before, good);
	corpus_compile_files(&after, toothless);
	assert_int_equal(guard_check(before.bundle, after.bundle, &after.arena, &problems), 1);
	assert_true(bytes_equal_string(problems[0].message,
				       "no decision is enforced any more: there were 1"));
	assert_int_equal(guard_check(after.bundle, after.bundle, &after.arena, &problems), 0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(a_value_that_compiles_and_enforces_passes, set_up,
						tear_down),
		cmocka_unit_test_setup_teardown(errors_are_listed_with_their_places, set_up,
						tear_down),
		cmocka_unit_test_setup_teardown(many_errors_are_counted, set_up, tear_down),
		cmocka_unit_test_setup_teardown(decisions_that_are_gone_are_a_problem, set_up,
						tear_down),
		cmocka_unit_test_setup_teardown(
			decisions_that_enforce_nothing_any_more_are_a_problem, set_up, tear_down),
	};

	return cmocka_run_group_tests_name("guard", tests, NULL, NULL);
}
