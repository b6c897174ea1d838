#include "config.h"

#include <stdarg.h>
#include <setjmp.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdlib.h>
#include <string.h>

#include "base/macros.h"
#include "history/step_memory.h"

enum { DECISIONS = 3 };

static const struct path paths[] = { { BYTES_INIT("a"), 0 }, { BYTES_INIT("b"), 1 } };
static const struct step first = { .tree = { { 1 } } };
static const struct step second = { .tree = { { 2 } }, .base_tree = { { 1 } } };

static struct arena arena;
static struct step_memory memory;

static int
set_up(UNUSED void **state)
{
	arena_init(&arena);
	memory = (struct step_memory){ .n_decisions = DECISIONS, .is_on = true };
	return 0;
}

static int
tear_down(UNUSED void **state)
{
	step_memory_release(&memory);
	arena_release(&arena);
	return 0;
}

/* The first step adds `a` with two marks, the second moves it to `b`. */
static void
keep_two_steps(void)
{
	struct mark marks[] = { { 1, { 'x' } }, { 2, { 'y' } } };
	struct change added[] = { { .path = &paths[0], .status = CHANGE_ADDED } };
	struct change moved[] = {
		{ .path = &paths[0], .status = CHANGE_DELETED },
		{ .path = &paths[1], .renamed_from = &paths[0], .status = CHANGE_ADDED }
	};

	step_memory_keep(&memory, &first, &(struct change_list){ added, 1 },
			 (struct mark_list[]){ { marks, 2 } });
	step_memory_keep(&memory, &second, &(struct change_list){ moved, 2 },
			 (struct mark_list[]){ { NULL, 0 }, { marks, 1 } });
}

static bool
recall(const struct step_memory *from, const struct step *step, struct change_list *changes,
       struct mark_list **found)
{
	return step_memory_recall(from, step, &arena, changes, found);
}

static void
steps_come_back_as_they_were(UNUSED void **state)
{
	struct step_memory next = { .n_decisions = DECISIONS };
	struct change_list changes;
	struct mark_list *found;

	keep_two_steps();
	assert_true(step_memory_load(&next, buf_bytes(&memory.fresh)));
	assert_true(recall(&next, &second, &changes, &found));
	assert_int_equal(changes.len, 2);
	assert_int_equal(changes.items[0].status, CHANGE_DELETED);
	assert_null(changes.items[0].renamed_from);
	assert_true(bytes_equal_string(changes.items[1].path->name, "b"));
	assert_true(bytes_equal_string(changes.items[1].renamed_from->name, "a"));
	assert_int_equal(found[0].len, 0);
	assert_int_equal(found[1].items[0].decision, 1);
	free(found[1].items);
	assert_true(recall(&next, &first, &changes, &found));
	assert_int_equal(found[0].len, 2);
	assert_int_equal(found[0].items[1].decision, 2);
	assert_int_equal(found[0].items[1].fingerprint[0], 'y');
	free(found[0].items);
	step_memory_release(&next);
}

static void
step_is_known_by_both_its_trees(UNUSED void **state)
{
	const struct step other = { .tree = second.tree };
	struct step_memory next = { .n_decisions = DECISIONS };
	struct change_list changes;
	struct mark_list *found;

	keep_two_steps();
	assert_false(recall(&memory, &second, &changes, &found));
	assert_true(step_memory_load(&next, buf_bytes(&memory.fresh)));
	assert_false(recall(&next, &other, &changes, &found));
	step_memory_release(&next);
}

static void
what_is_cut_off_is_not_taken(UNUSED void **state)
{
	struct bytes whole;
	size_t n_taken = 0;

	keep_two_steps();
	whole = buf_bytes(&memory.fresh);
	for (size_t len = 1; len < whole.len; len++) {
		struct step_memory next = { .n_decisions = DECISIONS };

		n_taken += step_memory_load(&next, bytes_slice(whole, 0, len));
		step_memory_release(&next);
	}
	assert_int_equal(n_taken, 1); /* the first step alone is whole as well */
}

static void
mark_of_a_decision_that_is_not_there_is_damage(UNUSED void **state)
{
	struct step_memory next = { .n_decisions = 2 };
	struct change_list changes;
	struct mark_list *found;

	keep_two_steps();
	assert_false(step_memory_load(&next, buf_bytes(&memory.fresh)));
	assert_false(recall(&next, &first, &changes, &found));
	step_memory_release(&next);
}

static void
nothing_is_kept_where_nobody_wants_it(UNUSED void **state)
{
	memory.is_on = false;
	keep_two_steps();
	assert_int_equal(memory.fresh.len, 0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(steps_come_back_as_they_were, set_up, tear_down),
		cmocka_unit_test_setup_teardown(step_is_known_by_both_its_trees, set_up, tear_down),
		cmocka_unit_test_setup_teardown(what_is_cut_off_is_not_taken, set_up, tear_down),
		cmocka_unit_test_setup_teardown(mark_of_a_decision_that_is_not_there_is_damage,
						set_up, tear_down),
		cmocka_unit_test_setup_teardown(nothing_is_kept_where_nobody_wants_it, set_up,
						tear_down),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
