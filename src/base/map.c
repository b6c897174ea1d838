#include "config.h"

#include "base/map.h"

#include <stdlib.h>

#include "base/memory.h"

/* wyhash-like mixing of eight bytes at a time: fast for ids, fair for paths. The factors stay in
 * the result, or a factor of 0 would make all that is before it the same. */
static uint64_t
mix(uint64_t a, uint64_t b)
{
	unsigned __int128 product;

	a ^= 0x9e3779b97f4a7c15u;
	b ^= 0xd1b54a32d192ed03u;
	product = (unsigned __int128)a * b;
	return (a ^ (uint64_t)product) ^ (b ^ (uint64_t)(product >> 64));
}

static uint64_t
hash_from(uint64_t seed, struct bytes b)
{
	uint64_t hash = seed ^ b.len;
	uint64_t word;
	size_t at = 0;

	for (; at + sizeof(word) <= b.len; at += sizeof(word)) {
		memcpy(&word, b.data + at, sizeof(word));
		hash = mix(hash, word);
	}
	word = 0;
	if (at < b.len)
		memcpy(&word, b.data + at, b.len - at);
	return mix(hash, word);
}

uint64_t
bytes_hash(struct bytes b)
{
	return hash_from(0, b);
}

void
map_release(struct map *map)
{
	free(map->slots);
	*map = (struct map)MAP_INIT;
}

static struct map_slot *
slot_find(const struct map *map, struct bytes key, uint64_t hash)
{
	size_t at = hash & (map->room - 1);

	while (map->slots[at].key.data) {
		if (map->slots[at].hash == hash && bytes_equal(map->slots[at].key, key))
			break;
		at = (at + 1) & (map->room - 1);
	}
	return &map->slots[at];
}

void **
map_find(const struct map *map, struct bytes key)
{
	struct map_slot *slot;

	if (map->len == 0)
		return NULL;
	slot = slot_find(map, key, hash_from(map->seed, key));
	return slot->key.data ? &slot->value : NULL;
}

void *
map_get(const struct map *map, struct bytes key)
{
	void **value = map_find(map, key);

	return value ? *value : NULL;
}

static void
map_grow(struct map *map)
{
	struct map grown = { NULL, map->len, map->room ? map->room * 2 : 64, map->seed };

	grown.slots = memory_calloc(grown.room, sizeof(*grown.slots));
	for (size_t i = 0; i < map->room; i++) {
		struct map_slot *slot = &map->slots[i];

		if (slot->key.data)
			*slot_find(&grown, slot->key, slot->hash) = *slot;
	}
	free(map->slots);
	*map = grown;
}

void **
map_put(struct map *map, struct bytes key)
{
	uint64_t hash = hash_from(map->seed, key);
	struct map_slot *slot;

	if (map->len * 2 >= map->room)
		map_grow(map);
	slot = slot_find(map, key, hash);
	if (!slot->key.data) {
		slot->key = key.data ? key : BYTES("");
		slot->hash = hash;
		map->len++;
	}
	return &slot->value;
}
