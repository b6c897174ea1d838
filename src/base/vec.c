#include "config.h"

#include "base/vec.h"

void
vec_grow(void **items, size_t *room, size_t size)
{
	size_t more = *room ? *room * 2 : 8;

	*items = memory_realloc(*items, more, size);
	*room = more;
}
