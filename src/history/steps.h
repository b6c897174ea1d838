#ifndef WRIT_HISTORY_STEPS_H
#define WRIT_HISTORY_STEPS_H

/*
 * A history along first parents: what one push after the other would have brought.
 */

#include "judge/judge.h"

struct step {
	struct oid commit, tree;
	struct oid base_tree; /* of the step before; zero: the empty tree */
	int64_t date;
	enum author_kind author; /* of what the step brings */
};

struct step_list {
	struct step *items; /* the oldest first; in the arena */
	size_t len;
	size_t n_commits; /* those of the sides included */
};

/* What stood at BASE (zero: the beginning, where nothing did), and the commits from there to TIP,
 * found by a judgement of REQUEST that asks no decision. Errors are those of reading them. */
int steps_find(struct step_list *steps, const struct judge_request *request, struct bytes ref,
	       const struct oid *base, const struct oid *tip, struct arena *arena,
	       struct error *err) MUST_CHECK;
/* Makes of the steps before the moment SINCE one, the first: what stood then. */
void steps_begin(struct step_list *steps, int64_t since);

#endif
