#include "config.h"

#include "judge/planning.h"

#include "judge/aliases.h"
#include "judge/attributions.h"
#include "judge/builtins.h"
#include "judge/certificate.h"
#include "judge/coverage.h"
#include "judge/shard.h"
#include "judge/sources.h"
#include "model/waiver.h"

/* What the planning worker finds out about the updates the others have to see as well. */
static struct push *
push_share(const struct push *push, struct arena *arena)
{
	struct push *shared = arena_new(arena, struct push);

	*shared = *push;
	shared->updates = arena_new_array(arena, struct ref_update, push->n_updates);
	for (size_t i = 0; i < push->n_updates; i++)
		shared->updates[i] = push->updates[i];
	return shared;
}

/* An object that cannot be read as git defines it was judged by nobody. */
static int
check_all_read(const struct object_check *check, struct error *err)
{
	for (size_t i = 0; i < object_check_count(check); i++) {
		const struct object_problem *problem = object_check_get(check, i);
		char hex[OID_HEX_CHARS + 1];

		oid_hex(&problem->id, hex);
		if (problem->unread)
			return error_set(err, ERROR_MALFORMED, "%s %s cannot be read: %.*s",
					 problem->kind, hex, BYTES_ARG(problem->message));
	}
	return 0;
}

/* Whether that is a verdict: WRIT-OBJECT rejects. Where it is lowered there is none. */
static bool
rejected_by_object(const struct judge_request *request, const struct object_check *check,
		   const struct error *err)
{
	const struct builtin_setting *setting = &request->settings->builtins[BUILTIN_OBJECT];

	return err->code == ERROR_MALFORMED && object_check_count(check) > 0 && !setting->off &&
	       setting->level == LEVEL_MANDATORY && !request->settings->observe;
}

static uint64_t
update_commits(const struct plan *plan, size_t index)
{
	uint64_t n = 0;

	for (size_t i = 0; plan->n_sets && i < plan->sets[0].n_commits; i++)
		n += plan->sets[0].commits[i].update->index == index;
	return n;
}

/* A ref to a tree has no commit, and so no tree that anybody came to. */
static void
answer_tree(struct frame_writer *writer, const struct oid *commit, const struct oid *tree)
{
	static const struct oid none;

	frame_oid(writer, oid_is_zero(commit) ? &none : tree);
}

static void
answer_updates(const struct plan *plan, struct frame_writer *writer)
{
	for (size_t i = 0; i < plan->push->n_updates; i++) {
		const struct ref_update *update = &plan->push->updates[i];

		frame_begin(writer, FRAME_UPDATE);
		frame_bytes(writer, update->ref);
		frame_oid(writer, &update->old_id);
		frame_oid(writer, &update->new_id);
		answer_tree(writer, &update->old_commit, &update->old_tree);
		answer_tree(writer, &update->new_commit, &update->new_tree);
		frame_number(writer, update->kind);
		frame_number(writer, update_commits(plan, i));
		frame_end(writer);
	}
}

static void
answer_decisions(const struct plan *plan, struct arena *arena, struct frame_writer *writer)
{
	for (size_t i = 0; i < plan->n_decisions; i++) {
		const struct plan_decision *planned = &plan->decisions[i];
		const struct decision *decision = planned->decision;

		frame_begin(writer, FRAME_DECISION);
		frame_bytes(writer, source_decision_id(plan, planned, arena));
		frame_bytes(writer, decision->title);
		frame_bytes(writer, decision->instead);
		frame_bytes(writer, decision->date);
		frame_bytes(writer, planned->source->setting->place);
		frame_bytes(writer, decision->shown_path);
		frame_number(writer, decision->level);
		frame_number(writer, 0);
		frame_number(writer, (uint64_t)(planned->source - plan->sources));
		frame_number(writer, planned->set && planned->set->n_updates);
		frame_number(writer, planned->ratchet);
		frame_end(writer);
	}
}

static void
answer_waivers(const struct plan *plan, struct frame_writer *writer)
{
	for (size_t i = 0; i < plan->n_sources; i++) {
		const struct bundle *bundle = plan->sources[i].bundle;

		for (size_t k = 0; k < bundle->n_waivers; k++) {
			frame_begin(writer, FRAME_WAIVER);
			frame_number(writer, i);
			frame_bytes(writer, bundle->waivers[k].shown_path);
			frame_bytes(writer, bundle->waivers[k].reason);
			frame_bytes(writer, bundle->waivers[k].requested_by);
			frame_bytes(writer, bundle->waivers[k].approved_by);
			frame_bytes(writer, bundle->waivers[k].expires);
			frame_end(writer);
		}
	}
}

static void
answer_note(struct frame_writer *writer, struct bytes note)
{
	frame_begin(writer, FRAME_NOTE);
	frame_bytes(writer, note);
	frame_end(writer);
}

static size_t
waiver_count(const struct plan *plan)
{
	size_t n = 0;

	for (size_t i = 0; i < plan->n_sources; i++)
		n += plan->sources[i].bundle->n_waivers;
	return n;
}

static void
answer_plan(const struct plan *plan, const struct judge_request *request, size_t n_tasks,
	    struct arena *arena, struct frame_writer *writer)
{
	frame_begin(writer, FRAME_PLAN);
	frame_number(writer, n_tasks);
	frame_number(writer, plan->n_commits);
	frame_number(writer, plan->n_decisions);
	frame_bytes(writer, sources_digest(plan, arena));
	frame_number(writer, request->settings->bootstrap);
	frame_number(writer, plan->push->n_updates);
	frame_number(writer, plan->n_decisions + builtin_count(request->settings));
	frame_number(writer, waiver_count(plan));
	frame_end(writer);
	answer_updates(plan, writer);
	answer_decisions(plan, arena, writer);
	answer_waivers(plan, writer);
	builtins_describe(plan, request, arena, writer->out);
}

static bool
has_path_in(const struct plan *plan, const struct pattern_list *scope)
{
	for (size_t i = 0; i < plan->n_paths; i++) {
		if (pattern_list_matches(scope, plan->paths[i].path->name))
			return true;
	}
	return false;
}

/* A scope that no file is in protects nobody, and nobody notices. */
static void
answer_idle_scopes(const struct plan *plan, struct arena *arena, struct frame_writer *writer)
{
	for (size_t i = 0; i < plan->n_decisions; i++) {
		const struct plan_decision *planned = &plan->decisions[i];
		const struct pattern_list *scope = &planned->decision->scope;

		if (scope->len && !has_path_in(plan, scope))
			answer_note(writer, arena_printf(arena, "%.*s: no file is in its scope",
							 BYTES_ARG(source_decision_id(plan, planned,
										      arena))));
	}
}

static void
answer_planned(const struct plan *plan, const struct judge_request *request, struct arena *arena,
	       struct buf *answer)
{
	struct frame_writer writer = { answer, 0 };

	answer_plan(plan, request, shard_task_count(plan), arena, &writer);
	for (size_t i = 0; i < plan->n_notes; i++)
		answer_note(&writer, plan->notes[i]);
	if (request->whole_tree)
		answer_idle_scopes(plan, arena, &writer);
	if (request->tell_coverage)
		coverage_answer(plan, arena, &writer);
	if (request->skip_commit_rules && !request->standing && !request->tell_coverage)
		answer_note(&writer,
			    BYTES("commit rules were not judged: there is no message yet"));
}

/* Some object cannot be read as git defines it: no policy can be asked about it. */
static void
answer_unreadable(const struct plan *plan, const struct judge_request *request, struct arena *arena,
		  struct buf *answer)
{
	struct frame_writer writer = { answer, 0 };

	answer_plan(plan, request, 0, arena, &writer);
	answer_note(&writer, BYTES("no other decision was asked: an object cannot be read"));
}

int
planning_answer(struct plan *plan, const struct judge_request *request, struct arena *arena,
		struct object_check *check, struct buf *answer, struct error *err)
{
	struct frame_writer writer = { answer, 0 };

	plan->push = push_share(request->push, arena);
	plan->files_only = request->standing;
	plan->standing = request->standing || request->whole_tree;
	if (sources_compile(plan, request, arena, err) < 0)
		return -1;
	if (plan_build(plan, request, arena, check, err) == 0 && check_all_read(check, err) == 0) {
		answer_planned(plan, request, arena, answer);
		if (attributions_answer(plan, request, arena, &writer, err) < 0)
			return -1;
	} else if (rejected_by_object(request, check, err)) {
		answer_unreadable(plan, request, arena, answer);
	} else {
		return -1;
	}
	certificate_answer(request, arena, &writer);
	return request->list_only ? 0 : builtins_judge(plan, request, check, arena, answer, err);
}

/* Folders are changed by no push, so the built-in decisions about sources have nothing to judge. */
static bool
may_be_idle(const struct judge_request *request)
{
	const struct builtin_setting *builtins = request->settings->builtins;

	for (size_t i = 0; i < request->n_sources; i++) {
		if (!request->sources[i].folder)
			return false;
	}
	return builtins[BUILTIN_OBJECT].off && builtins[BUILTIN_REF].off;
}

/* What cannot be told may be governed. */
static bool
may_govern_any(const struct decision *decision, const struct judge_request *request,
	       struct arena *arena)
{
	struct bytes alias;
	struct error unsaid;

	for (size_t i = 0; i < request->push->n_updates; i++) {
		if (update_is_among(request, &decision->refs, &request->push->updates[i], arena,
				    &alias, &unsaid) != 0)
			return true;
	}
	return false;
}

bool
planning_idle_answer(struct plan *plan, const struct judge_request *request, struct arena *arena,
		     struct buf *answer)
{
	struct frame_writer writer = { answer, 0 };
	struct error unsaid;

	if (request->list_commits || request->push->certificate || !may_be_idle(request) ||
	    sources_compile(plan, request, arena, &unsaid) < 0)
		return false;
	for (size_t i = 0; i < plan->n_decisions; i++) {
		if (may_govern_any(plan->decisions[i].decision, request, arena))
			return false;
	}
	plan->push = request->push;
	answer_plan(plan, request, 0, arena, &writer);
	frame_begin(&writer, FRAME_END);
	frame_end(&writer);
	return true;
}
