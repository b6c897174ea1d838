#include "config.h"

#include "ledger/merkle.h"

static struct bytes
hash_bytes(const struct merkle_hash *hash)
{
	return (struct bytes){ (const char *)hash->bytes, sizeof(hash->bytes) };
}

void
merkle_leaf(struct bytes line, struct merkle_hash *leaf)
{
	struct sha256 *sha256 = sha256_new();

	sha256_add(sha256, BYTES("\0"));
	sha256_add(sha256, line);
	sha256_finish_raw(sha256, leaf->bytes);
}

void
merkle_node(const struct merkle_hash *left, const struct merkle_hash *right,
	    struct merkle_hash *node)
{
	struct sha256 *sha256 = sha256_new();

	sha256_add(sha256, BYTES("\1"));
	sha256_add(sha256, hash_bytes(left));
	sha256_add(sha256, hash_bytes(right));
	sha256_finish_raw(sha256, node->bytes);
}

void
merkle_init(struct merkle_tree *tree)
{
	tree->size = 0;
}

static bool
has_peak(const struct merkle_tree *tree, size_t height)
{
	return tree->size >> height & 1;
}

/* As one is added to a number: what is carried joins two trees of one height. */
void
merkle_add(struct merkle_tree *tree, const struct merkle_hash *leaf)
{
	struct merkle_hash carried = *leaf;
	size_t height = 0;

	for (; has_peak(tree, height); height++)
		merkle_node(&tree->peaks[height], &carried, &carried);
	tree->peaks[height] = carried;
	tree->size++;
}

void
merkle_root(const struct merkle_tree *tree, struct merkle_hash *root)
{
	size_t height = 0;

	if (tree->size == 0) {
		sha256_finish_raw(sha256_new(), root->bytes);
		return;
	}
	while (!has_peak(tree, height))
		height++;
	*root = tree->peaks[height];
	for (height++; height < MERKLE_HEIGHT_MAX; height++) {
		if (has_peak(tree, height))
			merkle_node(&tree->peaks[height], root, root);
	}
}

/* The largest power of two that is less than SIZE, which is 2 at least. */
static uint64_t
left_size(uint64_t size)
{
	uint64_t left = 1;

	while (left < size - left)
		left *= 2;
	return left;
}

/* From the root down, turned around in the end. */
void
merkle_proof_init(struct merkle_proof *proof, uint64_t index, uint64_t size)
{
	struct merkle_span here = { 0, size };

	*proof = (struct merkle_proof){ .index = index, .size = size };
	while (here.to - here.from > 1) {
		uint64_t middle = here.from + left_size(here.to - here.from);
		bool goes_left = index < middle;

		proof->spans[proof->len++] = goes_left ? (struct merkle_span){ middle, here.to }
						       : (struct merkle_span){ here.from, middle };
		if (goes_left)
			here.to = middle;
		else
			here.from = middle;
	}
	for (size_t i = 0; i < proof->len / 2; i++) {
		struct merkle_span other = proof->spans[i];

		proof->spans[i] = proof->spans[proof->len - 1 - i];
		proof->spans[proof->len - 1 - i] = other;
	}
}

void
merkle_proof_add(struct merkle_proof *proof, const struct merkle_hash *leaf)
{
	uint64_t at = proof->added++;

	for (size_t i = 0; i < proof->len; i++) {
		const struct merkle_span *span = &proof->spans[i];

		if (at < span->from || at >= span->to)
			continue;
		if (at == span->from)
			merkle_init(&proof->part);
		merkle_add(&proof->part, leaf);
		if (at + 1 == span->to)
			merkle_root(&proof->part, &proof->path[i]);
	}
}

void
merkle_proof_root(const struct merkle_proof *proof, const struct merkle_hash *leaf,
		  struct merkle_hash *root)
{
	*root = *leaf;
	for (size_t i = 0; i < proof->len; i++) {
		if (proof->spans[i].from > proof->index)
			merkle_node(root, &proof->path[i], root);
		else
			merkle_node(&proof->path[i], root, root);
	}
}
