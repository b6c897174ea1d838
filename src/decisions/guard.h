#ifndef WRIT_DECISIONS_GUARD_H
#define WRIT_DECISIONS_GUARD_H

/*
 * The built-in decision WRIT-CORPUS: what is wrong with the new value of a ref that is a source of
 * decisions. A push that would lock the gate or leave it open is refused at that push.
 */

#include "base/arena.h"
#include "model/decision.h"

struct guard_problem {
	struct bytes path; /* as shown to a reader; empty when it is about the source as a whole */
	size_t line, column; /* from 1; 0 when there is none */
	struct bytes message;
};

struct guard_problems {
	struct guard_problem *items;
	size_t len;
};

/* Compares the source's bundle before the push (NULL when there was none) with the one after it
 * (NULL when the ref or the folder in it is gone). No problem: the list is empty. Of many errors
 * the first few are listed, with a count. The list lives in ARENA. */
struct guard_problems guard_check(const struct bundle *before, const struct bundle *after,
                                  struct arena *arena);

#endif
