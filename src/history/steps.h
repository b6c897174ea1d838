#ifndef WRIT_HISTORY_STEPS_H
#define WRIT_HISTORY_STEPS_H

/*
 * A history as trees: what stood at first, and what each push along first parents made of it.
 */

#include "history/chain.h"
#include "model/attribution.h"

struct step {
	struct oid commit, tree;
	struct oid base_tree;    /* of the step before; zero: the empty tree */
	int64_t date;            /* committer's, seconds since 1970 */
	enum author_kind author; /* of what the step brings */
};

struct step_list {
	struct step *items; /* in the arena */
	size_t len;
	size_t n_commits; /* that they bring, what stood at first aside; as far as CHAIN knows */
};

/* The links of CHAIN, which chain_find() made of REQUEST, and in front of them what stood at the
 * old value of REQUEST's update, if it has one; of those before SINCE (a day; NULL data: none are)
 * only the last. There is always one: where nothing lies between, it is what the update leads to.
 * Errors are those of reading that commit. */
int
steps_make(struct step_list *steps, const struct chain *chain, const struct judge_request *request,
	   struct bytes since, struct arena *arena, struct error *err) MUST_CHECK;

#endif
