#include "config.h"

#include "ledger/effects.h"

void
effects_init(struct effects *effects)
{
	*effects = (struct effects){ .times = MAP_INIT };
	arena_init(&effects->arena);
}

void
effects_release(struct effects *effects)
{
	map_release(&effects->times);
	buf_release(&effects->scratch);
	arena_release(&effects->arena);
}

static void
time_keep(struct effects *effects, struct bytes key, struct bytes time)
{
	char *kept = arena_alloc(&effects->arena, RECORD_TIME_CHARS + 1);

	memcpy(kept, time.data, RECORD_TIME_CHARS);
	*map_put(&effects->times, arena_copy(&effects->arena, key)) = kept;
}

void
effects_add(struct effects *effects, const struct record *record)
{
	struct json_items items;
	struct record_move move;
	struct bytes key;

	if (record->kind != RECORD_EFFECT)
		return;
	json_items_init(&items, record->refs);
	while (record_move_next(&items, &move)) {
		if (!move.verdict.data)
			continue;
		key = record_move_key(&effects->scratch, move.verdict, &move);
		if (!map_find(&effects->times, key))
			time_keep(effects, key, record->time);
	}
}

struct bytes
effects_time(struct effects *effects, struct bytes id, const struct record_move *move)
{
	return bytes_of(map_get(&effects->times, record_move_key(&effects->scratch, id, move)));
}
