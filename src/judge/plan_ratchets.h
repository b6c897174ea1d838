#ifndef WRIT_JUDGE_PLAN_RATCHETS_H
#define WRIT_JUDGE_PLAN_RATCHETS_H

/*
 * What decisions with a baseline look at: the two values of each ref and what differs between them.
 * Used by plan_changes.c alone.
 */

#include "git/tree_diff.h"
#include "judge/plan.h"

/* Fills the ratchets of SET. */
int plan_compare_ratchets(struct plan_set *set, struct tree_differ *differ, struct arena *arena,
			  struct error *err) MUST_CHECK;

#endif
