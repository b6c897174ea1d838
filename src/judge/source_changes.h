#ifndef WRIT_JUDGE_SOURCE_CHANGES_H
#define WRIT_JUDGE_SOURCE_CHANGES_H

/*
 * The updates of a push that change a source of decisions, under whichever name of its ref.
 */

#include "judge/plan.h"

struct source_change {
	const struct plan_source *source; /* as it was */
	const struct ref_update *update;
	const struct bundle *after; /* NULL when there are no decisions any more */
	struct bytes unread;        /* why they could not be read; NULL data when they could */
};

/* Whether UPDATE moves the ref of SOURCE. */
bool source_is_updated(const struct judge_source *source, const struct ref_update *update);
/* How many changes there are; known before they are found. */
size_t source_changes_count(const struct plan *plan, const struct judge_request *request);
/* Compiles what each leaves, into plan->source_changes: by source, then as received. */
void
source_changes_find(struct plan *plan, const struct judge_request *request, struct arena *arena);

#endif
