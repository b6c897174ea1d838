#ifndef WRIT_JUDGE_LOADS_H
#define WRIT_JUDGE_LOADS_H

/*
 * Whether the policies of a bundle load, tried in a worker that can reach nothing: their chunks
 * run, and who wrote them is not known.
 */

#include "model/decision.h"
#include "model/settings.h"

struct load_failure {
	const struct decision *decision;
	struct bytes message; /* the policy's own, one line */
};

/* Fills FAILURES, in the order of the decisions; all of it lives in ARENA. ERROR_INTERNAL or
 * ERROR_LIMIT when the worker does not answer, ERROR_SYSTEM when it cannot be confined. */
int loads_try(const struct bundle *bundle, const struct settings *settings, struct arena *arena,
	      struct load_failure **failures, size_t *n_failures, struct error *err) MUST_CHECK;

#endif
