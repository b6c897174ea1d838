#ifndef WRIT_AGENTS_RELATED_H
#define WRIT_AGENTS_RELATED_H

/*
 * Decisions that have to do with a task, by the words of both.
 */

#include "agents/context.h"

struct related {
	const struct bundle *bundle;
	const struct decision *decision;
	uint64_t score;
	size_t order; /* among all decisions of all sources */
};

/* Of the accepted decisions that are not among the N_KNOWN ones, at most MAX that share words with
 * the task, the nearest first; what is far behind the first is left out. Their number; they live in
 * ARENA. */
size_t related_find(const struct context_question *question, const struct context_entry *known,
		    size_t n_known, size_t max, struct arena *arena, struct related **found);

#endif
