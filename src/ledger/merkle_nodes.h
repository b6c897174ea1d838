#ifndef WRIT_LEDGER_MERKLE_NODES_H
#define WRIT_LEDGER_MERKLE_NODES_H

/*
 * All nodes of a Merkle tree (ledger/merkle.h) at once, for who makes many proofs in it: 64 bytes a
 * leaf.
 */

#include "ledger/merkle.h"

struct merkle_nodes {
	struct merkle_hash *levels[MERKLE_HEIGHT_MAX + 1]; /* leaves first, the root last */
	uint64_t sizes[MERKLE_HEIGHT_MAX + 1];
	size_t n; /* levels; 0 of a tree without leaves */
};

/* Makes them of SIZE LEAVES, which are copied. */
void merkle_nodes_make(struct merkle_nodes *nodes, const struct merkle_hash *leaves, uint64_t size);
void merkle_nodes_release(struct merkle_nodes *nodes);
/* NULL of a tree without leaves. */
const struct merkle_hash *merkle_nodes_root(const struct merkle_nodes *nodes);
/* Fills PATH with the hashes beside the way from leaf INDEX to the root, as merkle_proof has them.
 * Returns how many. */
size_t merkle_nodes_path(const struct merkle_nodes *nodes, uint64_t index,
			 struct merkle_hash path[MERKLE_HEIGHT_MAX]);

#endif
