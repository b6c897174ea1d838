#include "config.h"

#include "ledger/pairing.h"

static char is_open, is_closed;

void
pairing_init(struct pairing *pairing)
{
	*pairing = (struct pairing){ .ids = MAP_INIT, .moves = MAP_INIT };
	arena_init(&pairing->arena);
}

void
pairing_release(struct pairing *pairing)
{
	map_release(&pairing->ids);
	map_release(&pairing->moves);
	buf_release(&pairing->scratch);
	arena_release(&pairing->arena);
}

/* Looks once: a map of a million keys is not in the cache. */
static bool
put_new(struct pairing *pairing, struct map *map, struct bytes key)
{
	void **place = map_put(map, arena_copy(&pairing->arena, key));

	if (*place)
		return false;
	*place = &is_open;
	return true;
}

static int
verdict_add(struct pairing *pairing, const struct record *record, struct error *err)
{
	struct json_items items;
	struct record_move move;

	json_items_init(&items, record->refs);
	while (record->admitted && record_move_next(&items, &move)) {
		struct bytes key = record_move_key(&pairing->scratch, record->id, &move);

		if (!put_new(pairing, &pairing->moves, key))
			return error_set(err, ERROR_MALFORMED, "it lets one ref move twice");
		pairing->let_in++;
	}
	return 0;
}

static int
effect_add(struct pairing *pairing, const struct record *record, struct error *err)
{
	struct json_items items;
	struct record_move move;
	void **state;

	json_items_init(&items, record->refs);
	while (record_move_next(&items, &move)) {
		if (!move.verdict.data) {
			pairing->unexplained++;
			continue;
		}
		state = map_find(&pairing->moves,
				 record_move_key(&pairing->scratch, move.verdict, &move));
		if (!state)
			return error_set(err, ERROR_MALFORMED,
					 "no verdict %.*s in front of it lets %.*s move so",
					 SHOWN(move.verdict), SHOWN(record_member_text(move.ref)));
		if (*state == &is_closed)
			return error_set(err, ERROR_MALFORMED,
					 "it is the second effect of verdict %.*s on %.*s",
					 SHOWN(move.verdict), SHOWN(record_member_text(move.ref)));
		*state = &is_closed;
		pairing->closed++;
	}
	return 0;
}

int
pairing_add(struct pairing *pairing, const struct record *record, struct error *err)
{
	if (!put_new(pairing, &pairing->ids, record->id))
		return error_set(err, ERROR_MALFORMED, "its id is that of a record before it");
	if (record->kind == RECORD_VERDICT)
		return verdict_add(pairing, record, err);
	if (record->kind == RECORD_EFFECT)
		return effect_add(pairing, record, err);
	return 0;
}
