#include "config.h"

#include "lua/heap.h"

#include <stdalign.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "lua/heap_mark.h"

/* In front of each large block. LINK is the pointer that points here. */
struct heap_block {
	alignas(max_align_t) struct heap_block *next;
	struct heap_block **link;
};

struct heap_slab {
	alignas(max_align_t) struct heap_slab *next;
	size_t size; /* of DATA */
	alignas(max_align_t) unsigned char data[];
};

struct heap_free {
	struct heap_free *next;
};

/* What malloc would add, roughly: counted, so that a flood of small blocks is bounded by its
 * budget. */
enum { BLOCK_COST = sizeof(struct heap_block) + 16 };
/* A slab is twice the one before, between these. */
enum { SLAB_MIN_BYTES = 8 * 1024, SLAB_MAX_BYTES = 64 * 1024 };

static bool
is_small(size_t size)
{
	return size <= HEAP_SMALL_MAX;
}

/* Which list SIZE belongs to. */
static size_t
class_of(size_t size)
{
	return (size - 1) / HEAP_GRAIN;
}

static size_t
room_of(size_t size)
{
	return (class_of(size) + 1) * HEAP_GRAIN;
}

/* What is left of the slab before is lost: less than HEAP_SMALL_MAX. */
static void
slab_add(struct heap *heap)
{
	size_t size = heap->slabs ? 2 * heap->slabs->size : SLAB_MIN_BYTES;
	struct heap_slab *slab;

	if (size > SLAB_MAX_BYTES)
		size = SLAB_MAX_BYTES;
	slab = memory_realloc(NULL, 1, sizeof(*slab) + size);
	*slab = (struct heap_slab){ .next = heap->slabs, .size = size };
	heap->slabs = slab;
	heap->slab_left = size;
	heap->slab_bytes += size;
	heap_mark_free(slab->data, size);
}

static void *
small_new(struct heap *heap, size_t size)
{
	struct heap_free **list = &heap->free[class_of(size)];
	void *block = *list;

	if (block) {
		heap_mark_used(block, sizeof(struct heap_free));
		*list = (*list)->next;
	} else {
		if (heap->slab_left < room_of(size))
			slab_add(heap);
		block = heap->slabs->data + heap->slabs->size - heap->slab_left;
		heap->slab_left -= room_of(size);
	}
	heap_mark_free(block, room_of(size));
	heap_mark_used(block, size);
	return block;
}

static void
small_free(struct heap *heap, void *data, size_t size)
{
	struct heap_free *block = data;

	heap_mark_used(block, sizeof(*block));
	block->next = heap->free[class_of(size)];
	heap->free[class_of(size)] = block;
	heap_mark_free(block, room_of(size));
}

static void *
large_new(struct heap *heap, size_t size)
{
	struct heap_block *block = memory_realloc(NULL, 1, sizeof(*block) + size);

	block->next = heap->blocks;
	block->link = &heap->blocks;
	if (block->next)
		block->next->link = &block->next;
	heap->blocks = block;
	return block + 1;
}

static void
large_free(void *data)
{
	struct heap_block *block = (struct heap_block *)data - 1;

	*block->link = block->next;
	if (block->next)
		block->next->link = block->link;
	free(block);
}

static void *
large_resize(void *data, size_t size)
{
	struct heap_block *block = (struct heap_block *)data - 1;

	block = memory_realloc(block, 1, sizeof(*block) + size);
	*block->link = block;
	if (block->next)
		block->next->link = &block->next;
	return block + 1;
}

static void *
block_new(struct heap *heap, size_t size)
{
	return is_small(size) ? small_new(heap, size) : large_new(heap, size);
}

static void
block_free(struct heap *heap, void *data, size_t size)
{
	if (is_small(size))
		small_free(heap, data, size);
	else
		large_free(data);
}

static void *
block_resize(struct heap *heap, void *old, size_t old_size, size_t size)
{
	void *block;

	if (!is_small(old_size) && !is_small(size))
		return large_resize(old, size);
	if (is_small(old_size) && is_small(size) && class_of(old_size) == class_of(size)) {
		heap_mark_free(old, room_of(size));
		heap_mark_used(old, size);
		return old;
	}
	block = block_new(heap, size);
	memcpy(block, old, old_size < size ? old_size : size);
	block_free(heap, old, old_size);
	return block;
}

void *
heap_resize(struct heap *heap, void *old, size_t old_size, size_t size)
{
	void *block = old ? block_resize(heap, old, old_size, size) : block_new(heap, size);

	heap->live += old ? 0 : BLOCK_COST;
	heap->live += size - old_size;
	if (heap->live > heap->peak)
		heap->peak = heap->live;
	return block;
}

void
heap_free(struct heap *heap, void *data, size_t size)
{
	block_free(heap, data, size);
	heap->live -= size + BLOCK_COST;
}

void
heap_release(struct heap *heap)
{
	size_t peak = heap->peak;

	while (heap->blocks)
		large_free(heap->blocks + 1);
	while (heap->slabs) {
		struct heap_slab *next = heap->slabs->next;

		heap_mark_used(heap->slabs->data, heap->slabs->size);
		free(heap->slabs);
		heap->slabs = next;
	}
	*heap = (struct heap){ .peak = peak };
}
