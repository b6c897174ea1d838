#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "judge/settle.h"

/* Two sources: the first has the outcomes 0 and 1, the second 2; 3 is built in. */
enum { SOURCES = 2, OUTCOMES = 4, BUILT_IN = 3 };

struct bench {
	struct verdict verdict;
	struct collect collect;
	struct arena arena;
};

static void
write_end(struct frame_writer *writer)
{
	frame_begin(writer, FRAME_END);
	frame_end(writer);
}

static void
write_decision(struct frame_writer *writer, const char *id, size_t source)
{
	frame_begin(writer, FRAME_DECISION);
	frame_bytes(writer, bytes_of(id));
	for (size_t i = 0; i < 5; i++)
		frame_bytes(writer, BYTES(""));
	frame_number(writer, LEVEL_MANDATORY);
	frame_number(writer, 0);
	frame_number(writer, source);
	frame_number(writer, true);
	frame_number(writer, bytes_equal_string(bytes_of(id), "B")); /* has a baseline */
	frame_end(writer);
}

static void
write_plan(struct frame_writer *writer)
{
	frame_begin(writer, FRAME_PLAN);
	frame_number(writer, 1); /* task */
	frame_number(writer, 0); /* commits */
	frame_number(writer, OUTCOMES - 1);
	frame_bytes(writer, BYTES("sha256:0"));
	frame_number(writer, 0); /* bootstrap */
	frame_number(writer, 0); /* updates */
	frame_number(writer, OUTCOMES);
	frame_number(writer, 1); /* waiver */
	frame_end(writer);
}

struct waiver_frame {
	size_t source;
	struct bytes expires;
};

static void
write_waiver(struct frame_writer *writer, const struct waiver_frame *waiver)
{
	frame_begin(writer, FRAME_WAIVER);
	frame_number(writer, waiver->source);
	for (size_t i = 0; i < 4; i++)
		frame_bytes(writer, BYTES("x"));
	frame_bytes(writer, waiver->expires);
	frame_end(writer);
}

static void
write_found(struct frame_writer *writer, enum frame_kind kind, size_t outcome, size_t waiver)
{
	static const struct oid none;

	frame_begin(writer, kind);
	frame_number(writer, outcome);
	frame_number(writer, 0);
	frame_number(writer, 0);
	frame_oid(writer, &none);
	frame_bytes(writer, BYTES(""));
	frame_bytes(writer, BYTES("a"));
	for (size_t i = 0; i < 3; i++)
		frame_number(writer, 1);
	frame_bytes(writer, BYTES("bad"));
	frame_bytes(writer, BYTES_NONE);
	frame_bytes(writer, BYTES_NONE);
	frame_bytes(writer, BYTES("0"));
	frame_bytes(writer, BYTES("")); /* mark of the line */
	frame_number(writer, false);
	frame_number(writer, waiver);
	frame_end(writer);
}

static void
write_waived(struct frame_writer *writer, size_t outcome, size_t waiver)
{
	write_found(writer, FRAME_VIOLATION, outcome, waiver);
}

static void
write_stood(struct frame_writer *writer, size_t outcome)
{
	write_found(writer, FRAME_STOOD, outcome, 0);
}

static void
write_violation(struct frame_writer *writer, size_t outcome)
{
	write_waived(writer, outcome, 0);
}

static void
write_waived_by_first(struct frame_writer *writer, size_t outcome)
{
	write_waived(writer, outcome, 1);
}

static void
write_waived_by_none(struct frame_writer *writer, size_t outcome)
{
	write_waived(writer, outcome, 2);
}

static void
write_result(struct frame_writer *writer, size_t outcome)
{
	frame_begin(writer, FRAME_RESULT);
	frame_number(writer, outcome);
	frame_number(writer, false); /* before */
	frame_number(writer, 0);
	frame_number(writer, 1);
	frame_bytes(writer, BYTES_NONE);
	frame_bytes(writer, BYTES_NONE);
	for (size_t i = 0; i < 5; i++)
		frame_number(writer, 0);
	frame_number(writer, 0);
	frame_bytes(writer, BYTES_NONE);
	frame_end(writer);
}

static int
setup(void **state)
{
	const size_t sources[OUTCOMES] = { 0, 0, 1, SOURCES };
	const char *const ids[OUTCOMES] = { "A", "B", "C", "WRIT-REF" };
	struct bench *bench = calloc(1, sizeof(*bench));
	struct buf answer = BUF_INIT;
	struct frame_writer writer = { &answer, 0 };
	struct error err;

	arena_init(&bench->arena);
	collect_init(&bench->collect, &bench->verdict, SOURCES, &bench->arena);
	write_plan(&writer);
	for (size_t i = 0; i < OUTCOMES; i++)
		write_decision(&writer, ids[i], sources[i]);
	write_waiver(&writer, &(struct waiver_frame){ 0, BYTES("2026-12-01") });
	write_end(&writer);
	assert_int_equal(collect_answer(&bench->collect,
					arena_copy(&bench->arena, buf_bytes(&answer)),
					(struct answer_scope){ .plan = true }, &err),
			 0);
	buf_release(&answer);
	*state = bench;
	return 0;
}

static int
teardown(void **state)
{
	struct bench *bench = *state;

	collect_release(&bench->collect);
	arena_release(&bench->arena);
	free(bench);
	return 0;
}

typedef void frames_writer(struct frame_writer *writer, size_t outcome);

/* The answer of a worker of SOURCE. */
static int
answer(struct bench *bench, size_t source, frames_writer *write, size_t outcome)
{
	struct buf answer = BUF_INIT;
	struct frame_writer writer = { &answer, 0 };
	struct bytes bytes;
	struct error err;

	write(&writer, outcome);
	write_end(&writer);
	bytes = arena_copy(&bench->arena, buf_bytes(&answer));
	buf_release(&answer);
	return collect_answer(&bench->collect, bytes, bench->collect.sources[source].scope, &err);
}

static void
the_plan_gives_each_source_its_decisions(void **state)
{
	const struct collect *collect = &((struct bench *)*state)->collect;

	assert_int_equal(collect->sources[0].scope.first, 0);
	assert_int_equal(collect->sources[0].scope.n, 2);
	assert_int_equal(collect->sources[1].scope.first, 2);
	assert_int_equal(collect->sources[1].scope.n, 1);
	assert_true(collect->sources[0].asked && collect->sources[1].asked);
}

static void
a_worker_speaks_of_its_own_decisions_only(void **state)
{
	for (size_t source = 0; source < SOURCES; source++) {
		for (size_t outcome = 0; outcome <= OUTCOMES; outcome++) {
			bool own = outcome < BUILT_IN && (outcome == 2) == (source == 1);
			int expected = own ? 0 : -1;

			assert_int_equal(answer(*state, source, write_result, outcome), expected);
			assert_int_equal(answer(*state, source, write_violation, outcome),
					 expected);
		}
	}
}

static void
write_second_plan(struct frame_writer *writer, size_t outcome)
{
	(void)outcome;
	write_plan(writer);
}

static void
write_another_decision(struct frame_writer *writer, size_t outcome)
{
	(void)outcome;
	write_decision(writer, "D", 0);
}

static void
write_load(struct frame_writer *writer, size_t outcome)
{
	frame_begin(writer, FRAME_LOAD);
	frame_number(writer, outcome);
	frame_end(writer);
}

static void
write_note(struct frame_writer *writer, size_t outcome)
{
	(void)outcome;
	frame_begin(writer, FRAME_NOTE);
	frame_bytes(writer, BYTES("all is well"));
	frame_end(writer);
}

static void
a_worker_that_runs_policies_cannot_plan(void **state)
{
	frames_writer *const forged[] = { write_second_plan, write_another_decision, write_load,
					  write_note };

	for (size_t i = 0; i < ARRAY_SIZE(forged); i++)
		assert_int_equal(answer(*state, 0, forged[i], 0), -1);
	assert_int_equal(((struct bench *)*state)->verdict.n_outcomes, OUTCOMES);
}

static void
a_plan_loads_no_more_than_it_updates(void **state)
{
	struct bench *bench = *state;
	struct buf answer = BUF_INIT;
	struct frame_writer writer = { &answer, 0 };
	struct collect collect;
	struct verdict verdict = { 0 };
	struct error err;

	collect_init(&collect, &verdict, SOURCES, &bench->arena);
	write_plan(&writer); /* of no update */
	for (size_t i = 0; i < OUTCOMES; i++)
		write_decision(&writer, "A", SOURCES);
	write_load(&writer, BUILT_IN);
	write_end(&writer);
	assert_int_equal(collect_answer(&collect, buf_bytes(&answer),
					(struct answer_scope){ .plan = true }, &err),
			 -1);
	collect_release(&collect);
	buf_release(&answer);
}

/* What a plan says of waivers is looked at before the monitor reckons with it. */
static void
a_plan_with_a_broken_waiver_is_none(void **state)
{
	static const struct waiver_frame broken[] = {
		{ SOURCES, BYTES_INIT("2026-12-01") },
		{ 0, BYTES_INIT("2026-13-01") },
		{ 0, BYTES_INIT("2026") },
		{ 0, { NULL, 0 } },
	};
	struct bench *bench = *state;

	for (size_t i = 0; i < ARRAY_SIZE(broken); i++) {
		struct buf answer = BUF_INIT;
		struct frame_writer writer = { &answer, 0 };
		struct collect collect;
		struct verdict verdict = { 0 };
		struct error err;

		collect_init(&collect, &verdict, SOURCES, &bench->arena);
		write_plan(&writer);
		write_waiver(&writer, &broken[i]);
		write_end(&writer);
		assert_int_equal(collect_answer(&collect, buf_bytes(&answer),
						(struct answer_scope){ .plan = true }, &err),
				 -1);
		collect_release(&collect);
		buf_release(&answer);
	}
}

/* A certificate is the push's own or has a problem, and there is one. */
static void
a_plan_with_a_doubtful_certificate_is_none(void **state)
{
	static const struct {
		struct bytes text, problem;
		size_t times;
		int result;
	} cases[] = {
		{ BYTES_INIT("text"), { NULL, 0 }, 1, 0 },
		{ { NULL, 0 }, BYTES_INIT("problem"), 1, 0 },
		{ BYTES_INIT("text"), { NULL, 0 }, 2, -1 },
		{ BYTES_INIT("text"), BYTES_INIT("problem"), 1, -1 },
		{ { NULL, 0 }, { NULL, 0 }, 1, -1 },
	};
	struct bench *bench = *state;

	for (size_t i = 0; i < ARRAY_SIZE(cases); i++) {
		struct buf answer = BUF_INIT;
		struct frame_writer writer = { &answer, 0 };
		struct collect collect;
		struct verdict verdict = { 0 };
		struct error err;

		collect_init(&collect, &verdict, SOURCES, &bench->arena);
		write_plan(&writer);
		for (size_t k = 0; k < cases[i].times; k++) {
			frame_begin(&writer, FRAME_CERTIFICATE);
			frame_bytes(&writer, cases[i].text);
			frame_bytes(&writer, cases[i].problem);
			frame_end(&writer);
		}
		write_end(&writer);
		assert_int_equal(collect_answer(&collect, buf_bytes(&answer),
						(struct answer_scope){ .plan = true }, &err),
				 cases[i].result);
		collect_release(&collect);
		buf_release(&answer);
	}
}

static void
a_waiver_is_for_its_own_source(void **state)
{
	assert_int_equal(answer(*state, 0, write_waived_by_first, 0), 0);
	assert_int_equal(answer(*state, 1, write_waived_by_first, 2), -1);
	assert_int_equal(answer(*state, 0, write_waived_by_none, 0), -1);
}

/* Only of what has a baseline anything stood before. */
static void
what_stood_is_of_a_decision_with_a_baseline(void **state)
{
	struct bench *bench = *state;

	assert_int_equal(answer(bench, 0, write_stood, 1), 0);
	assert_int_equal(answer(bench, 0, write_stood, 0), -1);
	assert_int_equal(answer(bench, 1, write_stood, 1), -1);
	assert_int_equal(answer(bench, 0, write_violation, 1), 0);
	settle(&bench->collect);
	assert_int_equal(bench->verdict.kind, VERDICT_ACCEPT);
	assert_int_equal(bench->verdict.n_violations, 1);
	assert_true(bench->verdict.violations[0].existing);
	assert_int_equal(bench->verdict.n_ratchets, 1);
}

static void
write_line(struct frame_writer *writer, size_t outcome)
{
	observed_line_write(writer->out, outcome, &(struct line_hits){ .line = 7, .hits = 2 });
}

static void
write_event(struct frame_writer *writer, size_t outcome)
{
	const struct event event = { .kind = EVENT_READ,
				     .what = BYTES("new"),
				     .subject = BYTES("a"),
				     .spent.read_bytes = 3 };

	observed_event_write(writer->out, outcome, &event);
}

static void
write_event_of_no_kind(struct frame_writer *writer, size_t outcome)
{
	const struct event event = { .kind = EVENT_KINDS };

	observed_event_write(writer->out, outcome, &event);
}

static void
what_is_seen_of_policies_is_taken_when_it_is_asked_for(void **state)
{
	struct bench *bench = *state;
	struct observed *observed = &bench->collect.observed;

	assert_int_equal(answer(bench, 0, write_line, 0), -1);
	assert_int_equal(answer(bench, 0, write_event, 0), -1);
	assert_int_equal(observed->lines.len + observed->events.len, 0);
	observed->watch = (struct watch){ .lines = true, .events = true };
	assert_int_equal(answer(bench, 0, write_line, 1), 0);
	assert_int_equal(answer(bench, 0, write_event, 1), 0);
	assert_int_equal(answer(bench, 1, write_line, 1), -1);
	assert_int_equal(answer(bench, 0, write_event_of_no_kind, 1), -1);
	assert_int_equal(observed->lines.len, 1);
	assert_int_equal(observed->lines.items[0].hits.line, 7);
	assert_int_equal(observed->lines.items[0].hits.hits, 2);
	assert_int_equal(observed->events.len, 1);
	assert_int_equal(observed->events.items[0].event.spent.read_bytes, 3);
}

static void
a_waiver_holds_on_its_last_day(void **state)
{
	struct bench *bench = *state;
	struct verdict *verdict = &bench->verdict;

	verdict->as_of = BYTES("2026-12-01");
	assert_int_equal(answer(bench, 0, write_waived_by_first, 0), 0);
	settle(&bench->collect);
	assert_int_equal(verdict->kind, VERDICT_ACCEPT);
	assert_int_equal(verdict->outcomes[0].result, RESULT_WAIVED);
	assert_int_equal(verdict->n_notes, 1);
	verdict->as_of = BYTES("2026-12-02");
	settle(&bench->collect);
	assert_int_equal(verdict->kind, VERDICT_REJECT);
	assert_int_equal(verdict->outcomes[0].result, RESULT_VIOLATED);
	assert_int_equal(verdict->n_notes, 2);
}

static void
a_source_that_fails_leaves_the_findings_of_the_others(void **state)
{
	struct bench *bench = *state;
	const struct verdict *verdict = &bench->verdict;

	assert_int_equal(answer(bench, 0, write_violation, 1), 0);
	assert_int_equal(answer(bench, 1, write_violation, 2), 0);
	for (size_t i = 0; i < 2; i++)
		collect_fail(&bench->collect, bench->collect.sources[1].scope, BYTES("died"));
	settle(&bench->collect);
	assert_int_equal(verdict->kind, VERDICT_NONE);
	assert_int_equal(verdict->n_errors, 1);
	assert_int_equal(verdict->n_violations, 1);
	assert_int_equal(verdict->violations[0].outcome, 1);
	assert_int_equal(verdict->outcomes[2].result, RESULT_UNJUDGED);
	assert_int_equal(verdict->outcomes[1].result, RESULT_VIOLATED);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
#define WITH_PLAN(test) cmocka_unit_test_setup_teardown(test, setup, teardown)
		WITH_PLAN(the_plan_gives_each_source_its_decisions),
		WITH_PLAN(a_worker_speaks_of_its_own_decisions_only),
		WITH_PLAN(a_worker_that_runs_policies_cannot_plan),
		WITH_PLAN(a_plan_loads_no_more_than_it_updates),
		WITH_PLAN(a_plan_with_a_broken_waiver_is_none),
		WITH_PLAN(a_plan_with_a_doubtful_certificate_is_none),
		WITH_PLAN(a_waiver_is_for_its_own_source),
		WITH_PLAN(what_stood_is_of_a_decision_with_a_baseline),
		WITH_PLAN(what_is_seen_of_policies_is_taken_when_it_is_asked_for),
		WITH_PLAN(a_waiver_holds_on_its_last_day),
		WITH_PLAN(a_source_that_fails_leaves_the_findings_of_the_others),
	};

	return cmocka_run_group_tests_name("collect", tests, NULL, NULL);
}
