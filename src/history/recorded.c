#include "config.h"

#include "history/recorded.h"

#include "ledger/json_text.h"
#include "ledger/people.h"
#include "signature/public_key.h"

struct bytes
recorded_text(struct bytes value, struct arena *arena)
{
	CLEANUP(buf_release) struct buf text = BUF_INIT;

	if (!json_string_text(value).data)
		return BYTES_NONE;
	json_text_add(&text, json_string_text(value));
	return arena_copy(arena, buf_bytes(&text));
}

struct bytes
recorded_bytes(struct bytes member, struct arena *arena)
{
	static const struct bytes mark = BYTES_INIT("_base64\":");
	const char *colon = member.len ? memchr(member.data, ':', member.len) : NULL;
	struct bytes key = { member.data, colon ? (size_t)(colon - member.data) + 1 : 0 };

	if (bytes_ends_with(key, mark))
		return base64_decode(record_member_text(member), arena);
	return recorded_text(bytes_slice(member, key.len, member.len), arena);
}

struct bytes
recorded_member(struct bytes object, struct bytes name)
{
	struct bytes member, key, value;
	struct json_items items;

	json_items_init(&items, object);
	while (json_items_next(&items, &member, &key, &value)) {
		if (bytes_equal(key, name) ||
		    (bytes_starts_with(key, name) && bytes_ends_with(key, BYTES("_base64"))))
			return member;
	}
	return BYTES_NONE;
}

struct bytes
recorded_ref(const struct record_move *move, struct bytes namespace, struct arena *arena)
{
	struct bytes name = recorded_bytes(move->ref, arena);

	if (!name.data || !bytes_starts_with(name, namespace))
		return BYTES_NONE;
	return bytes_slice(name, namespace.len, name.len);
}

/* A ref and its values, as a record tells them twice: in the updates of the verdict by the name
 * that the push had for it, among the moves by that of the end of a symbolic one. */
struct told {
	struct bytes ref; /* NULL data: it is no name */
	struct bytes old_id, new_id;
};

struct told_list {
	struct told *items;
	size_t len;
};

static size_t
items_count(struct bytes list)
{
	struct bytes member, key, value;
	struct json_items items;
	size_t n = 0;

	json_items_init(&items, list);
	while (json_items_next(&items, &member, &key, &value))
		n++;
	return n;
}

static struct told_list
updates_read(const struct record *record, struct arena *arena)
{
	struct bytes list = json_member(record->verdict, "updates");
	struct told_list told = { arena_new_array(arena, struct told, items_count(list)), 0 };
	struct bytes member, key, value;
	struct json_items items;

	json_items_init(&items, list);
	while (json_items_next(&items, &member, &key, &value))
		told.items[told.len++] = (struct told){
			.ref = recorded_bytes(recorded_member(value, BYTES("ref")), arena),
			.old_id = json_string_text(json_member(value, "old")),
			.new_id = json_string_text(json_member(value, "new")),
		};
	return told;
}

static struct told_list
moves_read(const struct record *record, struct bytes namespace, struct arena *arena)
{
	struct told_list told = { arena_new_array(arena, struct told, items_count(record->refs)),
				  0 };
	struct record_move move;
	struct json_items items;

	json_items_init(&items, record->refs);
	while (record_move_next(&items, &move)) {
		struct bytes ref = recorded_ref(&move, namespace, arena);

		if (ref.data)
			told.items[told.len++] = (struct told){ ref, move.old_id, move.new_id };
	}
	return told;
}

/* The move of UPDATE, by its name, else by its values, which those of a namespace have as well;
 * NULL when it is of another one. NEAR is where it most likely is. */
static const struct told *
move_of(const struct told *update, const struct told_list *moves, size_t near)
{
	const struct told *found = NULL;

	if (near < moves->len && bytes_equal(moves->items[near].ref, update->ref))
		return &moves->items[near];
	for (size_t i = 0; i < moves->len; i++) {
		const struct told *move = &moves->items[i];

		if (bytes_equal(move->ref, update->ref))
			return move;
		if (bytes_equal(move->old_id, update->old_id) &&
		    bytes_equal(move->new_id, update->new_id) &&
		    !bytes_starts_with(move->ref, BYTES("refs/namespaces/")))
			found = move;
	}
	return found;
}

static enum update_kind
kind_of(const struct ref_update *update)
{
	if (oid_is_zero(&update->old_id))
		return UPDATE_CREATE;
	return oid_is_zero(&update->new_id) ? UPDATE_DELETE : UPDATE_UPDATE;
}

static int
update_add(struct recorded_push *push, const struct told *told, struct bytes target,
	   struct error *err)
{
	struct ref_update *update = &push->updates[push->n_updates];

	*update = (struct ref_update){ .ref = told->ref, .index = push->n_updates++ };
	if (!bytes_equal(target, told->ref))
		update->target = target;
	if (!told->ref.data || !oid_parse(told->old_id, &update->old_id) ||
	    !oid_parse(told->new_id, &update->new_id))
		return error_set(err, ERROR_MALFORMED, "%.*s has no values", SHOWN(told->ref));
	update->kind = kind_of(update);
	return 0;
}

/* Where there was no verdict, only the moves are known. */
static int
updates_make(struct recorded_push *push, const struct record *record, struct bytes namespace,
	     struct arena *arena, struct error *err)
{
	const struct told_list moves = moves_read(record, namespace, arena);
	struct told_list updates = updates_read(record, arena);

	if (updates.len == 0)
		updates = moves;
	push->updates = arena_new_array(arena, struct ref_update, updates.len);
	for (size_t i = 0; i < updates.len; i++) {
		const struct told *move = move_of(&updates.items[i], &moves, push->n_updates);

		push->n_left_out += !move;
		if (move && update_add(push, &updates.items[i], move->ref, err) < 0)
			return -1;
	}
	return 0;
}

/* Nobody where the name was erased, or stands there in base64. */
static struct bytes
pusher_find(const struct record *record, struct bytes names, struct arena *arena)
{
	CLEANUP(buf_release) struct buf name = BUF_INIT;

	if (!record->pusher.data)
		return BYTES_NONE;
	json_text_add(&name, people_name(names, record->pusher));
	if (!bytes_equal(people_find(names, buf_bytes(&name)), record->pusher))
		return BYTES_NONE;
	return arena_copy(arena, buf_bytes(&name));
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
	*push = (struct recorded_push){
		.id = arena_copy(arena, record->id),
		.time = arena_copy(arena, record->time),
		.user = pusher_find(record, names, arena),
		.admitted = record->admitted,
		.bundle = recorded_text(json_member(record->verdict, "bundle"), arena),
	};
	push->user_unknown = record->pusher.data && !push->user.data;
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
