#ifndef WRIT_JUDGE_PLANNING_H
#define WRIT_JUDGE_PLANNING_H

/*
 * The planning worker: compile what is in force, find what is new and what it changes, judge it by
 * the built-in decisions, and tell the monitor what there is. A small push is judged right here.
 */

#include "judge/answer.h"
#include "judge/plan.h"

struct object_check;

/* What is wrong with the objects goes to CHECK; ARENA is shared with the workers that come later. */
int planning_answer(struct plan *plan, const struct judge_request *request, struct arena *arena,
                    struct object_check *check, struct buf *answer, struct error *err) MUST_CHECK;

#endif
