#ifndef WRIT_DECISIONS_COMPARING_H
#define WRIT_DECISIONS_COMPARING_H

/*
 * A comparison on its way. Used within decisions/ only.
 */

#include "base/vec.h"
#include "decisions/comparison.h"

struct comparing {
	const struct bundle *before, *after; /* BEFORE is NULL where there was none */
	struct arena *arena;
	size_t steps; /* left for the comparison of patterns */
	VEC(struct corpus_change) changes;
};

/* Of a decision. */
void change_add(struct comparing *it, struct bytes id, enum effect effect, struct bytes text);
/* Of owners.yaml or allowed_signers. */
void
file_change_add(struct comparing *it, struct bytes name, enum effect effect, struct bytes text);

#endif
