#ifndef WRIT_CONTRACT_MUTANT_H
#define WRIT_CONTRACT_MUTANT_H

/*
 * A policy with one thing changed: a comparison turned round, a condition dropped. Contracts that
 * hold for a mutant as well do not tell it from the policy, so they do not prove what they seem to.
 */

#include "base/arena.h"
#include "base/vec.h"

struct mutant {
	size_t at, len;   /* in the policy's text */
	const char *with; /* what stands there instead */
	size_t line;      /* of the text, from 1 */
};

struct mutants {
	VEC(struct mutant) items;
};

/* Every mutant of the Lua text POLICY, in its order. */
void mutants_find(struct mutants *mutants, struct bytes policy);
void mutants_release(struct mutants *mutants);
/* The text of the mutant, in ARENA. */
struct bytes mutant_text(const struct mutant *mutant, struct bytes policy, struct arena *arena);

#endif
