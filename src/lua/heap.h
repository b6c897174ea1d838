#ifndef WRIT_LUA_HEAP_H
#define WRIT_LUA_HEAP_H

/*
 * The memory of one Lua state. Small blocks are cut from slabs and go back to a list of their size;
 * large ones hang in one list. So a state that was left in the middle of an operation is dropped as
 * a whole, without asking it, and a state that is dropped costs no walk over its blocks.
 */

#include <stddef.h>

enum { HEAP_SMALL_MAX = 512, HEAP_GRAIN = 16 };

struct heap_block;
struct heap_slab;
struct heap_free;

struct heap {
	struct heap_block *blocks; /* larger than HEAP_SMALL_MAX */
	struct heap_slab *slabs;   /* the newest first */
	size_t slab_left;          /* bytes at the end of the newest that were never given out */
	size_t slab_bytes;         /* of all slabs */
	struct heap_free *free[HEAP_SMALL_MAX / HEAP_GRAIN]; /* by size, in grains */
	size_t live, peak; /* bytes, with what a block costs beside its content */
};

/* Resizes OLD (NULL: a new block) from OLD_SIZE to SIZE bytes; neither is 0. Never NULL. */
void *heap_resize(struct heap *heap, void *old, size_t old_size, size_t size);
void heap_free(struct heap *heap, void *block, size_t size);
/* Frees every block. */
void heap_release(struct heap *heap);

#endif
