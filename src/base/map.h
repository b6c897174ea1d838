#ifndef WRIT_BASE_MAP_H
#define WRIT_BASE_MAP_H

/*
 * A hash map from bytes to a pointer, for paths, names and ids. Keys are borrowed: they must live
 * as long as the map. Its order is never shown: whoever prints sorts. The hash has no seed unless
 * one is set: who chooses colliding keys only spends the deadline of their own push.
 */

#include <stdint.h>

#include "base/bytes.h"

struct map_slot {
	struct bytes key; /* data is NULL in a free slot */
	uint64_t hash;
	void *value;
};

struct map {
	struct map_slot *slots;
	size_t len, room; /* room is 0 or a power of two */
	/* Set before anything is put. A digest of what holds all the keys keeps whoever wrote them
	 * from choosing ones that collide. */
	uint64_t seed;
};

#define MAP_INIT                                                                                   \
	{                                                                                          \
		NULL, 0, 0, 0                                                                      \
	}

void map_release(struct map *map);
/* The place of KEY's value, NULL when absent; valid until the next put. */
void **map_find(const struct map *map, struct bytes key);
/* The value of KEY, NULL when absent. */
void *map_get(const struct map *map, struct bytes key);
/* The place of KEY's value, made (NULL) when absent; valid until the next put. */
void **map_put(struct map *map, struct bytes key);

uint64_t bytes_hash(struct bytes b);

#endif
