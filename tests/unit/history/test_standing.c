#include "config.h"

#include <stdarg.h>
#include <setjmp.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdlib.h>
#include <string.h>

#include "base/macros.h"
#include "history/standing.h"

enum { DECISIONS = 2, PATHS = 3 };

static const struct path paths[PATHS] = { { BYTES_INIT("a"), 0 },
					  { BYTES_INIT("b"), 1 },
					  { BYTES_INIT("c"), 2 } };

static struct drift_decision decisions[DECISIONS];
static struct standing standing;

static int
set_up(UNUSED void **state)
{
	memset(decisions, 0, sizeof(decisions));
	standing_init(&standing, decisions, DECISIONS);
	return 0;
}

static int
tear_down(UNUSED void **state)
{
	standing_release(&standing);
	return 0;
}

/* Marks as "0x 0y 1x": decision and fingerprint; sorted as given. */
static struct mark_list
marks(const char *text)
{
	struct mark_list list = { NULL, 0 };

	for (; *text; text += text[2] ? 3 : 2) {
		struct mark mark = { .decision = (uint32_t)(text[0] - '0') };

		mark.fingerprint[0] = (unsigned char)text[1];
		list.items = realloc(list.items, (list.len + 1) * sizeof(*list.items));
		list.items[list.len++] = mark;
	}
	return list;
}

static struct change
change(size_t path, enum change_status status, const struct path *from)
{
	return (struct change){ .path = &paths[path], .status = status, .renamed_from = from };
}

static void
step(const struct change *changes, size_t n, struct mark_list *found, enum author_kind author,
     enum credit credit)
{
	static const bool none[DECISIONS];
	const struct change_list list = { changes, n };

	standing_step(&standing, &list, found, none, author, credit);
}

static void
what_stood_at_first_was_introduced_by_nobody(UNUSED void **state)
{
	struct change changes[] = { change(0, CHANGE_ADDED, NULL) };
	struct mark_list found[] = { marks("0x 0y 1x") };

	step(changes, 1, found, AUTHOR_HUMAN, CREDIT_NOBODY);
	assert_int_equal(standing.counts[0], 2);
	assert_int_equal(standing.counts[1], 1);
	assert_int_equal(standing.introduced, 0);
}

static void
fingerprints_tell_what_a_step_did(UNUSED void **state)
{
	struct change added[] = { change(0, CHANGE_ADDED, NULL) };
	struct change modified[] = { change(0, CHANGE_MODIFIED, NULL) };
	struct change deleted[] = { change(0, CHANGE_DELETED, NULL) };
	struct mark_list first[] = { marks("0x 0y") }, second[] = { marks("0y 0z 1x") };
	struct mark_list nothing[] = { { NULL, 0 } };

	step(added, 1, first, AUTHOR_AGENT, CREDIT_AUTHOR);
	step(modified, 1, second, AUTHOR_HUMAN, CREDIT_AUTHOR);
	assert_int_equal(decisions[0].counts.introduced[AUTHOR_AGENT], 2);
	assert_int_equal(decisions[0].counts.introduced[AUTHOR_HUMAN], 1);
	assert_int_equal(decisions[0].counts.repaired[AUTHOR_HUMAN], 1);
	assert_int_equal(decisions[1].counts.introduced[AUTHOR_HUMAN], 1);
	step(deleted, 1, nothing, AUTHOR_UNKNOWN, CREDIT_AUTHOR);
	assert_int_equal(standing.counts[0] + standing.counts[1], 0);
	assert_int_equal(decisions[0].counts.repaired[AUTHOR_UNKNOWN], 2);
}

/* b goes to a, which comes before it in the list. */
static void
moved_files_take_their_violations_along(UNUSED void **state)
{
	struct change added[] = { change(1, CHANGE_ADDED, NULL), change(2, CHANGE_ADDED, NULL) };
	struct change moved[] = { change(0, CHANGE_ADDED, &paths[1]),
				  change(1, CHANGE_DELETED, NULL) };
	struct mark_list first[] = { marks("0x 1y"), marks("0z") };
	struct mark_list second[] = { marks("0p 0q"), { NULL, 0 } };

	step(added, 2, first, AUTHOR_AGENT, CREDIT_NOBODY);
	step(moved, 2, second, AUTHOR_HUMAN, CREDIT_AUTHOR);
	assert_int_equal(standing.counts[0], 3);
	assert_int_equal(standing.counts[1], 0);
	assert_int_equal(decisions[0].counts.introduced[AUTHOR_HUMAN], 1);
	assert_int_equal(decisions[0].counts.repaired[AUTHOR_HUMAN], 0);
	assert_int_equal(decisions[1].counts.repaired[AUTHOR_HUMAN], 1);
}

static void
decision_that_failed_keeps_what_it_found(UNUSED void **state)
{
	static const bool failed[DECISIONS] = { true, false };
	struct change added[] = { change(0, CHANGE_ADDED, NULL) };
	struct change modified[] = { change(0, CHANGE_MODIFIED, NULL) };
	struct mark_list first[] = { marks("0x 1y") }, second[] = { { NULL, 0 } };

	step(added, 1, first, AUTHOR_AGENT, CREDIT_NOBODY);
	standing_step(&standing, &(struct change_list){ modified, 1 }, second, failed, AUTHOR_HUMAN,
		      CREDIT_AUTHOR);
	assert_int_equal(standing.counts[0], 1);
	assert_int_equal(standing.counts[1], 0);
	assert_int_equal(decisions[0].counts.repaired[AUTHOR_HUMAN], 0);
}

static void
what_decisions_make_of_a_file_is_nobodys(UNUSED void **state)
{
	struct change changes[] = { change(0, CHANGE_ADDED, NULL) };
	struct mark_list first[] = { marks("0x 0y") }, second[] = { marks("0y 1z") };

	step(changes, 1, first, AUTHOR_AGENT, CREDIT_NOBODY);
	step(changes, 1, second, AUTHOR_HUMAN, CREDIT_DECISIONS);
	assert_int_equal(standing.counts[0], 1);
	assert_int_equal(standing.counts[1], 1);
	assert_int_equal(decisions[0].vanished, 1);
	assert_int_equal(decisions[1].appeared, 1);
	assert_int_equal(decisions[0].counts.repaired[AUTHOR_HUMAN], 0);
	assert_int_equal(decisions[1].counts.introduced[AUTHOR_HUMAN], 0);
	assert_int_equal(standing.introduced + standing.repaired, 0);
}

static void
mark_is_the_fingerprint_in_bytes(UNUSED void **state)
{
	struct mark mark = mark_of(3, BYTES("00ff10a2000000000000000000000007"));

	assert_int_equal(mark.decision, 3);
	assert_int_equal(mark.fingerprint[1], 0xff);
	assert_int_equal(mark.fingerprint[2], 0x10);
	assert_int_equal(mark.fingerprint[3], 0xa2);
	assert_int_equal(mark.fingerprint[15], 7);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(what_stood_at_first_was_introduced_by_nobody,
						set_up, tear_down),
		cmocka_unit_test_setup_teardown(fingerprints_tell_what_a_step_did, set_up,
						tear_down),
		cmocka_unit_test_setup_teardown(moved_files_take_their_violations_along, set_up,
						tear_down),
		cmocka_unit_test_setup_teardown(decision_that_failed_keeps_what_it_found, set_up,
						tear_down),
		cmocka_unit_test_setup_teardown(what_decisions_make_of_a_file_is_nobodys, set_up,
						tear_down),
		cmocka_unit_test(mark_is_the_fingerprint_in_bytes),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
