#ifndef WRIT_MODEL_CONTEST_H
#define WRIT_MODEL_CONTEST_H

/*
 * Decisions of one level that answer the same question. Of those that govern a ref and are about a
 * path, the one whose matching pattern is the most specific applies there, then the newer one; the
 * others are out of force for this ref and path. All of the order is settled when the decisions are
 * compiled; to judge is to look it up.
 */

#include "model/decision.h"

enum {
	CONTEST_MAX_CONTENDERS = 64,
	CONTEST_MAX_REF_LISTS = 4, /* different ones of those that win over a decision */
};

struct contender {
	size_t decision;           /* its place in the bundle */
	const unsigned int *ranks; /* of each pattern of its scope: 0 is the most specific one of
				      the contest; equal for equally specific ones */
	unsigned int rank_of_any;  /* of a scope that includes nothing by name */
	unsigned int age;          /* 0 is the newest; equal for equal dates; undated ones last */
};

struct contest {
	struct bytes question;
	struct contender *contenders; /* two or more, sorted by id */
	size_t n_contenders;
};

/* Where a decision stands with a path. */
struct standing {
	unsigned int rank, age;
	const struct pattern *pattern; /* the most specific that matched; NULL for any path */
};

/* False when the decision of CONTENDER, which is DECISION, is not about PATH. */
bool contender_standing(const struct contender *contender, const struct decision *decision,
			struct bytes path, struct standing *standing);
/* Whether A wins over B. Neither does where both are equal, which compiling refuses as far as it
 * can be told from patterns: then both apply. */
bool standing_wins(const struct standing *a, const struct standing *b);

enum exclusion_rule { EXCLUSION_SPECIFIC, EXCLUSION_NEWER };

/* That one decision of a contest is out of force for a part of the paths. */
struct exclusion {
	size_t winner, loser;          /* places in the bundle */
	const struct pattern *pattern; /* of the winner's scope; NULL for any path */
	enum exclusion_rule rule;
	struct bytes text; /* "ADR-0042 wins over ADR-0017 for legacy/a.c: more specific scope" */
};

#endif
