#include "config.h"

#include "decisions/guard.h"

enum { ERRORS_SHOWN = 5 };

static size_t
errors_list(const struct bundle *bundle, struct guard_problem *problems, struct arena *arena)
{
	size_t n = 0;

	for (size_t i = 0; i < bundle->n_diagnostics && n < ERRORS_SHOWN; i++) {
		const struct diagnostic *error = &bundle->diagnostics[i];

		if (error->warning)
			continue;
		problems[n++] =
			(struct guard_problem){ error->path, error->line, error->column,
						arena_printf(arena, "does not compile: %.*s",
							     BYTES_ARG(error->message)) };
	}
	if (n < bundle->n_errors) {
		size_t more = bundle->n_errors - n;

		problems[n++].message =
			arena_printf(arena, "the decisions have %zu more errors", more);
	}
	return n;
}

/* What is wrong with AFTER although all that is there compiles; NULL data when nothing is. */
static struct bytes
loss_of(const struct bundle *before, const struct bundle *after, struct arena *arena)
{
	if (!before)
		return BYTES_NONE;
	if (before->n_decisions > 0 && (!after || after->n_decisions == 0))
		return arena_printf(arena, "the decisions are gone: there were %zu",
				    before->n_decisions);
	if (before->n_enforced > 0 && after->n_enforced == 0)
		return arena_printf(arena, "no decision is enforced any more: there were %zu",
				    before->n_enforced);
	return BYTES_NONE;
}

size_t
guard_check(const struct bundle *before, const struct bundle *after, struct arena *arena,
	    const struct guard_problem **problems)
{
	struct guard_problem *list = arena_new_array(arena, struct guard_problem, ERRORS_SHOWN + 1);

	*problems = list;
	if (after && after->n_errors > 0)
		return errors_list(after, list, arena);
	list[0].message = loss_of(before, after, arena);
	return list[0].message.data != NULL;
}
