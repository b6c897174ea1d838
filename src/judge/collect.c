#include "config.h"

#include "judge/collect.h"

#include "base/day.h"

enum { COUNT_MAX = 1 << 30, TASKS_MAX = 1024 };

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
	vec_release(&collect->usage);
	vec_release(&collect->loads);
	vec_release(&collect->errors);
	vec_release(&collect->coverage);
	observed_release(&collect->observed);
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
	collect->waivers_room = frame_read_number(reader, collect->answer_bytes);
	if (reader->broken)
		return;
	verdict->updates =
		arena_new_array(collect->arena, struct verdict_update, collect->updates_room);
	verdict->outcomes = arena_new_array(collect->arena, struct outcome, collect->outcomes_room);
	verdict->waivers =
		arena_new_array(collect->arena, struct verdict_waiver, collect->waivers_room);
	collect->waiver_sources = arena_new_array(collect->arena, size_t, collect->waivers_room);
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
	frame_read_oid(reader, &update.old_tree);
	frame_read_oid(reader, &update.new_tree);
	update.kind = (enum update_kind)frame_read_number(reader, UPDATE_DELETE);
	update.commits = frame_read_number(reader, COUNT_MAX);
	if (verdict->n_updates == collect->updates_room)
		reader->broken = true;
	if (!reader->broken)
		verdict->updates[verdict->n_updates++] = update;
}

static void
take_waiver(struct collect *collect, struct frame_reader *reader)
{
	struct verdict *verdict = collect->verdict;
	size_t source = frame_read_number(reader, collect->n_sources);
	struct verdict_waiver waiver;

	waiver.path = frame_read_bytes(reader);
	waiver.reason = frame_read_bytes(reader);
	waiver.requested_by = frame_read_bytes(reader);
	waiver.approved_by = frame_read_bytes(reader);
	waiver.expires = frame_read_bytes(reader);
	if (verdict->n_waivers == collect->waivers_room || source == collect->n_sources ||
	    !day_is_valid(waiver.expires))
		reader->broken = true;
	if (reader->broken)
		return;
	collect->waiver_sources[verdict->n_waivers] = source;
	verdict->waivers[verdict->n_waivers++] = waiver;
}

/* The decisions of a source stand together. */
static void
source_add(struct collect *collect, struct frame_reader *reader, size_t source, bool asked)
{
	struct collect_source *to;

	if (source == collect->n_sources)
		return; /* a built-in one */
	to = &collect->sources[source];
	if (to->scope.n == 0)
		to->scope.first = collect->verdict->n_outcomes;
	if (to->scope.first + to->scope.n++ != collect->verdict->n_outcomes)
		reader->broken = true;
	to->asked |= asked;
}

static void
take_decision(struct collect *collect, struct frame_reader *reader)
{
	struct verdict *verdict = collect->verdict;
	struct outcome outcome = { 0 };
	size_t source;
	bool asked;

	outcome.id = frame_read_bytes(reader);
	outcome.title = frame_read_bytes(reader);
	outcome.instead = frame_read_bytes(reader);
	outcome.date = frame_read_bytes(reader);
	outcome.source = frame_read_bytes(reader);
	outcome.shown_path = frame_read_bytes(reader);
	outcome.level = (enum level)frame_read_number(reader, LEVEL_MANDATORY);
	outcome.applied = frame_read_number(reader, COUNT_MAX);
	source = frame_read_number(reader, collect->n_sources);
	asked = frame_read_number(reader, 1) == 1;
	if (verdict->n_outcomes == collect->outcomes_room)
		reader->broken = true;
	if (reader->broken)
		return;
	source_add(collect, reader, source, asked);
	verdict->outcomes[verdict->n_outcomes++] = outcome;
}

static bool
scope_holds(const struct collect *collect, size_t outcome)
{
	const struct answer_scope *scope = &collect->scope;

	if (outcome >= collect->verdict->n_outcomes)
		return false;
	return scope->plan || (outcome >= scope->first && outcome - scope->first < scope->n);
}

static size_t
read_outcome(const struct collect *collect, struct frame_reader *reader)
{
	size_t outcome = frame_read_number(reader, COUNT_MAX);

	if (!scope_holds(collect, outcome))
		reader->broken = true;
	return outcome;
}

static void
take_load(struct collect *collect, struct frame_reader *reader)
{
	size_t outcome = read_outcome(collect, reader);

	/* Each is a worker: at most one for each update of each source. */
	if (collect->loads.len == collect->updates_room * collect->n_sources)
		reader->broken = true;
	if (!reader->broken)
		vec_push(&collect->loads, ((struct answer_scope){ .first = outcome, .n = 1 }));
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
	struct bytes excerpt;
	size_t line;

	row.instructions = frame_read_number(reader, UINT64_MAX / 4096);
	row.memory_peak = frame_read_number(reader, UINT64_MAX / 4096);
	row.read_bytes = frame_read_number(reader, UINT64_MAX / 4096);
	row.regex_steps = frame_read_number(reader, UINT64_MAX / 4096);
	row.skipped = frame_read_number(reader, UINT64_MAX / 4096);
	line = frame_read_number(reader, COUNT_MAX);
	excerpt = frame_read_bytes(reader);
	if (reader->broken)
		return;
	usage_add(collect, &row);
	outcome = &collect->verdict->outcomes[at];
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
	violation.waiver = read_waiver(collect, reader, violation.outcome);
	if (reader->broken)
		return;
	violation.ref = update < verdict->n_updates ? verdict->updates[update].ref : BYTES("");
	if (!violation.instead.data)
		violation.instead = verdict->outcomes[violation.outcome].instead;
	vec_push(&collect->violations, violation);
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
take_attribution(struct collect *collect, struct frame_reader *reader)
{
	struct verdict *verdict = collect->verdict;
	struct attribution_count count;

	count.agent = frame_read_bytes(reader);
	count.tier = (enum attribution_tier)frame_read_number(reader, ATTRIBUTION_AUTHENTICATED);
	count.commits = frame_read_number(reader, COUNT_MAX);
	if (verdict->n_attributions == ATTRIBUTIONS_MAX)
		reader->broken = true;
	if (reader->broken)
		return;
	if (!verdict->attributions)
		verdict->attributions =
			arena_new_array(collect->arena, struct attribution_count, ATTRIBUTIONS_MAX);
	verdict->attributions[verdict->n_attributions++] = count;
}

static void
read_others(struct collect *collect, struct frame_reader *reader, struct listed_commit *commit)
{
	size_t n = frame_read_number(reader, reader->rest.len / OID_BYTES);
	struct oid *others;

	if (reader->broken)
		return;
	others = arena_new_array(collect->arena, struct oid, n);
	for (size_t i = 0; i < n; i++)
		frame_read_oid(reader, &others[i]);
	commit->others = others;
	commit->n_others = n;
}

static void
take_commit(struct collect *collect, struct frame_reader *reader)
{
	struct verdict *verdict = collect->verdict;
	struct listed_commit commit;

	frame_read_oid(reader, &commit.id);
	frame_read_oid(reader, &commit.tree);
	frame_read_oid(reader, &commit.parent);
	commit.date = (int64_t)frame_read_number(reader, INT64_MAX);
	commit.author = (enum author_kind)frame_read_number(reader, AUTHOR_KINDS - 1);
	commit.merged = (enum author_kind)frame_read_number(reader, AUTHOR_KINDS - 1);
	read_others(collect, reader, &commit);
	if (verdict->n_listed == verdict->commits || verdict->commits > collect->answer_bytes)
		reader->broken = true;
	if (reader->broken)
		return;
	if (!verdict->listed)
		verdict->listed = arena_new_array(collect->arena, struct listed_commit,
						  (size_t)verdict->commits);
	verdict->listed[verdict->n_listed++] = commit;
}

/* There are no more folders than bytes. */
static void
take_coverage(struct collect *collect, struct frame_reader *reader)
{
	struct verdict *verdict = collect->verdict;
	struct folder_coverage folder;

	folder.name = frame_read_bytes(reader);
	folder.files = frame_read_number(reader, COUNT_MAX);
	folder.covered = frame_read_number(reader, folder.files);
	if (reader->broken)
		return;
	vec_push(&collect->coverage, folder);
	verdict->coverage = collect->coverage.items;
	verdict->n_coverage = collect->coverage.len;
}

/* Once; either a text or what is wrong with it. */
static void
take_certificate(struct collect *collect, struct frame_reader *reader)
{
	struct verdict_certificate *certificate = &collect->verdict->certificate;
	struct bytes text = frame_read_bytes(reader), problem = frame_read_bytes(reader);

	if (certificate->text.data || certificate->problem.data || !text.data == !problem.data)
		reader->broken = true;
	if (!reader->broken)
		*certificate = (struct verdict_certificate){ text, problem };
}

static void
take_note(struct collect *collect, struct frame_reader *reader)
{
	collect_note(collect, frame_read_bytes(reader));
}

static void
take_event(struct collect *collect, struct frame_reader *reader)
{
	observed_event_take(&collect->observed, read_outcome(collect, reader), reader);
}

static void
take_line(struct collect *collect, struct frame_reader *reader)
{
	observed_line_take(&collect->observed, read_outcome(collect, reader), reader);
}

/* The kinds of frames, and who sends them: the planning worker, before its plan and behind it, and
 * the workers that run policies. */
static const struct frame_type {
	enum frame_kind kind;
	void (*take)(struct collect *collect, struct frame_reader *reader);
	bool before_plan, in_plan, of_policies;
} frame_types[] = {
	{ FRAME_PLAN, take_plan, true, false, false },
	{ FRAME_UPDATE, take_update, false, true, false },
	{ FRAME_DECISION, take_decision, false, true, false },
	{ FRAME_WAIVER, take_waiver, false, true, false },
	{ FRAME_LOAD, take_load, false, true, false },
	{ FRAME_ATTRIBUTION, take_attribution, false, true, false },
	{ FRAME_COMMIT, take_commit, false, true, false },
	{ FRAME_COVERAGE, take_coverage, false, true, false },
	{ FRAME_CERTIFICATE, take_certificate, false, true, false },
	{ FRAME_NOTE, take_note, true, true, false },
	{ FRAME_RESULT, take_result, false, false, true },
	{ FRAME_VIOLATION, take_violation, false, true, true },
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
