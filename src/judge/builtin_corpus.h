#ifndef WRIT_JUDGE_BUILTIN_CORPUS_H
#define WRIT_JUDGE_BUILTIN_CORPUS_H

/*
 * WRIT-CORPUS: a ref that is a source of decisions keeps a corpus that compiles and that enforces
 * something, compared old value with new, whatever lies between. So a gate cannot lock itself out.
 */

#include "judge/builtin_court.h"

/* What is left to see is whether the policies load: they go to plan->loads, with a FRAME_LOAD. */
int builtin_corpus_judge(const struct builtin_court *court, struct error *err) MUST_CHECK;
/* A worker of its own, because the policies are the pusher's: loads them, and adds a
 * FRAME_VIOLATION for each that does not. */
void builtin_corpus_load(const struct plan_load *load, const struct judge_request *request,
			 struct arena *arena, struct buf *out);

#endif
