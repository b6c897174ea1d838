#ifndef WRIT_LEDGER_MERKLE_H
#define WRIT_LEDGER_MERKLE_H

/*
 * The Merkle tree of RFC 6962, section 2.1, over the lines of a ledger: its root for any number of
 * lines, and proofs that a line is in it. Leaves are added one by one; what is kept of them is a
 * hash for each power of two in their number.
 */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/sha256.h"

enum { MERKLE_HEIGHT_MAX = 64 };

struct merkle_hash {
	unsigned char bytes[SHA256_BYTES];
};

struct merkle_tree {
	uint64_t size; /* leaves */
	/* The root of 2^i leaves where bit i of SIZE is set; the higher ones stand further left. */
	struct merkle_hash peaks[MERKLE_HEIGHT_MAX];
};

/* The hash of a leaf: of LINE without its line feed. */
void merkle_leaf(struct bytes line, struct merkle_hash *leaf);
/* The hash of a node, of the two below it. NODE may be one of them. */
void merkle_node(const struct merkle_hash *left, const struct merkle_hash *right,
		 struct merkle_hash *node);
void merkle_init(struct merkle_tree *tree);
void merkle_add(struct merkle_tree *tree, const struct merkle_hash *leaf);
/* Of an empty tree: the hash of nothing. */
void merkle_root(const struct merkle_tree *tree, struct merkle_hash *root);

/* The leaves FROM..TO are below one node. */
struct merkle_span {
	uint64_t from, to;
};

/* A proof that a leaf is in a tree: the hashes beside its way to the root, from the leaf on (RFC
 * 6962, section 2.1.1). */
struct merkle_proof {
	uint64_t index, size; /* of the leaf, from 0; of the tree */
	size_t len;
	struct merkle_hash path[MERKLE_HEIGHT_MAX];
	/* While it is made. */
	struct merkle_span spans[MERKLE_HEIGHT_MAX]; /* what each hash of PATH is over */
	struct merkle_tree part;                     /* of the span that is being filled */
	uint64_t added;
};

/* INDEX is less than SIZE. */
void merkle_proof_init(struct merkle_proof *proof, uint64_t index, uint64_t size);
/* Takes the next leaf; all of SIZE, from the first on. */
void merkle_proof_add(struct merkle_proof *proof, const struct merkle_hash *leaf);
/* The root that LEAF and the hashes of PROOF lead to. */
void merkle_proof_root(const struct merkle_proof *proof, const struct merkle_hash *leaf,
		       struct merkle_hash *root);

#endif
