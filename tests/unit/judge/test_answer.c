#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdlib.h>

#include "judge/settle.h"

static const struct oid some_id = { { 1, 2, 3 } };

static void
write_plan(struct buf *out, uint64_t updates, uint64_t outcomes)
{
	struct frame_writer writer = { out, 0 };

	frame_begin(&writer, FRAME_PLAN);
	frame_number(&writer, 1);
	frame_number(&writer, 1);
	frame_number(&writer, 1);
	frame_bytes(&writer, BYTES("sha256:00"));
	frame_number(&writer, 0);
	frame_number(&writer, updates);
	frame_number(&writer, outcomes);
	frame_number(&writer, 0); /* waivers */
	frame_end(&writer);
}

static void
write_update(struct buf *out)
{
	struct frame_writer writer = { out, 0 };

	frame_begin(&writer, FRAME_UPDATE);
	frame_bytes(&writer, BYTES("refs/heads/main"));
	for (size_t i = 0; i < 4; i++)
		frame_oid(&writer, &some_id);
	frame_number(&writer, UPDATE_UPDATE);
	frame_number(&writer, 1);
	frame_end(&writer);
}

static void
write_decision(struct buf *out, enum level level)
{
	struct frame_writer writer = { out, 0 };

	frame_begin(&writer, FRAME_DECISION);
	frame_bytes(&writer, BYTES("ADR-0001"));
	frame_bytes(&writer, BYTES("Title"));
	frame_bytes(&writer, BYTES("Do the other thing."));
	frame_bytes(&writer, BYTES_NONE);
	frame_bytes(&writer, BYTES("/decisions"));
	frame_bytes(&writer, BYTES("/decisions/0001-x.md"));
	frame_number(&writer, level);
	frame_number(&writer, 0);
	frame_number(&writer, 0);
	frame_number(&writer, true);
	frame_number(&writer, false); /* baseline */
	frame_end(&writer);
}

static void
write_result(struct buf *out, struct bytes error)
{
	struct frame_writer writer = { out, 0 };

	frame_begin(&writer, FRAME_RESULT);
	frame_number(&writer, 0);
	frame_number(&writer, false); /* before */
	frame_number(&writer, 0);
	frame_number(&writer, 3);
	frame_bytes(&writer, error);
	frame_bytes(&writer, error.data ? BYTES("a/b") : BYTES_NONE);
	for (int i = 0; i < 4; i++)
		frame_number(&writer, 10);
	frame_number(&writer, 0);
	frame_number(&writer, 7); /* line */
	frame_bytes(&writer, error.data ? BYTES("x = 1") : BYTES_NONE);
	frame_end(&writer);
}

struct place {
	size_t line;
	uint64_t outcome;
	bool existing, of_commit;
};

static void
write_violation(struct buf *out, struct place place)
{
	static const struct oid none;
	struct frame_writer writer = { out, 0 };

	frame_begin(&writer, FRAME_VIOLATION);
	frame_number(&writer, place.outcome);
	frame_number(&writer, 0);
	frame_number(&writer, place.of_commit ? 1 : 2);
	frame_oid(&writer, place.of_commit ? &some_id : &none);
	frame_bytes(&writer, BYTES("summary"));
	frame_bytes(&writer, BYTES("a/b"));
	frame_number(&writer, place.line);
	frame_number(&writer, 1);
	frame_number(&writer, 1);
	frame_bytes(&writer, BYTES("is bad"));
	frame_bytes(&writer, BYTES_NONE);
	frame_bytes(&writer, BYTES("text"));
	frame_bytes(&writer, BYTES("00112233445566778899aabbccddeeff"));
	frame_bytes(&writer, BYTES("")); /* mark of the line */
	frame_number(&writer, place.existing);
	frame_number(&writer, 0); /* waiver */
	frame_end(&writer);
}

static void
write_end(struct buf *out)
{
	struct frame_writer writer = { out, 0 };

	frame_begin(&writer, FRAME_END);
	frame_end(&writer);
}

static void
write_head(struct buf *out, enum level level)
{
	write_plan(out, 1, 1);
	write_update(out);
	write_decision(out, level);
	write_end(out);
}

struct taken {
	struct arena arena;
	struct verdict verdict;
	struct collect collect;
	struct error err;
};

/* What stands before the end of the first answer, and with it. */
static struct bytes
first_answer(struct bytes both)
{
	struct bytes rest = both;
	struct frame_reader reader;
	enum frame_kind kind;

	while (frame_next(&rest, &kind, &reader)) {
		if (kind == FRAME_END)
			break;
	}
	return bytes_slice(both, 0, both.len - rest.len);
}

static int
take_plan(struct taken *taken, struct bytes answer)
{
	*taken = (struct taken){ 0 };
	arena_init(&taken->arena);
	collect_init(&taken->collect, &taken->verdict, 1, &taken->arena);
	return collect_answer(&taken->collect, answer, (struct answer_scope){ .plan = true },
			      &taken->err);
}

/* The answer of who plans, then of who runs the policies. */
static int
take(struct taken *taken, const struct buf *answer)
{
	struct bytes both = buf_bytes(answer), plan = first_answer(both);

	if (take_plan(taken, plan) < 0 ||
	    collect_answer(&taken->collect, bytes_slice(both, plan.len, both.len),
			   taken->collect.sources[0].scope, &taken->err) < 0)
		return -1;
	settle(&taken->collect);
	return 0;
}

static void
taken_release(struct taken *taken)
{
	collect_release(&taken->collect);
	arena_release(&taken->arena);
}

static void
a_violation_of_a_mandatory_decision_rejects(void **state)
{
	static const struct {
		enum level level;
		bool existing;
		enum verdict_kind kind;
		enum outcome_result result;
	} cases[] = {
		{ LEVEL_MANDATORY, false, VERDICT_REJECT, RESULT_VIOLATED },
		{ LEVEL_MANDATORY, true, VERDICT_ACCEPT, RESULT_PASSED },
		{ LEVEL_ADVISORY, false, VERDICT_ACCEPT, RESULT_VIOLATED },
		{ LEVEL_SHADOW, false, VERDICT_ACCEPT, RESULT_VIOLATED },
	};
	(void)state;

	for (size_t i = 0; i < ARRAY_SIZE(cases); i++) {
		struct buf answer = BUF_INIT;
		struct taken taken;

		write_head(&answer, cases[i].level);
		write_result(&answer, BYTES_NONE);
		write_violation(&answer, (struct place){ 7, 0, cases[i].existing, true });
		write_end(&answer);
		assert_int_equal(take(&taken, &answer), 0);
		assert_int_equal(taken.verdict.kind, cases[i].kind);
		assert_int_equal(taken.verdict.outcomes[0].result, cases[i].result);
		assert_int_equal(taken.verdict.outcomes[0].applied, 3);
		assert_int_equal(taken.verdict.n_violations, 1);
		assert_true(bytes_equal_string(taken.verdict.violations[0].instead,
					       "Do the other thing."));
		taken_release(&taken);
		buf_release(&answer);
	}
}

static void
a_failed_policy_rejects_and_its_findings_are_dropped(void **state)
{
	struct buf answer = BUF_INIT;
	struct taken taken;
	(void)state;

	write_head(&answer, LEVEL_MANDATORY);
	write_violation(&answer, (struct place){ 7, 0, false, true });
	write_result(&answer, BYTES("spent its limit"));
	write_end(&answer);
	assert_int_equal(take(&taken, &answer), 0);
	assert_int_equal(taken.verdict.kind, VERDICT_REJECT);
	assert_int_equal(taken.verdict.n_violations, 0);
	assert_int_equal(taken.verdict.outcomes[0].result, RESULT_ERROR);
	taken_release(&taken);
	buf_release(&answer);
}

static void
what_commits_brought_is_not_said_again_of_the_result(void **state)
{
	struct buf answer = BUF_INIT;
	struct taken taken;
	(void)state;

	write_head(&answer, LEVEL_MANDATORY);
	write_violation(&answer, (struct place){ 9, 0, false, false });
	write_violation(&answer, (struct place){ 7, 0, false, true });
	write_end(&answer);
	assert_int_equal(take(&taken, &answer), 0);
	assert_int_equal(taken.verdict.n_violations, 1);
	assert_int_equal(taken.verdict.violations[0].line, 7);
	taken_release(&taken);
	buf_release(&answer);
}

static void
whole_answer(struct buf *answer)
{
	write_head(answer, LEVEL_MANDATORY);
	write_result(answer, BYTES_NONE);
	write_violation(answer, (struct place){ 7, 0, false, true });
	write_end(answer);
}

static void
a_cut_answer_is_no_answer(void **state)
{
	struct buf answer = BUF_INIT;
	(void)state;

	whole_answer(&answer);
	for (size_t len = 0; len < answer.len; len++) {
		struct buf cut = { answer.data, len, answer.room };
		struct taken taken;

		assert_int_equal(take(&taken, &cut), -1);
		taken_release(&taken);
	}
	buf_release(&answer);
}

/* Every byte changed in turn: an error or a verdict, never a crash; and never a verdict that takes
 * a decision or a place that was not announced. */
static void
a_forged_answer_does_no_harm(void **state)
{
	struct buf answer = BUF_INIT;
	(void)state;

	whole_answer(&answer);
	for (size_t i = 0; i < answer.len; i++) {
		char kept = answer.data[i];

		for (int value = 0; value < 256; value += 5) {
			struct taken taken;

			answer.data[i] = (char)value;
			if (take(&taken, &answer) == 0) {
				assert_true(taken.verdict.n_outcomes <= 1);
				assert_true(taken.verdict.n_updates <= 1);
			}
			taken_release(&taken);
		}
		answer.data[i] = kept;
	}
	buf_release(&answer);
}

static void
expect_refused(struct buf *answer)
{
	struct taken taken;

	assert_int_equal(take(&taken, answer), -1);
	taken_release(&taken);
	buf_release(answer);
}

static void
expect_plan_refused(struct buf *answer)
{
	struct taken taken;

	assert_int_equal(take_plan(&taken, buf_bytes(answer)), -1);
	taken_release(&taken);
	buf_release(answer);
}

static void
an_answer_out_of_order_is_refused(void **state)
{
	struct buf answer = BUF_INIT;
	(void)state;

	write_violation(&answer, (struct place){ 7, 0, false, true });
	write_end(&answer);
	expect_plan_refused(&answer); /* no plan */

	write_end(&answer);
	expect_plan_refused(&answer); /* nothing at all */

	write_head(&answer, LEVEL_MANDATORY);
	write_violation(&answer, (struct place){ 7, 1, false, true });
	write_end(&answer);
	expect_refused(&answer); /* no such decision */

	write_plan(&answer, 1, 1);
	write_update(&answer);
	write_update(&answer);
	write_end(&answer);
	expect_plan_refused(&answer); /* more updates than announced */

	whole_answer(&answer);
	write_end(&answer);
	expect_refused(&answer); /* something behind the end */

	write_plan(&answer, UINT64_MAX / 2, 1);
	write_end(&answer);
	expect_plan_refused(&answer); /* room for more than the answer can hold */
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_violation_of_a_mandatory_decision_rejects),
		cmocka_unit_test(a_failed_policy_rejects_and_its_findings_are_dropped),
		cmocka_unit_test(what_commits_brought_is_not_said_again_of_the_result),
		cmocka_unit_test(a_cut_answer_is_no_answer),
		cmocka_unit_test(a_forged_answer_does_no_harm),
		cmocka_unit_test(an_answer_out_of_order_is_refused),
	};

	return cmocka_run_group_tests_name("answer", tests, NULL, NULL);
}
