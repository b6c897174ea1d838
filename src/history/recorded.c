#include "config.h"

#include "history/recorded.h"

#include "ledger/json_text.h"
#include "ledger/people.h"
#include "signature/public_key.h"

/* TEXT is a string of a record, without its quotes. */
static struct bytes
text_take(struct bytes text, struct arena *arena)
{
	CLEANUP(buf_release) struct buf plain = BUF_INIT;

	if (!text.data)
		return BYTES_NONE;
	json_text_add(&plain, text);
	return arena_copy(arena, buf_bytes(&plain));
}

struct bytes
recorded_ref(const struct record_move *move, struct bytes namespace, struct arena *arena)
{
	struct bytes text = record_member_text(move->ref);
	struct bytes name = bytes_starts_with(move->ref, BYTES("\"ref_base64\""))
				    ? base64_decode(text, arena)
				    : text_take(text, arena);

	if (!name.data || !bytes_starts_with(name, namespace))
		return BYTES_NONE;
	return arena_copy(arena, bytes_slice(name, namespace.len, name.len));
}

static enum update_kind
kind_of(const struct ref_update *update)
{
	if (oid_is_zero(&update->old_id))
		return UPDATE_CREATE;
	return oid_is_zero(&update->new_id) ? UPDATE_DELETE : UPDATE_UPDATE;
}

static int
update_make(struct ref_update *update, const struct record_move *move, struct error *err)
{
	if (!oid_parse(move->old_id, &update->old_id) || !oid_parse(move->new_id, &update->new_id))
		return error_set(err, ERROR_MALFORMED, "%.*s has no values",
				 BYTES_ARG(update->ref));
	update->kind = kind_of(update);
	return 0;
}

static int
updates_make(struct recorded_push *push, const struct record *record, struct bytes namespace,
	     struct arena *arena, struct error *err)
{
	struct record_move move;
	struct json_items items;
	size_t n = 0;

	json_items_init(&items, record->refs);
	while (record_move_next(&items, &move))
		n++;
	push->updates = arena_new_array(arena, struct ref_update, n);
	json_items_init(&items, record->refs);
	while (record_move_next(&items, &move)) {
		struct ref_update *update = &push->updates[push->n_updates];

		update->ref = recorded_ref(&move, namespace, arena);
		if (!update->ref.data)
			continue;
		if (update_make(update, &move, err) < 0)
			return -1;
		update->index = push->n_updates++;
	}
	return 0;
}

static int
verdict_take(struct recorded_push *push, struct bytes verdict, struct error *err)
{
	struct bytes word = json_string_text(json_member(verdict, "verdict"));

	for (int kind = VERDICT_ACCEPT; kind <= VERDICT_NONE; kind++) {
		if (!bytes_equal_string(word, verdict_kind_name((enum verdict_kind)kind)))
			continue;
		push->verdict = (enum verdict_kind)kind;
		return 0;
	}
	return error_set(err, ERROR_MALFORMED, "it has no verdict that is known");
}

int
recorded_push_make(struct recorded_push *push, const struct record *record, struct bytes namespace,
		   struct bytes names, struct arena *arena, struct error *err)
{
	struct bytes user = people_name(names, record->pusher);

	*push = (struct recorded_push){
		.id = arena_copy(arena, record->id),
		.time = arena_copy(arena, record->time),
		.user = text_take(user, arena),
		.user_erased = record->pusher.data && !user.data,
		.admitted = record->admitted,
		.bundle =
			text_take(json_string_text(json_member(record->verdict, "bundle")), arena),
	};
	if (verdict_take(push, record->verdict, err) < 0 ||
	    updates_make(push, record, namespace, arena, err) < 0)
		return error_wrap(err, "record %.*s", BYTES_ARG(record->id));
	return 0;
}

static bool
is_here(struct repository *repository, const struct oid *id)
{
	return oid_is_zero(id) || repository_holds(repository, id);
}

bool
recorded_push_is_here(const struct recorded_push *push, struct repository *repository)
{
	for (size_t i = 0; i < push->n_updates; i++) {
		if (!is_here(repository, &push->updates[i].old_id) ||
		    !is_here(repository, &push->updates[i].new_id))
			return false;
	}
	return true;
}
