#ifndef WRIT_JUDGE_PLAN_CHANGES_H
#define WRIT_JUDGE_PLAN_CHANGES_H

/*
 * The second half of a plan: what the commits and the updates as a whole change, gathered by path.
 * Used by plan.c alone.
 */

#include "git/tree_diff.h"
#include "git/walk.h"
#include "judge/plan.h"

/* Compares each new commit with its parents, and each update that a `judge: result` decision looks
 * at with its old value. */
int
plan_find_changes(struct plan *plan, struct walk *walk, struct tree_differ *differ,
		  const struct limits *limits, struct arena *arena, struct error *err) MUST_CHECK;
/* Turns changes per commit into versions per path. N_PATHS as path_table_count tells. */
void plan_gather_paths(struct plan *plan, size_t n_paths, struct arena *arena);

#endif
