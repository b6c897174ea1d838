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

/* Compares the source's bundle before the push (NULL when there was none) with the one after it
 * (NULL when the ref or the folder in it is gone). Returns how many problems there are; 0 when the
 * push may pass. Of many errors the first few are listed, and counted. They live in ARENA. */
size_t guard_check(const struct bundle *before, const struct bundle *after, struct arena *arena,
		   const struct guard_problem **problems);

#endif
