#ifndef WRIT_BASE_VEC_H
#define WRIT_BASE_VEC_H

/*
 * A growing array of any type: `VEC(struct change) changes = VEC_INIT;`. The elements are heap
 * memory and move when it grows.
 */

#include <stdlib.h>

#include "base/memory.h"

#define VEC(type)                                                                                  \
	struct {                                                                                   \
		type *items;                                                                       \
		size_t len, room;                                                                  \
	}
#define VEC_INIT                                                                                   \
	{                                                                                          \
		NULL, 0, 0                                                                         \
	}

/* A pointer to a new, uninitialised last element. */
#define vec_add(v)                                                                                 \
	((v)->len == (v)->room                                                                     \
		 ? (void)vec_grow((void **)&(v)->items, &(v)->room, sizeof(*(v)->items))           \
		 : (void)0,                                                                        \
	 &(v)->items[(v)->len++])
#define vec_push(v, item) (*vec_add(v) = (item))
#define vec_release(v)                                                                             \
	do {                                                                                       \
		free((v)->items);                                                                  \
		(v)->items = NULL;                                                                 \
		(v)->len = (v)->room = 0;                                                          \
	} while (0)

void vec_grow(void **items, size_t *room, size_t size);

#endif
