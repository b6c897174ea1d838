#ifndef WRIT_DECISIONS_SUGGEST_H
#define WRIT_DECISIONS_SUGGEST_H

/*
 * "Did you mean": the known word that is nearest to what was written.
 */

#include "base/bytes.h"

/* The first of the nearest of CANDIDATES within a third of WORD's length, by insertions, deletions,
 * replacements and swaps of neighbours, ASCII case aside; NULL data when none is near. */
struct bytes suggest(struct bytes word, const struct bytes *candidates, size_t n_candidates);

#endif
