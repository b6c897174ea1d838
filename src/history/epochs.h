#ifndef WRIT_HISTORY_EPOCHS_H
#define WRIT_HISTORY_EPOCHS_H

/*
 * A history by the decisions of its time: stretches of steps that have the same ones in front of
 * them. A push is judged by what was in force before it, so a step that changes a decision still
 * belongs to the stretch before. The last stretch may have no step: it is what the end itself says.
 */

#include "history/steps.h"
#include "judge/judge.h"

/* A decision as its epoch had it; its place is that of its outcome in verdicts. */
struct epoch_decision {
	struct bytes id, title;
	enum level level;
};

struct epoch {
	size_t first, n_steps;
	int64_t date;                 /* of its first step, or of the end */
	struct judge_source *sources; /* as many as the request has */
	struct bytes as_of;           /* its first day, on which waivers count */
	struct bytes bundle;          /* NULL data: it was not judged, */
	struct bytes error;           /* for this reason */
	struct epoch_decision *decisions;
	size_t n_decisions;
};

struct epoch_list {
	struct epoch *items; /* there is at least one; in the arena */
	size_t len;
};

/* The epochs of STEPS by the sources of REQUEST. One whose decisions did not compile, or that had
 * none yet, is there and was not judged. ERROR_USAGE for a source that is a folder on disk, which
 * has no history; else errors are those of reading the history of a source. */
int epochs_find(struct epoch_list *epochs, const struct judge_request *request,
		const struct step_list *steps, struct arena *arena, struct error *err) MUST_CHECK;
/* REQUEST as it is for EPOCH, in WITH; PUSH is room for its push. */
void epoch_request(const struct epoch *epoch, const struct judge_request *request,
		   struct judge_request *with, struct push *push);

#endif
