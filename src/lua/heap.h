#ifndef WRIT_LUA_HEAP_H
#define WRIT_LUA_HEAP_H

/*
 * The memory of one Lua state. Every block hangs in one list, so that a state that was left in the
 * middle of an operation is dropped as a whole, without asking it.
 */

#include <stddef.h>

struct heap_block;

struct heap {
	struct heap_block *blocks;
	size_t live, peak; /* bytes, with what a block costs beside its content */
};

/* Resizes OLD (NULL: a new block) to SIZE bytes; SIZE is not 0. Never NULL. */
void *heap_resize(struct heap *heap, void *old, size_t old_size, size_t size);
void heap_free(struct heap *heap, void *block, size_t size);
/* Frees every block. */
void heap_release(struct heap *heap);

#endif
