#ifndef WRIT_JUDGE_PLANNING_H
#define WRIT_JUDGE_PLANNING_H

/*
 * The planning worker: compile what is in force, find what is new and what it changes, judge it by
 * the built-in decisions, and tell the monitor what there is. No policy runs here.
 */

#include "judge/answer.h"
#include "judge/plan.h"

struct object_check;

/* What is wrong with the objects goes to CHECK; ARENA is shared with the workers that come later.
 */
int planning_answer(struct plan *plan, const struct judge_request *request, struct arena *arena,
		    struct object_check *check, struct buf *answer, struct error *err) MUST_CHECK;

/* The push that nothing governs, answered without a worker: true with the whole ANSWER when every
 * built-in decision is off and every source is a folder on the server whose decisions govern none
 * of the refs. Such a folder's bytes are the administrator's, as the configuration is, so the
 * monitor may compile it. False in every other case, errors too: a worker will say them. */
bool planning_idle_answer(struct plan *plan, const struct judge_request *request,
			  struct arena *arena, struct buf *answer);

#endif
