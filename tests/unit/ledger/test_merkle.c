#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include <cmocka.h>

#include "base/escape.h"
#include "ledger/checkpoint.h"
#include "ledger/merkle_nodes.h"

enum { SIZE_MAX_TRIED = 64 };

static struct merkle_hash leaves[SIZE_MAX_TRIED];

static int
leaves_make(void **state)
{
	char line[32];

	(void)state;
	for (int i = 0; i < SIZE_MAX_TRIED; i++) {
		snprintf(line, sizeof(line), "line %d", i);
		merkle_leaf(bytes_of(line), &leaves[i]);
	}
	return 0;
}

static size_t
split(size_t n)
{
	size_t k = 1;

	while (k * 2 < n)
		k *= 2;
	return k;
}

static void
hash_two(const struct merkle_hash *left, const struct merkle_hash *right, struct merkle_hash *out)
{
	struct sha256 *sha256 = sha256_new();

	sha256_add(sha256, BYTES("\1"));
	sha256_add(sha256, (struct bytes){ (const char *)left->bytes, SHA256_BYTES });
	sha256_add(sha256, (struct bytes){ (const char *)right->bytes, SHA256_BYTES });
	sha256_finish_raw(sha256, out->bytes);
}

/* MTH of RFC 6962, section 2.1, as it is defined. */
static struct merkle_hash
tree_hash(const struct merkle_hash *first, size_t n)
{
	struct merkle_hash left, right, root;

	if (n == 0) {
		sha256_finish_raw(sha256_new(), root.bytes);
		return root;
	}
	if (n == 1)
		return *first;
	left = tree_hash(first, split(n));
	right = tree_hash(first + split(n), n - split(n));
	hash_two(&left, &right, &root);
	return root;
}

/* PATH of section 2.1.1, as it is defined. */
static size_t
path_make(size_t m, const struct merkle_hash *first, size_t n, struct merkle_hash *path)
{
	size_t k, len;

	if (n <= 1)
		return 0;
	k = split(n);
	len = m < k ? path_make(m, first, k, path) : path_make(m - k, first + k, n - k, path);
	path[len] = m < k ? tree_hash(first + k, n - k) : tree_hash(first, k);
	return len + 1;
}

static void
assert_same(const struct merkle_hash *a, const struct merkle_hash *b)
{
	assert_memory_equal(a->bytes, b->bytes, sizeof(a->bytes));
}

static void
root_is_that_of_the_standard(void **state)
{
	struct merkle_hash root, wanted;
	struct merkle_tree tree;

	(void)state;
	merkle_init(&tree);
	for (size_t n = 0; n <= SIZE_MAX_TRIED; n++) {
		wanted = tree_hash(leaves, n);
		merkle_root(&tree, &root);
		assert_int_equal(tree.size, n);
		assert_same(&root, &wanted);
		if (n < SIZE_MAX_TRIED)
			merkle_add(&tree, &leaves[n]);
	}
}

static void
leaf_is_told_from_a_node_and_from_the_plain_hash(void **state)
{
	/* printf '\0' | sha256sum, printf '\0hello' | sha256sum */
	static const char *const cases[][2] = {
		{ "", "bjQLnP+zepicpUTmu3gKLHiQHT+zNzh2hRGjBhevoB0=" },
		{ "hello", "iipcm3aIJ95alVLDigRMZpWcaPbS8htSYK9U0vh9uCc=" },
	};
	struct merkle_hash leaf;

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(cases); i++) {
		struct checkpoint checkpoint = { .root = bytes_of(cases[i][1]) };

		merkle_leaf(bytes_of(cases[i][0]), &leaf);
		assert_true(checkpoint_has_root(&checkpoint, &leaf));
	}
}

/* All nodes at once say the same. */
static void
nodes_prove(size_t index, size_t size, const struct merkle_proof *proof,
	    const struct merkle_hash *root)
{
	struct merkle_hash path[MERKLE_HEIGHT_MAX];
	struct merkle_nodes nodes;

	merkle_nodes_make(&nodes, leaves, size);
	assert_same(merkle_nodes_root(&nodes), root);
	assert_int_equal(merkle_nodes_path(&nodes, index, path), proof->len);
	for (size_t i = 0; i < proof->len; i++)
		assert_same(&path[i], &proof->path[i]);
	merkle_nodes_release(&nodes);
}

static void
proof_is_right(size_t index, size_t size)
{
	struct merkle_hash path[MERKLE_HEIGHT_MAX], root, wanted = tree_hash(leaves, size), changed;
	struct merkle_proof proof;

	merkle_proof_init(&proof, index, size);
	for (size_t i = 0; i < size; i++)
		merkle_proof_add(&proof, &leaves[i]);
	assert_int_equal(proof.len, path_make(index, leaves, size, path));
	for (size_t i = 0; i < proof.len; i++)
		assert_same(&proof.path[i], &path[i]);
	nodes_prove(index, size, &proof, &wanted);
	merkle_proof_root(&proof, &leaves[index], &root);
	assert_same(&root, &wanted);
	changed = leaves[index];
	changed.bytes[index % SHA256_BYTES] ^= 1;
	merkle_proof_root(&proof, &changed, &root);
	assert_memory_not_equal(root.bytes, wanted.bytes, sizeof(root.bytes));
	for (size_t i = 0; i < proof.len; i++) {
		proof.path[i].bytes[0] ^= 1;
		merkle_proof_root(&proof, &leaves[index], &root);
		assert_memory_not_equal(root.bytes, wanted.bytes, sizeof(root.bytes));
		proof.path[i].bytes[0] ^= 1;
	}
}

static void
each_leaf_of_each_size_is_proved(void **state)
{
	(void)state;
	for (size_t size = 0; size <= SIZE_MAX_TRIED; size++) {
		for (size_t index = 0; index < size; index++)
			proof_is_right(index, size);
	}
}

static void
checkpoint_has_three_lines(void **state)
{
	static const struct {
		const char *note;
		bool good;
	} cases[] = {
		{ "a\n7\nbjQLnP+zepicpUTmu3gKLHiQHT+zNzh2hRGjBhevoB0=\n\n", true },
		{ "a\n0\nbjQLnP+zepicpUTmu3gKLHiQHT+zNzh2hRGjBhevoB0=\nmore\n\n", true },
		{ "", false },
		{ "a\n", false },
		{ "a\n7\n", false },
		{ "\n7\nbjQLnP+zepicpUTmu3gKLHiQHT+zNzh2hRGjBhevoB0=\n\n", false },
		{ "a\n07\nbjQLnP+zepicpUTmu3gKLHiQHT+zNzh2hRGjBhevoB0=\n\n", false },
		{ "a\n-7\nbjQLnP+zepicpUTmu3gKLHiQHT+zNzh2hRGjBhevoB0=\n\n", false },
		{ "a\n\nbjQLnP+zepicpUTmu3gKLHiQHT+zNzh2hRGjBhevoB0=\n\n", false },
		{ "a\n99999999999999999999\nbjQLnP+zepicpUTmu3gKLHiQHT+zNzh2hRGjBhevoB0=\n\n",
		  false },
		{ "a\n7\nbjQLnP\n\n", false },
		{ "a\n7\nbjQLnP+zepicpUTmu3gKLHiQHT+zNzh2hRGjBhevoB0=", false },
	};
	struct checkpoint checkpoint;
	struct error err;

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(cases); i++) {
		if ((checkpoint_parse(&checkpoint, bytes_of(cases[i].note), &err) == 0) !=
		    cases[i].good)
			fail_msg("%s", cases[i].note);
	}
	assert_int_equal(checkpoint_parse(&checkpoint, bytes_of(cases[0].note), &err), 0);
	assert_int_equal(checkpoint.size, 7);
	assert_true(bytes_equal_string(checkpoint.origin, "a"));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(root_is_that_of_the_standard),
		cmocka_unit_test(leaf_is_told_from_a_node_and_from_the_plain_hash),
		cmocka_unit_test(each_leaf_of_each_size_is_proved),
		cmocka_unit_test(checkpoint_has_three_lines),
	};

	return cmocka_run_group_tests(tests, leaves_make, NULL);
}
