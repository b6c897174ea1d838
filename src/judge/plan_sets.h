#ifndef WRIT_JUDGE_PLAN_SETS_H
#define WRIT_JUDGE_PLAN_SETS_H

/*
 * The first half of a plan: which decisions govern which updates, and which commits are new to
 * them. Used by plan.c alone.
 */

#include "git/walk.h"
#include "judge/plan.h"

/* Groups the decisions by the refs that they govern and finds each group's new commits; then fills
 * plan->commits, the union. */
int plan_find_commits(struct plan *plan, const struct judge_request *request, struct walk *walk,
		      struct arena *arena, struct error *err) MUST_CHECK;

#endif
