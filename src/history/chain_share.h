#ifndef WRIT_HISTORY_CHAIN_SHARE_H
#define WRIT_HISTORY_CHAIN_SHARE_H

/*
 * Part of the chain: which push brings which commit. A push that is judged by itself walks back to
 * where its commits leave the branch, which in a long-lived history is far; whoever has listed all
 * commits knows.
 */

#include "history/chain.h"
#include "model/verdict.h"

/* Gives each of the commits that VERDICT lists to the first link that reaches it. What is not
 * listed has to be reachable from the parent of the first link. */
void chain_share(struct chain *chain, const struct verdict *verdict);

#endif
