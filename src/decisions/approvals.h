#ifndef WRIT_DECISIONS_APPROVALS_H
#define WRIT_DECISIONS_APPROVALS_H

/*
 * The built-in decision WRIT-OWNERS: whether a change of decisions has the approvals that were
 * asked for before it. Each decision is asked for by itself; what is no decision's (owners.yaml,
 * allowed_signers, a new decision, a README) is the source's.
 */

#include "decisions/approvers.h"
#include "decisions/guard.h"

struct approval_question {
	const struct bundle *before; /* in force; compiled without an error */
	const struct bundle *after;  /* NULL when the decisions are gone */
	struct name_list server;     /* owners that the server names (writ.owners) */
	struct name_list authors;    /* addresses of who wrote the change */
	struct bytes user;           /* who pushes; NULL data when that is not known */
	struct bytes as_of;
};

struct approval_answer {
	const struct guard_problem *problems; /* what is missing; none: it may pass */
	size_t n_problems;
	struct bytes note; /* who approved, one line; NULL data when nobody had to */
};

/* All of it lives in ARENA. */
void approvals_check(const struct approval_question *question, struct arena *arena,
		     struct approval_answer *answer);

#endif
