#ifndef WRIT_HISTORY_SOURCE_TIMES_H
#define WRIT_HISTORY_SOURCE_TIMES_H

/*
 * What a source of decisions was before each step of a history. Where it lies on the very branch
 * that the history is of, that is the tree in front of the step; else the last of its own commits,
 * along first parents, that is not later than the step, by the dates of committers.
 */

#include "history/steps.h"
#include "judge/request.h"

struct source_time {
	struct oid value;  /* a commit or a tree that holds the folder */
	struct oid folder; /* of the folder itself; zero: it was not there */
};

/* Fills TIMES, one for each of STEPS and one for what follows the last, for SOURCE, which is a ref
 * or a revision, of REQUEST. Errors are those of reading the history of the source. */
int source_times_find(struct source_time *times, const struct judge_source *source,
		      const struct judge_request *request, const struct step_list *steps,
		      struct arena *arena, struct error *err) MUST_CHECK;

#endif
