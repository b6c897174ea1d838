#include "config.h"

#include "judge/settle.h"

#include <inttypes.h>
#include <stdlib.h>

#include "base/day.h"
#include "base/map.h"
#include "judge/ratchets.h"
#include "model/waiver.h"

enum { DAYS_ANNOUNCED = 8 };

static int
number_compare(size_t a, size_t b)
{
	return (a > b) - (a < b);
}

static int
violation_compare(const void *pa, const void *pb)
{
	const struct violation *a = pa, *b = pb;
	int order = number_compare(a->update_order, b->update_order);

	order = order ? order : number_compare(a->commit_order, b->commit_order);
	order = order ? order : number_compare(a->outcome, b->outcome);
	order = order ? order : bytes_compare(a->path, b->path);
	order = order ? order : number_compare(a->line, b->line);
	order = order ? order : number_compare(a->column, b->column);
	order = order ? order : bytes_compare(a->message, b->message);
	return order ? order : bytes_compare(a->fingerprint, b->fingerprint);
}

static bool
violations_equal(const struct violation *a, const struct violation *b)
{
	return violation_compare(a, b) == 0 && a->existing == b->existing &&
	       oid_equal(&a->commit, &b->commit);
}

/* What makes a finding of a commit and one of the result the same: one that is waived does not
 * stand for one that is not. */
static struct bytes
identity(struct arena *arena, const struct violation *violation)
{
	return arena_printf(arena, "%zu %zu %d %p %.*s", violation->update_order,
			    violation->outcome, violation->existing,
			    (const void *)violation->waiver, BYTES_ARG(violation->fingerprint));
}

/* What a policy that failed, or whose worker did, has found so far is no finding. */
static bool
is_dropped(const struct verdict *verdict, const struct violation *violation)
{
	enum outcome_result result = verdict->outcomes[violation->outcome].result;

	return result == RESULT_ERROR || result == RESULT_UNJUDGED;
}

static void
note_waiver(struct collect *collect, const struct violation *violation, bool holds)
{
	struct bytes path = violation->waiver->path, day = violation->waiver->expires;
	struct bytes id = collect->verdict->outcomes[violation->outcome].id;

	collect_note_once(
		collect,
		holds ? arena_printf(collect->arena, "%.*s, which waives %.*s, ends on %.*s",
				     BYTES_ARG(path), BYTES_ARG(id), BYTES_ARG(day))
		      : arena_printf(collect->arena, "%.*s has expired on %.*s: %.*s binds again",
				     BYTES_ARG(path), BYTES_ARG(day), BYTES_ARG(id)));
}

/* One that has expired waives nothing: that is said; and who lives by one hears of its end before
 * it comes. */
static void
waivers_note(struct collect *collect)
{
	const struct verdict *verdict = collect->verdict;

	for (size_t i = 0; i < collect->violations.len; i++) {
		const struct violation *violation = &collect->violations.items[i];
		bool holds;

		if (!violation->waiver || is_dropped(verdict, violation))
			continue;
		holds = waiver_holds(violation->waiver->expires, verdict->as_of);
		if (!holds ||
		    days_between(verdict->as_of, violation->waiver->expires) < DAYS_ANNOUNCED)
			note_waiver(collect, violation, holds);
	}
}

static void
waivers_apply(violation_list *list, const struct verdict *verdict)
{
	for (size_t i = 0; i < list->len; i++) {
		struct violation *violation = &list->items[i];

		if (violation->waiver && !waiver_holds(violation->waiver->expires, verdict->as_of))
			violation->waiver = NULL;
	}
}

/* Keeps the first of equal ones, and what a commit brought only once where a decision judges both
 * commits and result: commits come before the result of their update. */
static void
violations_reduce(violation_list *list, const struct verdict *verdict)
{
	struct violation *all = list->items;
	struct map of_commits = MAP_INIT;
	struct arena arena;
	size_t kept = 0;

	arena_init(&arena);
	for (size_t i = 0; i < list->len; i++) {
		struct bytes same = identity(&arena, &all[i]);

		if (is_dropped(verdict, &all[i]) ||
		    (kept && violations_equal(&all[kept - 1], &all[i])))
			continue;
		if (!oid_is_zero(&all[i].commit))
			*map_put(&of_commits, same) = list;
		else if (map_find(&of_commits, same))
			continue;
		all[kept++] = all[i];
	}
	map_release(&of_commits);
	arena_release(&arena);
	list->len = kept;
}

static void
violations_settle(violation_list *list, const struct verdict *verdict)
{
	if (list->len)
		qsort(list->items, list->len, sizeof(*list->items), violation_compare);
	waivers_apply(list, verdict);
	violations_reduce(list, verdict);
}

static void
results_decide(struct verdict *verdict)
{
	for (size_t i = 0; i < verdict->n_outcomes; i++) {
		struct outcome *outcome = &verdict->outcomes[i];

		if (outcome->result == RESULT_ERROR && outcome->level == LEVEL_MANDATORY)
			verdict->kind = VERDICT_REJECT;
		else if (outcome->result == RESULT_NOT_APPLIED && outcome->applied)
			outcome->result = RESULT_PASSED;
	}
	for (size_t i = 0; i < verdict->n_violations; i++) {
		const struct violation *violation = &verdict->violations[i];
		struct outcome *outcome = &verdict->outcomes[violation->outcome];

		if (violation_counts(violation))
			outcome->result = RESULT_VIOLATED;
		else if (violation->waiver && outcome->result != RESULT_VIOLATED)
			outcome->result = RESULT_WAIVED;
		if (violation_rejects(verdict, violation))
			verdict->kind = VERDICT_REJECT;
	}
}

static int
usage_compare(const void *pa, const void *pb)
{
	const struct usage_row *a = pa, *b = pb;

	return number_compare(a->outcome, b->outcome);
}

/* What `oversize: skip` passed over is said, in the order of the decisions. */
static void
note_skipped(struct collect *collect)
{
	if (collect->usage.len)
		qsort(collect->usage.items, collect->usage.len, sizeof(*collect->usage.items),
		      usage_compare);
	for (size_t i = 0; i < collect->usage.len; i++) {
		const struct usage_row *row = &collect->usage.items[i];
		struct bytes id = collect->verdict->outcomes[row->outcome].id;

		if (row->skipped)
			collect_note(
				collect,
				arena_printf(collect->arena,
					     "not scanned by %.*s: %" PRIu64
					     " file%s over writ.limit.blob-bytes (oversize: skip)",
					     BYTES_ARG(id), row->skipped,
					     row->skipped == 1 ? "" : "s"));
	}
}

void
settle(struct collect *collect)
{
	struct verdict *verdict = collect->verdict;

	waivers_note(collect);
	violations_settle(&collect->violations, verdict);
	violations_settle(&collect->stood, verdict);
	ratchets_settle(collect);
	note_skipped(collect);
	verdict->violations = collect->violations.items;
	verdict->n_violations = collect->violations.len;
	verdict->kind = VERDICT_ACCEPT;
	results_decide(verdict);
	verdict->errors = collect->errors.items;
	verdict->n_errors = collect->errors.len;
	if (verdict->n_errors)
		verdict->kind = VERDICT_NONE;
}
