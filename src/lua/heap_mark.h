#ifndef WRIT_LUA_HEAP_MARK_H
#define WRIT_LUA_HEAP_MARK_H

/*
 * Tells AddressSanitizer which bytes of a slab are a block, since it cannot see that by itself;
 * nothing in other builds.
 */

#include <stddef.h>

#include <sanitizer/asan_interface.h>

#include "base/macros.h"

static inline void
heap_mark_used(UNUSED const void *data, UNUSED size_t size)
{
	ASAN_UNPOISON_MEMORY_REGION(data, size);
}

static inline void
heap_mark_free(UNUSED const void *data, UNUSED size_t size)
{
	ASAN_POISON_MEMORY_REGION(data, size);
}

#endif
