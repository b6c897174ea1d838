#ifndef WRIT_BASE_ARENA_H
#define WRIT_BASE_ARENA_H

/*
 * Memory that lives and dies together: what belongs to one push, one bundle, one file. Nothing in
 * an arena is freed alone. A shared arena keeps its memory in one mapping that a process and the
 * children that it forks later see at the same address, so what one child builds another reads in
 * place.
 *
 * Out of memory ends the process, which in a hook is a rejection.
 */

#include <stddef.h>

#include "base/bytes.h"
#include "base/error.h"

struct arena_chunk;

struct arena {
	struct arena_chunk *chunks; /* newest first; NULL in a shared arena */
	char *shared;               /* the mapping of a shared arena, else NULL */
	size_t *shared_used;        /* its fill level, inside the mapping */
	size_t shared_bytes;        /* its size */
};

/* An empty arena that grows from the heap. */
void arena_init(struct arena *arena);
/* An arena in a shared mapping of at most BYTES (address space; pages count when used).
 * ERROR_SYSTEM when it cannot be mapped. */
int arena_init_shared(struct arena *arena, size_t bytes, struct error *err) MUST_CHECK;
/* Frees all of it; the arena may be used again after arena_init. */
void arena_release(struct arena *arena);
/* Frees the chunks of a heap arena but one of the usual size, for the next round of the same work.
 */
void arena_reset(struct arena *arena);

/* Makes a shared arena read-only for this process. ERROR_SYSTEM. */
int arena_freeze(const struct arena *arena, struct error *err) MUST_CHECK;

/* SIZE bytes, zeroed, aligned for any type; never NULL. */
void *arena_alloc(struct arena *arena, size_t size);
/* COUNT * SIZE bytes, zeroed; the product is checked. */
void *arena_alloc_array(struct arena *arena, size_t count, size_t size);
/* A copy of B, with a NUL behind it that is not counted. */
struct bytes arena_copy(struct arena *arena, struct bytes b);
/* printf into the arena. */
struct bytes arena_printf(struct arena *arena, const char *format, ...) PRINTF(2, 3);

#define arena_new(arena, type) ((type *)arena_alloc((arena), sizeof(type)))
#define arena_new_array(arena, type, count)                                                        \
	((type *)arena_alloc_array((arena), (count), sizeof(type)))

#endif
