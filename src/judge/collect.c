#include "config.h"

#include "judge/collect_frames.h"

void
collect_init(struct collect *collect, struct verdict *verdict, size_t n_sources,
	     struct arena *arena)
{
	*collect = (struct collect){ .verdict = verdict, .arena = arena, .n_sources = n_sources };
	collect->sources = arena_new_array(arena, struct collect_source, n_sources);
}

void
collect_release(struct collect *collect)
{
	vec_release(&collect->violations);
	vec_release(&collect->stood);
	vec_release(&collect->ratchets);
	vec_release(&collect->usage);
	vec_release(&collect->loads);
	vec_release(&collect->errors);
	vec_release(&collect->coverage);
	observed_release(&collect->observed);
}

static bool
scope_holds(const struct collect *collect, size_t outcome)
{
	const struct answer_scope *scope = &collect->scope;

	if (outcome >= collect->verdict->n_outcomes)
		return false;
	return scope->plan || (outcome >= scope->first && outcome - scope->first < scope->n);
}

size_t
collect_read_outcome(const struct collect *collect, struct frame_reader *reader)
{
	size_t outcome = frame_read_number(reader, COUNT_MAX);

	if (!scope_holds(collect, outcome))
		reader->broken = true;
	return outcome;
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

/* What was there before is not known in full: told, as it counts as less. */
static void
before_failed(struct collect *collect, size_t outcome, uint64_t task, struct bytes message)
{
	struct gap *gap = &collect->gaps[outcome];

	if (!message.data || (gap->error.data && gap->task <= task))
		return;
	*gap = (struct gap){ message, task };
}

static void
take_result(struct collect *collect, struct frame_reader *reader)
{
	size_t at = collect_read_outcome(collect, reader);
	bool before = frame_read_number(reader, 1) == 1;
	uint64_t task = frame_read_number(reader, TASKS_MAX);
	uint64_t calls = frame_read_number(reader, UINT64_MAX / 2);
	struct bytes message = frame_read_bytes(reader);
	struct bytes place = frame_read_bytes(reader);
	struct usage_row row = { .outcome = at };
	struct outcome *outcome;
	struct bytes excerpt;
	size_t line;

	row.instructions = frame_read_number(reader, UINT64_MAX / 4096);
	row.memory_peak = frame_read_number(reader, UINT64_MAX / 4096);
	row.read_bytes = frame_read_number(reader, UINT64_MAX / 4096);
	row.regex_steps = frame_read_number(reader, UINT64_MAX / 4096);
	row.skipped = frame_read_number(reader, UINT64_MAX / 4096);
	line = frame_read_number(reader, COUNT_MAX);
	excerpt = frame_read_bytes(reader);
	if (!reader->broken && before && !collect->verdict->outcomes[at].ratchet)
		reader->broken = true;
	if (reader->broken)
		return;
	usage_add(collect, &row);
	outcome = &collect->verdict->outcomes[at];
	if (before) {
		before_failed(collect, at, task, message);
		return;
	}
	outcome->applied += calls;
	if (!message.data || outcome->result == RESULT_UNJUDGED)
		return;
	if (outcome->result != RESULT_ERROR || task < collect->failed_task[at]) {
		collect->failed_task[at] = task;
		outcome->result = RESULT_ERROR;
		outcome->error = message;
		outcome->error_place = place.data ? place : BYTES("");
		outcome->error_line = line;
		outcome->error_excerpt = excerpt;
	}
}

/* A waiver by its number, counted from 1; NULL for 0. It is for decisions of its own source. */
static const struct verdict_waiver *
read_waiver(const struct collect *collect, struct frame_reader *reader, size_t outcome)
{
	size_t number = frame_read_number(reader, collect->verdict->n_waivers);
	const struct answer_scope *scope;

	if (number == 0)
		return NULL;
	scope = &collect->sources[collect->waiver_sources[number - 1]].scope;
	if (outcome < scope->first || outcome - scope->first >= scope->n)
		reader->broken = true;
	return &collect->verdict->waivers[number - 1];
}

static void
violation_read(const struct collect *collect, struct frame_reader *reader, violation_list *list)
{
	const struct verdict *verdict = collect->verdict;
	struct violation violation = { .outcome = collect_read_outcome(collect, reader) };
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
	violation.line_mark = frame_read_bytes(reader);
	violation.existing = frame_read_number(reader, 1) == 1;
	violation.waiver = read_waiver(collect, reader, violation.outcome);
	if (reader->broken)
		return;
	violation.ref = update < verdict->n_updates ? verdict->updates[update].ref : BYTES("");
	if (!violation.instead.data)
		violation.instead = verdict->outcomes[violation.outcome].instead;
	vec_push(list, violation);
}

static void
take_violation(struct collect *collect, struct frame_reader *reader)
{
	violation_read(collect, reader, &collect->violations);
}

static void
take_stood(struct collect *collect, struct frame_reader *reader)
{
	size_t before = collect->stood.len;

	violation_read(collect, reader, &collect->stood);
	if (collect->stood.len > before &&
	    !collect->verdict->outcomes[collect->stood.items[before].outcome].ratchet)
		reader->broken = true;
}

void
collect_note(struct collect *collect, struct bytes note)
{
	struct verdict *verdict = collect->verdict;
	struct bytes *notes = arena_new_array(collect->arena, struct bytes, verdict->n_notes + 1);

	if (verdict->n_notes)
		memcpy(notes, verdict->notes, verdict->n_notes * sizeof(*notes));
	notes[verdict->n_notes++] = note;
	verdict->notes = notes;
}

void
collect_note_once(struct collect *collect, struct bytes note)
{
	for (size_t i = 0; i < collect->verdict->n_notes; i++) {
		if (bytes_equal(collect->verdict->notes[i], note))
			return;
	}
	collect_note(collect, note);
}

static void
take_note(struct collect *collect, struct frame_reader *reader)
{
	collect_note(collect, frame_read_bytes(reader));
}

static void
take_event(struct collect *collect, struct frame_reader *reader)
{
	observed_event_take(&collect->observed, collect_read_outcome(collect, reader), reader);
}

static void
take_line(struct collect *collect, struct frame_reader *reader)
{
	observed_line_take(&collect->observed, collect_read_outcome(collect, reader), reader);
}

/* The kinds of frames, and who sends them: the planning worker, before its plan and behind it, and
 * the workers that run policies. */
static const struct frame_type {
	enum frame_kind kind;
	void (*take)(struct collect *collect, struct frame_reader *reader);
	bool before_plan, in_plan, of_policies;
} frame_types[] = {
	{ FRAME_PLAN, collect_take_plan, true, false, false },
	{ FRAME_UPDATE, collect_take_update, false, true, false },
	{ FRAME_DECISION, collect_take_decision, false, true, false },
	{ FRAME_WAIVER, collect_take_waiver, false, true, false },
	{ FRAME_LOAD, collect_take_load, false, true, false },
	{ FRAME_ATTRIBUTION, collect_take_attribution, false, true, false },
	{ FRAME_COMMIT, collect_take_commit, false, true, false },
	{ FRAME_COVERAGE, collect_take_coverage, false, true, false },
	{ FRAME_CERTIFICATE, collect_take_certificate, false, true, false },
	{ FRAME_NOTE, take_note, true, true, false },
	{ FRAME_RESULT, take_result, false, false, true },
	{ FRAME_VIOLATION, take_violation, false, true, true },
	{ FRAME_STOOD, take_stood, false, false, true },
	{ FRAME_EVENT, take_event, false, false, true },
	{ FRAME_LINE, take_line, false, false, true },
};

static bool
frame_is_due(const struct collect *collect, const struct frame_type *type)
{
	if (!collect->scope.plan)
		return type->of_policies;
	return collect->planned ? type->in_plan : type->before_plan;
}

static void
take_frame(struct collect *collect, enum frame_kind kind, struct frame_reader *reader)
{
	for (size_t i = 0; i < ARRAY_SIZE(frame_types); i++) {
		if (frame_types[i].kind == kind && frame_is_due(collect, &frame_types[i])) {
			frame_types[i].take(collect, reader);
			return;
		}
	}
	reader->broken = true;
}

/* The worker's own account of why it could reach no verdict. */
static void
take_error(struct frame_reader *reader, struct error *said)
{
	enum error_code code = (enum error_code)frame_read_number(reader, ERROR_INTERNAL);
	struct bytes text = frame_read_bytes(reader);

	error_set(said, code ? code : ERROR_INTERNAL, "%.*s", BYTES_ARG(text));
}

int
collect_answer(struct collect *collect, struct bytes answer, struct answer_scope scope,
	       struct error *err)
{
	struct error said = { .code = ERROR_NONE };
	struct frame_reader reader;
	enum frame_kind kind;
	bool whole = false;

	collect->scope = scope;
	collect->answer_bytes = answer.len;
	while (!whole && frame_next(&answer, &kind, &reader)) {
		whole = kind == FRAME_END;
		if (kind == FRAME_ERROR)
			take_error(&reader, &said);
		else if (!whole)
			take_frame(collect, kind, &reader);
		if (!frame_is_done(&reader))
			break;
	}
	if (!whole || answer.len || !frame_is_done(&reader))
		return error_set(err, ERROR_INTERNAL, "a worker's answer is broken");
	if (said.code != ERROR_NONE) {
		*err = said;
		return -1;
	}
	if (scope.plan && !collect->planned)
		return error_set(err, ERROR_INTERNAL, "a worker's answer has no plan");
	return 0;
}

void
collect_fail(struct collect *collect, struct answer_scope scope, struct bytes why)
{
	struct verdict *verdict = collect->verdict;

	for (size_t i = scope.first; i < scope.first + scope.n && i < verdict->n_outcomes; i++)
		verdict->outcomes[i].result = RESULT_UNJUDGED;
	for (size_t i = 0; i < collect->errors.len; i++) {
		if (bytes_equal(collect->errors.items[i], why))
			return;
	}
	vec_push(&collect->errors, arena_copy(collect->arena, why));
}
