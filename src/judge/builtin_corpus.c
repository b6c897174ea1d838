#include "config.h"

#include "judge/builtin_corpus.h"

#include "decisions/comparison.h"
#include "decisions/guard.h"
#include "judge/aliases.h"
#include "judge/sources.h"

enum { CHANGES_NOTED = 10 };

/* Under whichever of its names. */
static bool
updates_source(const struct ref_update *update, const struct judge_source *source)
{
	struct bytes end = source->target.len ? source->target : source->setting->ref;

	return source->setting->ref.data && !source->repository &&
	       bytes_equal(update_end(update), end);
}

size_t
builtin_corpus_updates(const struct plan *plan, const struct judge_request *request)
{
	size_t n = 0;

	for (size_t i = 0; i < request->n_sources; i++) {
		for (size_t k = 0; k < plan->push->n_updates; k++)
			n += updates_source(&plan->push->updates[k], &request->sources[i]);
	}
	return n;
}

/* NULL for a value without a corpus. */
static int
compile_new(const struct builtin_court *court, const struct source_setting *setting,
	    const struct ref_update *update, const struct bundle **bundle, struct error *err)
{
	*bundle = NULL;
	if (update->kind == UPDATE_DELETE || oid_is_zero(&update->new_tree))
		return 0;
	if (source_compile_value(court->request, setting, &update->new_tree, court->arena, bundle,
				 err) < 0 &&
	    err->code != ERROR_NOT_FOUND)
		return -1;
	return 0;
}

/* A policy that does not load would reject every push from now on, the one that mends it too. */
static void
load_plan(const struct builtin_court *court, const struct bundle *bundle,
	  const struct ref_update *update)
{
	struct plan *plan = court->plan;
	struct plan_load *loads =
		arena_new_array(court->arena, struct plan_load, plan->n_loads + 1);
	struct frame_writer writer = { court->out, 0 };

	for (size_t i = 0; i < plan->n_loads; i++)
		loads[i] = plan->loads[i];
	loads[plan->n_loads++] = (struct plan_load){ bundle, update, court->outcome };
	plan->loads = loads;
	frame_begin(&writer, FRAME_LOAD);
	frame_number(&writer, court->outcome);
	frame_end(&writer);
}

void
builtin_corpus_load(const struct plan_load *load, const struct judge_request *request,
		    struct arena *arena, struct buf *out)
{
	const struct limits *limits = &request->settings->limits;
	const struct builtin_court court = { .builtin = BUILTIN_CORPUS,
					     .outcome = load->outcome,
					     .out = out };
	struct error err;

	for (size_t i = 0; i < load->bundle->n_decisions; i++) {
		const struct decision *decision = &load->bundle->decisions[i];

		if (decision->enforced &&
		    policy_check_load(load->bundle, decision, limits, &err) < 0)
			builtin_breach_write(
				&court, &(struct builtin_breach){
						.update = load->update,
						.path = decision->shown_path,
						.message = arena_printf(arena, "does not load: %s",
									err.message) });
	}
}

static void
note(const struct builtin_court *court, struct bytes text)
{
	struct frame_writer writer = { court->out, 0 };

	frame_begin(&writer, FRAME_NOTE);
	frame_bytes(&writer, text);
	frame_end(&writer);
}

/* Who changes decisions, and who reads the record, sees what the change does. */
static void
note_changes(const struct builtin_court *court, const struct bundle *before,
	     const struct bundle *after)
{
	struct comparison comparison;
	size_t n;

	bundles_compare(before, after, court->arena, &comparison);
	n = comparison.n_changes < CHANGES_NOTED ? comparison.n_changes : CHANGES_NOTED;
	for (size_t i = 0; i < n; i++) {
		const struct corpus_change *change = &comparison.changes[i];
		const char *effect = effect_name(change->effect);

		note(court,
		     arena_printf(court->arena, "%.*s %s: %.*s", BYTES_ARG(change->id),
				  change->effect == EFFECT_NONE      ? "changes nothing"
				  : change->effect == EFFECT_UNKNOWN ? "may loosen or tighten"
								     : effect,
				  BYTES_ARG(change->text)));
	}
	if (n < comparison.n_changes)
		note(court,
		     arena_printf(court->arena, "%zu more changes of decisions; all together: %s",
				  comparison.n_changes - n, effect_name(comparison.effect)));
}

static int
judge_update(const struct builtin_court *court, const struct plan_source *source,
	     const struct ref_update *update, struct error *err)
{
	const struct guard_problem *problems;
	const struct bundle *bundle;
	size_t n;

	if (compile_new(court, source->setting, update, &bundle, err) < 0) {
		const struct builtin_breach unread = {
			.update = update,
			.message = arena_copy(court->arena, bytes_of(err->message))
		};

		builtin_breach_write(court, &unread);
		return 0;
	}
	n = guard_check(source->bundle, bundle, court->arena, &problems);
	for (size_t i = 0; i < n; i++) {
		const struct guard_problem *problem = &problems[i];
		const struct builtin_breach breach = { .update = update,
						       .path = problem->path,
						       .line = problem->line,
						       .column = problem->column,
						       .message = problem->message };

		builtin_breach_write(court, &breach);
	}
	if (bundle && n == 0) {
		note_changes(court, source->bundle, bundle);
		load_plan(court, bundle, update);
	}
	return 0;
}

int
builtin_corpus_judge(const struct builtin_court *court, struct error *err)
{
	for (size_t i = 0; i < court->plan->n_sources; i++) {
		const struct plan_source *source = &court->plan->sources[i];

		for (size_t k = 0; k < court->plan->push->n_updates; k++) {
			const struct ref_update *update = &court->plan->push->updates[k];

			if (updates_source(update, &court->request->sources[i]) &&
			    judge_update(court, source, update, err) < 0)
				return -1;
		}
	}
	return 0;
}
