#include "config.h"

#include "decisions/guard.h"

enum { ERRORS_SHOWN = 5 };

static void
problem_add(struct guard_problems *problems, struct guard_problem problem)
{
	problems->items[problems->len++] = problem;
}

static void
errors_add(const struct bundle *bundle, struct guard_problems *problems, struct arena *arena)
{
	size_t left = bundle->n_errors;

	for (size_t i = 0; i < bundle->n_diagnostics && problems->len < ERRORS_SHOWN; i++) {
		const struct diagnostic *error = &bundle->diagnostics[i];

		if (error->warning)
			continue;
		left--;
		problem_add(problems,
			    (struct guard_problem){ error->path, error->line, error->column,
						    arena_printf(arena, "does not compile: %.*s",
								 BYTES_ARG(error->message)) });
	}
	if (left > 0)
		problem_add(problems,
			    (struct guard_problem){
				    .message = arena_printf(arena, "%zu more errors", left) });
}

struct guard_problems
guard_check(const struct bundle *before, const struct bundle *after, struct arena *arena)
{
	struct guard_problems problems = {
		arena_new_array(arena, struct guard_problem, ERRORS_SHOWN + 1), 0
	};
	bool had_decisions = before && before->n_decisions > 0;

	if (after && after->n_errors > 0)
		errors_add(after, &problems, arena);
	else if (had_decisions && (!after || after->n_decisions == 0))
		problem_add(&problems,
			    (struct guard_problem){
				    .message = arena_printf(
					    arena, "the decisions are gone: there were %zu",
					    before->n_decisions) });
	else if (before && after && before->n_enforced > 0 && after->n_enforced == 0)
		problem_add(
			&problems,
			(struct guard_problem){
				.message = arena_printf(
					arena, "no decision is enforced any more: there were %zu",
					before->n_enforced) });
	return problems;
}
