#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "judge/ratchets.h"

/* What stands before and after, each a letter: its fingerprint, in upper case when it is waived. A
 * digit has a line as well: 1 and 2, 3 and 4, ... have the same one in different files. */
struct row {
	const char *before, *after;
	const char *marks; /* of each after: e existing, t traded, ! counts, w waived */
	uint64_t n_before, n_after;
};

enum { ABSOLUTE, RATCHET, OUTCOMES };

static struct verdict_waiver waiver;

struct bench {
	struct verdict verdict;
	struct collect collect;
	struct arena arena;
};

static void
bench_init(struct bench *bench)
{
	struct verdict *verdict = &bench->verdict;

	*bench = (struct bench){ .verdict.n_outcomes = OUTCOMES };
	arena_init(&bench->arena);
	verdict->outcomes = arena_new_array(&bench->arena, struct outcome, OUTCOMES);
	verdict->outcomes[ABSOLUTE].id = BYTES("A");
	verdict->outcomes[RATCHET].id = BYTES("R");
	verdict->outcomes[RATCHET].ratchet = true;
	verdict->outcomes[RATCHET].level = LEVEL_MANDATORY;
	collect_init(&bench->collect, verdict, 0, &bench->arena);
	bench->collect.gaps = arena_new_array(&bench->arena, struct gap, OUTCOMES);
}

static void
bench_release(struct bench *bench)
{
	collect_release(&bench->collect);
	arena_release(&bench->arena);
}

static struct bytes
line_of(const char *letter)
{
	static const char lines[] = "?1133557799";

	if (*letter < '0' || *letter > '9')
		return BYTES("");
	return (struct bytes){ &lines[*letter - '0'], 1 };
}

static void
list_add(violation_list *list, size_t outcome, size_t update, const char *letters)
{
	for (size_t i = 0; letters[i]; i++) {
		bool waived = letters[i] >= 'A' && letters[i] <= 'Z';

		vec_push(list,
			 ((struct violation){
				 .outcome = outcome,
				 .update_order = update,
				 .ref = update ? BYTES("refs/heads/b") : BYTES("refs/heads/a"),
				 .fingerprint = { &letters[i], 1 },
				 .line_mark = line_of(&letters[i]),
				 .waiver = waived ? &waiver : NULL,
			 }));
	}
}

static void
bench_fill(struct bench *bench, size_t update, const struct row *row)
{
	list_add(&bench->collect.stood, RATCHET, update, row->before);
	list_add(&bench->collect.violations, RATCHET, update, row->after);
}

static char
mark_of(const struct violation *violation)
{
	if (violation->waiver)
		return 'w';
	if (violation->traded)
		return violation->existing ? 't' : '?';
	return violation->existing ? 'e' : '!';
}

static void
marks_check(const struct violation *violations, const char *marks)
{
	for (size_t i = 0; marks[i]; i++)
		assert_int_equal(mark_of(&violations[i]), marks[i]);
}

static const struct row rows[] = {
	{ "", "", "", 0, 0 },
	{ "", "a", "!", 0, 1 },
	{ "a", "", "", 1, 0 },
	{ "a", "a", "e", 1, 1 },
	{ "a", "b", "t", 1, 1 },
	{ "ab", "bc", "et", 2, 2 },
	{ "ab", "c", "t", 2, 1 },
	{ "ab", "abc", "ee!", 2, 3 },
	/* One more than before, but two that were not there: nobody knows which of them it is. */
	{ "ab", "acd", "e!!", 2, 3 },
	/* The same one at several places. */
	{ "a", "aa", "e!", 1, 2 },
	{ "aa", "a", "e", 2, 1 },
	{ "aab", "aac", "eet", 3, 3 },
	/* A line that went to another file is found there, but for one that is still here. */
	{ "1", "2", "e", 1, 1 },
	{ "1", "23", "e!", 1, 2 },
	{ "1", "12", "e!", 1, 2 },
	{ "1", "21", "!e", 1, 2 },
	{ "12", "21", "ee", 2, 2 },
	{ "13", "45", "et", 2, 2 },
	/* What is waived is on neither side. */
	{ "A", "b", "!", 0, 1 },
	{ "a", "Ab", "wt", 1, 1 },
	{ "a", "A", "w", 1, 0 },
	{ "A", "a", "!", 0, 1 },
};

static void
what_was_not_there_counts_when_more_stand(void **state)
{
	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(rows); i++) {
		const struct ratchet *ratchet;
		struct bench bench;

		bench_init(&bench);
		bench_fill(&bench, 0, &rows[i]);
		ratchets_settle(&bench.collect);
		marks_check(bench.collect.violations.items, rows[i].marks);
		assert_int_equal(bench.verdict.n_ratchets, rows[i].n_before || rows[i].n_after);
		ratchet = bench.verdict.ratchets;
		if (ratchet) {
			assert_int_equal(ratchet->before, rows[i].n_before);
			assert_int_equal(ratchet->after, rows[i].n_after);
			assert_int_equal(bench.verdict.n_notes, ratchet_rises(ratchet));
		}
		bench_release(&bench);
	}
}

static void
each_update_has_its_own_bound(void **state)
{
	static const struct row first = { "ab", "a", "e", 2, 1 },
				second = { "c", "cb", "e!", 1, 2 };
	struct bench bench;

	(void)state;
	bench_init(&bench);
	bench_fill(&bench, 1, &second);
	bench_fill(&bench, 0, &first);
	ratchets_settle(&bench.collect);
	marks_check(bench.collect.violations.items, "e!e");
	assert_int_equal(bench.verdict.n_ratchets, 2);
	assert_int_equal(bench.verdict.ratchets[0].update_order, 0);
	assert_int_equal(bench.verdict.ratchets[1].after, 2);
	assert_true(bytes_equal_string(bench.verdict.notes[0],
				       "R: 1 stood before in what changes on refs/heads/b, 2 would "
				       "stand; they may not become more (baseline: no-worse)"));
	bench_release(&bench);
}

static void
a_decision_without_a_baseline_is_left_alone(void **state)
{
	struct bench bench;

	(void)state;
	bench_init(&bench);
	list_add(&bench.collect.violations, ABSOLUTE, 0, "ab");
	bench.collect.violations.items[1].existing = true;
	ratchets_settle(&bench.collect);
	marks_check(bench.collect.violations.items, "!e");
	assert_int_equal(bench.verdict.n_ratchets, 0);
	bench_release(&bench);
}

/* It is said when it may be why a push is rejected, and what is in shadow is not told. */
static void
a_gap_in_what_stood_is_told_with_a_rise(void **state)
{
	static const struct row rise = { "", "a", "!", 0, 1 }, none = { "a", "a", "e", 1, 1 };
	const struct {
		const struct row *row;
		enum level level;
		size_t n_notes;
	} cases[] = {
		{ &rise, LEVEL_MANDATORY, 2 },
		{ &none, LEVEL_MANDATORY, 0 },
		{ &rise, LEVEL_ADVISORY, 2 },
		{ &rise, LEVEL_SHADOW, 0 },
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(cases); i++) {
		struct bench bench;

		bench_init(&bench);
		bench.verdict.outcomes[RATCHET].level = cases[i].level;
		bench.collect.gaps[RATCHET].error = BYTES("cannot go on");
		bench_fill(&bench, 0, cases[i].row);
		ratchets_settle(&bench.collect);
		assert_int_equal(bench.verdict.n_notes, cases[i].n_notes);
		bench_release(&bench);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_was_not_there_counts_when_more_stand),
		cmocka_unit_test(each_update_has_its_own_bound),
		cmocka_unit_test(a_decision_without_a_baseline_is_left_alone),
		cmocka_unit_test(a_gap_in_what_stood_is_told_with_a_rise),
	};

	return cmocka_run_group_tests_name("ratchets", tests, NULL, NULL);
}
