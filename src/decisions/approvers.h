#ifndef WRIT_DECISIONS_APPROVERS_H
#define WRIT_DECISIONS_APPROVERS_H

/*
 * Who has signed a change of decisions. An approval is a file `approvals/NAME.sig` in the corpus
 * that the change leaves, an SSH signature in the namespace writ-approval over the statement of the
 * change. The statement names the corpus before with its approvals, so that a signature holds for
 * one change only: to come back to an older corpus, even to the same one, takes new ones.
 */

#include "base/arena.h"
#include "model/decision.h"

struct approver {
	struct bytes name; /* of the principal */
	struct bytes path; /* of the signature, as shown */
	bool counted;      /* for something that changes; set by who asks */
	bool user_present; /* a security key says that it was touched */
};

/* A signature that was added and does not count. */
struct refused_approval {
	struct bytes path; /* as shown */
	struct bytes reason;
};

struct approvers {
	struct approver *items; /* each principal once, by path */
	size_t n;
	struct refused_approval *refused; /* by path */
	size_t n_refused;
};

/* What is to be signed: three lines of ASCII. */
struct bytes
approval_statement(const struct bundle *before, const struct bundle *after, struct arena *arena);
/* Looks at the signatures that AFTER has and BEFORE has not, by the keys and principals of BEFORE,
 * on the day AS_OF. It lives in ARENA. */
void approvers_find(const struct bundle *before, const struct bundle *after, struct bytes as_of,
		    struct arena *arena, struct approvers *approvers);

#endif
