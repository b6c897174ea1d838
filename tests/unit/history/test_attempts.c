#include "config.h"

#include <stdarg.h>
#include <setjmp.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/macros.h"
#include "history/attempts.h"

enum { SPANS = 2 };

/* 2026-11-02T00:00:00Z, and a moment that nothing is behind. */
static const int64_t ends[SPANS] = { 1793577600, 1793577600 };

static struct arena arena;
static struct attempts attempts;
static struct attempts_count count;

static int
set_up(UNUSED void **state)
{
	arena_init(&arena);
	attempts_begin(&count, &attempts, &arena, ends, SPANS, BYTES("2026-11-01"),
		       BYTES("2026-11-03"));
	return 0;
}

static int
tear_down(UNUSED void **state)
{
	arena_release(&arena);
	return 0;
}

/* A push of that time, with VERDICT in place of what a verdict has. */
static void
push(const char *time, bool admitted, const char *verdict)
{
	attempts_add(&count, &(struct record){ .kind = RECORD_VERDICT,
					       .time = bytes_of(time),
					       .admitted = admitted,
					       .verdict = bytes_of(verdict) });
}

#define BROKEN(decision, level, fingerprint, waiver)                                               \
	"{\"decision\":\"" decision "\",\"fingerprint\":\"" fingerprint "\",\"level\":\"" level    \
	"\",\"waiver\":" waiver "}"
#define REJECT(violations) "{\"verdict\":\"reject\",\"violations\":[" violations "]}"

static void
violation_that_is_tried_again_is_one(UNUSED void **state)
{
	push("2026-11-01T10:00:00.000000Z", false,
	     REJECT(BROKEN("ADR-2", "mandatory", "aa", "null") "," BROKEN("ADR-2", "mandatory",
									  "bb", "null")));
	push("2026-11-02T00:00:01.000000Z", false,
	     REJECT(BROKEN("ADR-2", "mandatory", "bb", "null") "," BROKEN("ADR-1", "mandatory",
									  "cc", "null")));
	attempts_end(&count);
	assert_int_equal(attempts.pushes, 2);
	assert_int_equal(attempts.all.rejected, 2);
	assert_int_equal(attempts.all.violations, 3);
	assert_int_equal(attempts.n_decisions, 2);
	assert_true(bytes_equal_string(attempts.decisions[0].id, "ADR-1"));
	assert_int_equal(attempts.decisions[1].all.rejected, 2);
	assert_int_equal(attempts.decisions[1].all.violations, 2);
	assert_int_equal(attempts.decisions[1].spans[0].violations, 2);
	assert_int_equal(attempts.decisions[1].spans[1].rejected, 1);
	assert_int_equal(attempts.decisions[1].spans[1].violations, 0);
}

static void
what_rejects_nothing_is_no_attempt(UNUSED void **state)
{
	push("2026-11-01T10:00:00.000000Z", true,
	     "{\"verdict\":\"accept\",\"violations\":[" BROKEN(
		     "ADR-1", "advisory", "aa", "null") ","
							"{\"decision\":\"ADR-1\",\"existing\":true,"
							"\"fingerprint\":\"bb\",\"level\":"
							"\"mandatory\",\"waiver\":null}]}");
	attempts_end(&count);
	assert_int_equal(attempts.pushes, 1);
	assert_int_equal(attempts.all.rejected, 0);
	assert_int_equal(attempts.n_decisions, 0);
}

static void
waiver_counts_once_a_push(UNUSED void **state)
{
	push("2026-11-01T10:00:00.000000Z", true,
	     "{\"decisions\":[{\"id\":\"ADR-1\",\"level\":\"mandatory\",\"result\":\"waived\"}],"
	     "\"verdict\":\"accept\",\"violations\":[" BROKEN("ADR-1", "mandatory", "aa",
							      "{}") "," BROKEN("ADR-1", "mandatory",
									       "bb", "{}") "]}");
	attempts_end(&count);
	assert_int_equal(attempts.n_decisions, 1);
	assert_int_equal(attempts.decisions[0].all.waived, 1);
	assert_int_equal(attempts.decisions[0].all.rejected, 0);
}

static void
failure_of_a_mandatory_decision_rejects(UNUSED void **state)
{
	push("2026-11-01T10:00:00.000000Z", false,
	     "{\"attribution\":[{\"agent\":\"robot\",\"commits\":1,\"tier\":\"asserted\"}],"
	     "\"decisions\":[{\"id\":\"ADR-1\",\"level\":\"mandatory\",\"result\":\"error\"},"
	     "{\"id\":\"ADR-2\",\"level\":\"advisory\",\"result\":\"error\"}],"
	     "\"verdict\":\"reject\",\"violations\":[]}");
	attempts_end(&count);
	assert_int_equal(attempts.n_decisions, 1);
	assert_int_equal(attempts.decisions[0].all.rejected, 1);
	assert_int_equal(attempts.decisions[0].all.of_agents, 1);
}

static void
days_are_from_the_first_to_the_last(UNUSED void **state)
{
	push("2026-10-31T23:59:59.999999Z", false, REJECT(""));
	push("2026-11-01T00:00:00.000000Z", false, "{\"verdict\":\"none\",\"violations\":[]}");
	push("2026-11-03T23:59:59.999999Z", true, REJECT(""));
	push("2026-11-04T00:00:00.000000Z", false, REJECT(""));
	attempts_end(&count);
	assert_int_equal(attempts.pushes, 2);
	assert_int_equal(attempts.no_verdict, 1);
	assert_int_equal(attempts.all.rejected, 0);
	assert_int_equal(attempts.all.let_in, 1);
}

static void
record_that_is_no_verdict_of_ours_does_no_harm(UNUSED void **state)
{
	push("2026-11-01T10:00:00.000000Z", false, "");
	push("2026-11-01T10:00:00.000000Z", false,
	     "{\"attribution\":7,\"decisions\":[3,{}],\"verdict\":[],\"violations\":[{},"
	     "{\"level\":\"mandatory\",\"waiver\":null},\"x\"]}");
	attempts_end(&count);
	assert_int_equal(attempts.pushes, 2);
	assert_int_equal(attempts.all.rejected, 0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(violation_that_is_tried_again_is_one, set_up,
						tear_down),
		cmocka_unit_test_setup_teardown(what_rejects_nothing_is_no_attempt, set_up,
						tear_down),
		cmocka_unit_test_setup_teardown(waiver_counts_once_a_push, set_up, tear_down),
		cmocka_unit_test_setup_teardown(failure_of_a_mandatory_decision_rejects, set_up,
						tear_down),
		cmocka_unit_test_setup_teardown(days_are_from_the_first_to_the_last, set_up,
						tear_down),
		cmocka_unit_test_setup_teardown(record_that_is_no_verdict_of_ours_does_no_harm,
						set_up, tear_down),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
