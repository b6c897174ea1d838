#include "config.h"

#include "judge/collect_frames.h"

#include "base/day.h"

void
collect_take_plan(struct collect *collect, struct frame_reader *reader)
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
	collect->gaps = arena_new_array(collect->arena, struct gap, collect->outcomes_room);
	collect->planned = true;
}

void
collect_take_update(struct collect *collect, struct frame_reader *reader)
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

void
collect_take_waiver(struct collect *collect, struct frame_reader *reader)
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

void
collect_take_decision(struct collect *collect, struct frame_reader *reader)
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
	outcome.ratchet = frame_read_number(reader, 1) == 1;
	if (verdict->n_outcomes == collect->outcomes_room)
		reader->broken = true;
	if (reader->broken)
		return;
	source_add(collect, reader, source, asked);
	verdict->outcomes[verdict->n_outcomes++] = outcome;
}

void
collect_take_load(struct collect *collect, struct frame_reader *reader)
{
	size_t outcome = collect_read_outcome(collect, reader);

	/* Each is a worker: at most one for each update of each source. */
	if (collect->loads.len == collect->updates_room * collect->n_sources)
		reader->broken = true;
	if (!reader->broken)
		vec_push(&collect->loads, ((struct answer_scope){ .first = outcome, .n = 1 }));
}

void
collect_take_attribution(struct collect *collect, struct frame_reader *reader)
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

/* Once; either a text or what is wrong with it. */
void
collect_take_certificate(struct collect *collect, struct frame_reader *reader)
{
	struct verdict_certificate *certificate = &collect->verdict->certificate;
	struct bytes text = frame_read_bytes(reader), problem = frame_read_bytes(reader);

	if (certificate->text.data || certificate->problem.data || !text.data == !problem.data)
		reader->broken = true;
	if (!reader->broken)
		*certificate = (struct verdict_certificate){ text, problem };
}
