#include "config.h"

#include "judge/builtin_corpus.h"

#include "decisions/comparison.h"
#include "decisions/guard.h"
#include "judge/source_changes.h"

enum { CHANGES_NOTED = 10 };

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

		builtin_note(court,
			     arena_printf(court->arena, "%.*s %s: %.*s", BYTES_ARG(change->id),
					  change->effect == EFFECT_NONE ? "changes nothing"
					  : change->effect == EFFECT_UNKNOWN
						  ? "may loosen or tighten"
						  : effect,
					  BYTES_ARG(change->text)));
	}
	if (n < comparison.n_changes)
		builtin_note(court, arena_printf(court->arena,
						 "%zu more changes of decisions; all together: %s",
						 comparison.n_changes - n,
						 effect_name(comparison.effect)));
}

static void
judge_change(const struct builtin_court *court, const struct source_change *change)
{
	const struct guard_problem *problems;
	size_t n;

	if (change->unread.data) {
		const struct builtin_breach unread = { .update = change->update,
						       .message = change->unread };

		builtin_breach_write(court, &unread);
		return;
	}
	n = guard_check(change->source->bundle, change->after, court->arena, &problems);
	builtin_problems_write(court, change->update, problems, n);
	if (change->after && n == 0) {
		note_changes(court, change->source->bundle, change->after);
		load_plan(court, change->after, change->update);
	}
}

int
builtin_corpus_judge(const struct builtin_court *court, struct error *err)
{
	(void)err;
	for (size_t i = 0; i < court->plan->n_source_changes; i++)
		judge_change(court, &court->plan->source_changes[i]);
	return 0;
}
