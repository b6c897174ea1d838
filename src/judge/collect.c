#include "config.h"

#include "judge/collect.h"

#include <inttypes.h>
#include <stdlib.h>

#include "base/map.h"

enum { COUNT_MAX = 1 << 30, TASKS_MAX = 1024 };

void
collect_init(struct collect *collect, struct verdict *verdict, struct arena *arena)
{
	*collect = (struct collect){ .verdict = verdict, .arena = arena };
}

void
collect_release(struct collect *collect)
{
	vec_release(&collect->violations);
	vec_release(&collect->usage);
}

static void
take_plan(struct collect *collect, struct frame_reader *reader)
{
	struct verdict *verdict = collect->verdict;

	if (collect->planned)
		reader->broken = true;
	collect->n_tasks = frame_read_number(reader, TASKS_MAX);
	verdict->commits = frame_read_number(reader, COUNT_MAX);
	verdict->n_enforced = frame_read_number(reader, COUNT_MAX);
	verdict->bundle = frame_read_bytes(reader);
	verdict->bootstrap = frame_read_number(reader, 1) == 1;
	collect->updates_room = frame_read_number(reader, collect->answer_bytes);
	collect->outcomes_room = frame_read_number(reader, collect->answer_bytes);
	if (reader->broken)
		return;
	verdict->updates =
		arena_new_array(collect->arena, struct verdict_update, collect->updates_room);
	verdict->outcomes =
		arena_new_array(collect->arena, struct outcome, collect->outcomes_room);
	collect->failed_task = arena_new_array(collect->arena, size_t, collect->outcomes_room);
	collect->planned = true;
}

static void
take_update(struct collect *collect, struct frame_reader *reader)
{
	struct verdict *verdict = collect->verdict;
	struct verdict_update update;

	update.ref = frame_read_bytes(reader);
	frame_read_oid(reader, &update.old_id);
	frame_read_oid(reader, &update.new_id);
	update.kind = (enum update_kind)frame_read_number(reader, UPDATE_DELETE);
	update.commits = frame_read_number(reader, COUNT_MAX);
	if (verdict->n_updates == collect->updates_room)
		reader->broken = true;
	if (!reader->broken)
		verdict->updates[verdict->n_updates++] = update;
}

static void
take_decision(struct collect *collect, struct frame_reader *reader)
{
	struct verdict *verdict = collect->verdict;
	struct outcome outcome = { 0 };

	outcome.id = frame_read_bytes(reader);
	outcome.title = frame_read_bytes(reader);
	outcome.instead = frame_read_bytes(reader);
	outcome.date = frame_read_bytes(reader);
	outcome.source = frame_read_bytes(reader);
	outcome.shown_path = frame_read_bytes(reader);
	outcome.level = (enum level)frame_read_number(reader, LEVEL_MANDATORY);
	outcome.applied = frame_read_number(reader, COUNT_MAX);
	if (verdict->n_outcomes == collect->outcomes_room)
		reader->broken = true;
	if (!reader->broken)
		verdict->outcomes[verdict->n_outcomes++] = outcome;
}

static size_t
read_outcome(const struct collect *collect, struct frame_reader *reader)
{
	size_t n = collect->verdict->n_outcomes;

	if (n == 0)
		reader->broken = true;
	return frame_read_number(reader, n ? n - 1 : 0);
}

static void
usage_add(struct collect *collect, const struct usage_row *row)
{
	struct usage_row *sum = NULL;

	for (size_t i = 0; i < collect->usage.len; i++) {
		if (collect->usage.items[i].outcome == row->outcome)
			sum = &collect->usage.items[i];
	}
	if (!sum) {
		vec_push(&collect->usage, *row);
		return;
	}
	sum->instructions += row->instructions;
	sum->read_bytes += row->read_bytes;
	sum->regex_steps += row->regex_steps;
	sum->skipped += row->skipped;
	if (row->memory_peak > sum->memory_peak)
		sum->memory_peak = row->memory_peak;
}

static void
take_result(struct collect *collect, struct frame_reader *reader)
{
	size_t at = read_outcome(collect, reader);
	uint64_t task = frame_read_number(reader, TASKS_MAX);
	uint64_t calls = frame_read_number(reader, UINT64_MAX / 2);
	struct bytes message = frame_read_bytes(reader);
	struct bytes place = frame_read_bytes(reader);
	struct usage_row row = { .outcome = at };
	struct outcome *outcome;

	row.instructions = frame_read_number(reader, UINT64_MAX / 4096);
	row.memory_peak = frame_read_number(reader, UINT64_MAX / 4096);
	row.read_bytes = frame_read_number(reader, UINT64_MAX / 4096);
	row.regex_steps = frame_read_number(reader, UINT64_MAX / 4096);
	row.skipped = frame_read_number(reader, UINT64_MAX / 4096);
	if (reader->broken)
		return;
	usage_add(collect, &row);
	outcome = &collect->verdict->outcomes[at];
	outcome->applied += calls;
	if (message.data &&
	    (outcome->result != RESULT_ERROR || task < collect->failed_task[at])) {
		collect->failed_task[at] = task;
		outcome->result = RESULT_ERROR;
		outcome->error = message;
		outcome->error_place = place.data ? place : BYTES("");
	}
}

static void
take_violation(struct collect *collect, struct frame_reader *reader)
{
	const struct verdict *verdict = collect->verdict;
	struct violation violation = { .outcome = read_outcome(collect, reader) };
	uint64_t update = frame_read_number(reader, UINT64_MAX);

	violation.update_order = update;
	violation.commit_order = frame_read_number(reader, COUNT_MAX);
	frame_read_oid(reader, &violation.commit);
	violation.summary = frame_read_bytes(reader);
	violation.path = frame_read_bytes(reader);
	violation.line = frame_read_number(reader, COUNT_MAX);
	violation.column = frame_read_number(reader, COUNT_MAX);
	violation.span = frame_read_number(reader, COUNT_MAX);
	violation.message = frame_read_bytes(reader);
	violation.instead = frame_read_bytes(reader);
	violation.excerpt = frame_read_bytes(reader);
	violation.fingerprint = frame_read_bytes(reader);
	violation.existing = frame_read_number(reader, 1) == 1;
	if (reader->broken)
		return;
	violation.ref = update < verdict->n_updates ? verdict->updates[update].ref : BYTES("");
	if (!violation.instead.data)
		violation.instead = verdict->outcomes[violation.outcome].instead;
	vec_push(&collect->violations, violation);
}

static void
note_add(struct collect *collect, struct bytes note)
{
	struct verdict *verdict = collect->verdict;
	struct bytes *notes = arena_new_array(collect->arena, struct bytes, verdict->n_notes + 1);

	if (verdict->n_notes)
		memcpy(notes, verdict->notes, verdict->n_notes * sizeof(*notes));
	notes[verdict->n_notes++] = note;
	verdict->notes = notes;
}

static void
take_note(struct collect *collect, struct frame_reader *reader)
{
	note_add(collect, frame_read_bytes(reader));
}

static void
take_error(struct collect *collect, struct frame_reader *reader)
{
	enum error_code code = (enum error_code)frame_read_number(reader, ERROR_INTERNAL);
	struct bytes text = frame_read_bytes(reader);

	if (!reader->broken && collect->error.code == ERROR_NONE)
		error_set(&collect->error, code ? code : ERROR_INTERNAL, "%.*s", BYTES_ARG(text));
}

struct frame_type {
	enum frame_kind kind;
	void (*take)(struct collect *collect, struct frame_reader *reader);
	bool before_plan;
};

static const struct frame_type frame_types[] = {
	{ FRAME_PLAN, take_plan, true },           { FRAME_UPDATE, take_update, false },
	{ FRAME_DECISION, take_decision, false },  { FRAME_NOTE, take_note, true },
	{ FRAME_RESULT, take_result, false },      { FRAME_VIOLATION, take_violation, false },
	{ FRAME_ERROR, take_error, true },
};

static void
take_frame(struct collect *collect, enum frame_kind kind, struct frame_reader *reader)
{
	for (size_t i = 0; i < ARRAY_SIZE(frame_types); i++) {
		if (frame_types[i].kind != kind)
			continue;
		if (collect->planned || frame_types[i].before_plan)
			frame_types[i].take(collect, reader);
		else
			reader->broken = true;
		return;
	}
	reader->broken = true;
}

int
collect_answer(struct collect *collect, struct bytes answer, struct error *err)
{
	struct frame_reader reader;
	enum frame_kind kind;
	bool whole = false;

	collect->answer_bytes = answer.len;
	while (!whole && frame_next(&answer, &kind, &reader)) {
		whole = kind == FRAME_END;
		if (!whole)
			take_frame(collect, kind, &reader);
		if (!frame_is_done(&reader))
			break;
	}
	if (!whole || answer.len || !frame_is_done(&reader))
		return error_set(err, ERROR_INTERNAL, "a worker's answer is broken");
	if (collect->error.code != ERROR_NONE) {
		*err = collect->error;
		return -1;
	}
	return 0;
}

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

/* What makes a finding of a commit and one of the result the same. */
static struct bytes
identity(struct arena *arena, const struct violation *violation)
{
	return arena_printf(arena, "%zu %zu %d %.*s", violation->update_order, violation->outcome,
	                    violation->existing, BYTES_ARG(violation->fingerprint));
}

/* Keeps the first of equal ones, and what a commit brought only once where a decision judges both
 * commits and result: commits come before the result of their update. */
static void
violations_reduce(struct collect *collect)
{
	struct violation *all = collect->violations.items;
	struct map of_commits = MAP_INIT;
	struct arena arena;
	size_t kept = 0;

	arena_init(&arena);
	for (size_t i = 0; i < collect->violations.len; i++) {
		struct bytes same = identity(&arena, &all[i]);

		if (collect->verdict->outcomes[all[i].outcome].result == RESULT_ERROR ||
		    (kept && violations_equal(&all[kept - 1], &all[i])))
			continue;
		if (!oid_is_zero(&all[i].commit))
			*map_put(&of_commits, same) = collect;
		else if (map_find(&of_commits, same))
			continue;
		all[kept++] = all[i];
	}
	map_release(&of_commits);
	arena_release(&arena);
	collect->violations.len = kept;
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

		if (!violation->existing)
			verdict->outcomes[violation->outcome].result = RESULT_VIOLATED;
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
			note_add(collect,
			         arena_printf(collect->arena,
			                      "not scanned by %.*s: %" PRIu64
			                      " file%s over writ.limit.blob-bytes (oversize: skip)",
			                      BYTES_ARG(id), row->skipped,
			                      row->skipped == 1 ? "" : "s"));
	}
}

void
collect_finish(struct collect *collect)
{
	struct verdict *verdict = collect->verdict;

	if (collect->violations.len)
		qsort(collect->violations.items, collect->violations.len,
		      sizeof(*collect->violations.items), violation_compare);
	violations_reduce(collect);
	note_skipped(collect);
	verdict->violations = collect->violations.items;
	verdict->n_violations = collect->violations.len;
	verdict->kind = VERDICT_ACCEPT;
	results_decide(verdict);
}
