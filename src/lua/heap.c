#include "config.h"

#include "lua/heap.h"

#include <stdalign.h>
#include <stdlib.h>

#include "base/memory.h"

/* In front of each block. LINK is the pointer that points here. */
struct heap_block {
	alignas(max_align_t) struct heap_block *next;
	struct heap_block **link;
};

/* What malloc adds, roughly: counted, so that a flood of small blocks is bounded by its budget. */
enum { BLOCK_COST = sizeof(struct heap_block) + 16 };

static void
block_link(struct heap *heap, struct heap_block *block)
{
	block->next = heap->blocks;
	block->link = &heap->blocks;
	if (block->next)
		block->next->link = &block->next;
	heap->blocks = block;
}

static struct heap_block *
block_resize(struct heap_block *block, size_t size)
{
	block = memory_realloc(block, 1, sizeof(*block) + size);
	*block->link = block;
	if (block->next)
		block->next->link = &block->next;
	return block;
}

void *
heap_resize(struct heap *heap, void *old, size_t old_size, size_t size)
{
	struct heap_block *block;

	if (old) {
		block = block_resize((struct heap_block *)old - 1, size);
		heap->live -= old_size;
	} else {
		block = memory_realloc(NULL, 1, sizeof(*block) + size);
		block_link(heap, block);
		heap->live += BLOCK_COST;
	}
	heap->live += size;
	if (heap->live > heap->peak)
		heap->peak = heap->live;
	return block + 1;
}

void
heap_free(struct heap *heap, void *data, size_t size)
{
	struct heap_block *block = (struct heap_block *)data - 1;

	*block->link = block->next;
	if (block->next)
		block->next->link = block->link;
	heap->live -= size + BLOCK_COST;
	free(block);
}

void
heap_release(struct heap *heap)
{
	struct heap_block *block = heap->blocks;

	while (block) {
		struct heap_block *next = block->next;

		free(block);
		block = next;
	}
	heap->blocks = NULL;
	heap->live = 0;
}
