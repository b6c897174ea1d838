#include "config.h"

#include "ledger/merkle_nodes.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"

/* A node without a sibling is one of the next level as it is. */
static void
level_add(struct merkle_nodes *nodes)
{
	const struct merkle_hash *below = nodes->levels[nodes->n - 1];
	uint64_t size = nodes->sizes[nodes->n - 1];
	struct merkle_hash *level = memory_calloc((size_t)(size + 1) / 2, sizeof(*level));

	for (uint64_t i = 0; i < size / 2; i++)
		merkle_node(&below[2 * i], &below[2 * i + 1], &level[i]);
	if (size % 2)
		level[size / 2] = below[size - 1];
	nodes->levels[nodes->n] = level;
	nodes->sizes[nodes->n++] = (size + 1) / 2;
}

void
merkle_nodes_make(struct merkle_nodes *nodes, const struct merkle_hash *leaves, uint64_t size)
{
	*nodes = (struct merkle_nodes){ .n = 0 };
	if (size == 0)
		return;
	nodes->levels[0] = memory_calloc((size_t)size, sizeof(*leaves));
	memcpy(nodes->levels[0], leaves, (size_t)size * sizeof(*leaves));
	nodes->sizes[nodes->n++] = size;
	while (nodes->sizes[nodes->n - 1] > 1)
		level_add(nodes);
}

void
merkle_nodes_release(struct merkle_nodes *nodes)
{
	for (size_t i = 0; i < nodes->n; i++)
		free(nodes->levels[i]);
	nodes->n = 0;
}

const struct merkle_hash *
merkle_nodes_root(const struct merkle_nodes *nodes)
{
	return nodes->n ? nodes->levels[nodes->n - 1] : NULL;
}

size_t
merkle_nodes_path(const struct merkle_nodes *nodes, uint64_t index,
		  struct merkle_hash path[MERKLE_HEIGHT_MAX])
{
	size_t len = 0;

	for (size_t i = 0; i + 1 < nodes->n; i++, index /= 2) {
		if ((index ^ 1) < nodes->sizes[i])
			path[len++] = nodes->levels[i][index ^ 1];
	}
	return len;
}
