#ifndef WRIT_DECISIONS_APPROVAL_NEEDS_H
#define WRIT_DECISIONS_APPROVAL_NEEDS_H

/*
 * What of a change of decisions has to be approved: every file of the bundle that differs. Used by
 * approvals.c.
 */

#include "decisions/comparison.h"

struct approval_need {
	struct bytes id;                 /* of a decision, else the path of a file */
	struct bytes path;               /* as shown */
	const struct approval_rule *own; /* of the decision as it was; NULL: the source's rule */
	bool governs;       /* who may approve, or what they signed: never one decision's alone */
	enum effect effect; /* the worst of what is said of it; of who governs, never a good one */
	struct bytes text;  /* the first that was said of it */
	const struct waiver *waiver; /* that comes with the change; else NULL */
};

struct approval_needs {
	struct approval_need *items;
	size_t n;
};

/* Both compiled without an error. It lives in ARENA. */
void approval_needs_find(const struct bundle *before, const struct bundle *after,
			 struct arena *arena, struct approval_needs *needs);

#endif
