#include "config.h"

#include "cli/retrial_case.h"

#include "base/day.h"
#include "base/number.h"
#include "ledger/json_text.h"
#include "ledger/people.h"
#include "signature/public_key.h"

struct bytes
retrial_text(struct arena *arena, struct bytes value)
{
	CLEANUP(buf_release) struct buf text = BUF_INIT;

	if (!json_string_text(value).data)
		return BYTES_NONE;
	json_text_add(&text, json_string_text(value));
	return arena_copy(arena, buf_bytes(&text));
}

struct bytes
retrial_bytes(struct arena *arena, struct bytes member)
{
	static const struct bytes mark = BYTES_INIT("_base64\":");
	const char *colon = member.len ? memchr(member.data, ':', member.len) : NULL;
	struct bytes key = { member.data, colon ? (size_t)(colon - member.data) + 1 : 0 };

	if (bytes_ends_with(key, mark))
		return base64_decode(record_member_text(member), arena);
	return retrial_text(arena, bytes_slice(member, key.len, member.len));
}

struct bytes
retrial_member(struct bytes object, struct bytes name)
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

static uint64_t
number_read(struct bytes value)
{
	int64_t number;

	return value.len && integer_read(&number, value, 10, false) ? (uint64_t)number : 0;
}

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

/* Under which name the ref of UPDATE, called MEMBER in the verdict, moved: a symbolic one is on
 * record by its end. */
static int
target_find(struct retrial_case *it, struct bytes member, struct ref_update *update,
	    struct error *err)
{
	struct record_move move, other = { .ref = BYTES_NONE };
	struct json_items items;
	struct oid old_id, new_id;

	json_items_init(&items, it->record->refs);
	while (record_move_next(&items, &move)) {
		if (bytes_equal(move.ref, member))
			return 0;
		if (oid_parse(move.old_id, &old_id) && oid_parse(move.new_id, &new_id) &&
		    oid_equal(&old_id, &update->old_id) && oid_equal(&new_id, &update->new_id))
			other = move;
	}
	if (bytes_starts_with(record_member_text(other.ref), BYTES("refs/namespaces/")))
		return error_set(err, ERROR_UNSUPPORTED, "it came in through a namespace");
	if (other.ref.data)
		update->target = retrial_bytes(&it->arena, other.ref);
	return 0;
}

static int
object_check(const struct retrial_case *it, const struct ref_update *update, const struct oid *id,
	     struct error *err)
{
	char hex[OID_HEX_CHARS + 1];

	if (oid_is_zero(id) || repository_holds(it->request.repository, id))
		return 0;
	oid_hex(id, hex);
	return error_set(err, ERROR_NOT_FOUND, "%.*s: object %s is not there any more%s",
			 SHOWN(update->ref), hex,
			 it->record->admitted ? "" : "; the push was rejected");
}

static int
update_make(struct retrial_case *it, struct bytes object, struct ref_update *update,
	    struct error *err)
{
	struct bytes member = retrial_member(object, BYTES("ref"));

	update->ref = member.data ? retrial_bytes(&it->arena, member) : BYTES_NONE;
	if (!update->ref.data ||
	    !oid_parse(json_string_text(json_member(object, "old")), &update->old_id) ||
	    !oid_parse(json_string_text(json_member(object, "new")), &update->new_id))
		return error_set(err, ERROR_MALFORMED, "its verdict has an update that is none");
	update->kind = UPDATE_UPDATE;
	if (oid_is_zero(&update->old_id))
		update->kind = UPDATE_CREATE;
	if (oid_is_zero(&update->new_id))
		update->kind = UPDATE_DELETE;
	if (target_find(it, member, update, err) < 0 ||
	    object_check(it, update, &update->old_id, err) < 0)
		return -1;
	return object_check(it, update, &update->new_id, err);
}

static int
updates_make(struct retrial_case *it, struct error *err)
{
	struct bytes list = json_member(it->record->verdict, "updates");
	struct push *push = &it->push;
	struct bytes member, key, value;
	struct json_items items;

	push->updates = arena_new_array(&it->arena, struct ref_update, items_count(list));
	json_items_init(&items, list);
	while (json_items_next(&items, &member, &key, &value)) {
		struct ref_update *update = &push->updates[push->n_updates];

		if (update_make(it, value, update, err) < 0)
			return -1;
		update->index = push->n_updates++;
	}
	return 0;
}

/* How many lines the push had is known by how often the decision about refs was asked: one that
 * deletes what is not there is no update. */
static void
lines_make(struct retrial_case *it)
{
	struct push *push = &it->push;
	size_t n = push->n_updates;
	struct bytes member, key, value;
	struct ref_line *lines;
	struct json_items items;

	json_items_init(&items, json_member(it->record->verdict, "decisions"));
	while (json_items_next(&items, &member, &key, &value)) {
		if (bytes_equal_string(json_member(value, "id"), "\"WRIT-REF\"") &&
		    number_read(json_member(value, "applied")) > n)
			n = (size_t)number_read(json_member(value, "applied"));
	}
	if (n > it->settings.limits.value[LIMIT_REF_UPDATES])
		n = push->n_updates;
	lines = arena_new_array(&it->arena, struct ref_line, n);
	for (size_t i = 0; i < push->n_updates; i++)
		lines[i] = (struct ref_line){ .number = i + 1,
					      .ref = push->updates[i].ref,
					      .old_id = push->updates[i].old_id,
					      .new_id = push->updates[i].new_id };
	it->request.lines = lines;
	it->request.n_lines = n;
}

/* A name that was erased is not known any more; nor is one that stands there in base64. */
static void
pusher_read(struct retrial_case *it, struct bytes people)
{
	CLEANUP(buf_release) struct buf name = BUF_INIT;

	if (!it->record->pusher.data)
		return;
	json_text_add(&name, people_name(people, it->record->pusher));
	if (bytes_equal(people_find(people, buf_bytes(&name)), it->record->pusher))
		it->push.user = arena_copy(&it->arena, buf_bytes(&name));
}

static int
push_make(struct retrial_case *it, struct bytes people, struct error *err)
{
	struct bytes options = json_member(it->inputs, "options");

	it->push.as_of = retrial_text(&it->arena, json_member(it->record->verdict, "as_of"));
	it->push.user_variable = it->settings.user_variable;
	it->push.via = retrial_text(&it->arena, json_member(it->inputs, "via"));
	it->push.options_known = bytes_equal_string(options, "0");
	pusher_read(it, people);
	if (!day_is_valid(it->push.as_of))
		return error_set(err, ERROR_MALFORMED, "its verdict has no day");
	return updates_make(it, err);
}

static void
glass_read(struct retrial_case *it)
{
	struct bytes glass = json_member(it->record->verdict, "break_glass");

	if (!glass.data)
		return;
	it->glass = (struct break_glass){
		.user = BYTES("-"),
		.until = retrial_text(&it->arena, json_member(glass, "until")),
		.reason = retrial_text(&it->arena, json_member(glass, "reason")),
	};
	it->request.break_glass = &it->glass;
}

static void
settings_make(struct retrial_case *it, const struct settings *now)
{
	struct bytes verdict = it->record->verdict;

	it->settings = *now;
	it->settings.observe = bytes_equal_string(json_member(verdict, "mode"), "\"observe\"");
	it->settings.bootstrap = json_member(verdict, "bootstrap").data != NULL;
	glass_read(it);
}

static const struct oid *
value_of(const struct ref_entries *refs, struct bytes ref)
{
	for (size_t i = 0; i < refs->len; i++) {
		if (bytes_equal(refs->items[i].ref, ref))
			return &refs->items[i].id;
	}
	return NULL;
}

static void
refs_make(struct retrial_case *it, const struct retrial *retrial)
{
	struct ref_entry *refs;
	size_t n;
	const struct past_value *values =
		past_values(retrial->past, it->record->seq, &it->arena, &n);

	refs = arena_new_array(&it->arena, struct ref_entry, n + retrial->aliases.len);
	it->refs.items = refs;
	for (size_t i = 0; i < n; i++)
		refs[it->refs.len++] = (struct ref_entry){ retrial_bytes(&it->arena, values[i].ref),
							   values[i].id };
	for (size_t i = 0; i < retrial->aliases.len; i++) {
		const struct oid *id = value_of(&it->refs, retrial->aliases.items[i].end);

		if (id)
			refs[it->refs.len++] =
				(struct ref_entry){ retrial->aliases.items[i].ref, *id };
	}
	it->request.refs = &it->refs;
}

int
retrial_case_make(struct retrial_case *it, struct retrial *retrial, const struct record *record,
		  struct bytes line, struct error *err)
{
	struct surface *surface = retrial->surface;

	*it = (struct retrial_case){ .record = record,
				     .line = line,
				     .inputs = json_member(line, "inputs") };
	arena_init(&it->arena);
	if (retrial_sources_set(it, retrial, err) < 0)
		return -1;
	it->request = surface->request;
	it->request.settings = &it->settings;
	it->request.push = &it->push;
	settings_make(it, &surface->settings);
	if (push_make(it, retrial->people, err) < 0)
		return -1;
	lines_make(it);
	refs_make(it, retrial);
	return 0;
}

void
retrial_case_release(struct retrial_case *it)
{
	arena_release(&it->arena);
}
