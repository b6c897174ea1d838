#ifndef WRIT_JUDGE_SHARD_H
#define WRIT_JUDGE_SHARD_H

/*
 * Running the policies of one source on one task of a plan: the changes of the paths of one shard,
 * or what is not about a single path (ref, commit and tree rules). Every task has fresh states and
 * budgets for its policies, so tasks may run in any order and anywhere.
 */

#include "judge/answer.h"
#include "judge/plan.h"

/* Tasks 0..n-1: one for each shard and, of several, a last one for the general rules. */
size_t shard_task_count(const struct plan *plan);
/* Runs TASK by the decisions of SOURCE and adds its FRAME_RESULT and FRAME_VIOLATION frames to OUT.
 * OUTLINES, one for each decision and zeroed before the first task of a worker, serve all of its
 * tasks. */
int shard_judge(const struct plan *plan, const struct plan_source *source,
		const struct judge_request *request, struct policy_outline *outlines, size_t task,
		struct buf *out, struct error *err) MUST_CHECK;

#endif
