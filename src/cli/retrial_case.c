#include "config.h"

#include "cli/retrial_case.h"

#include "base/day.h"
#include "base/number.h"
#include "history/recorded.h"

static uint64_t
number_read(struct bytes value)
{
	int64_t number;

	return value.len && integer_read(&number, value, 10, false) ? (uint64_t)number : 0;
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
update_check(const struct retrial_case *it, const struct ref_update *update, struct error *err)
{
	if (object_check(it, update, &update->old_id, err) < 0)
		return -1;
	return object_check(it, update, &update->new_id, err);
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

static int
push_make(struct retrial_case *it, struct bytes people, struct error *err)
{
	struct bytes options = json_member(it->inputs, "options");
	struct recorded_push recorded;

	if (recorded_push_make(&recorded, it->record, BYTES(""), people, &it->arena, err) < 0)
		return -1;
	if (recorded.n_left_out)
		return error_set(err, ERROR_UNSUPPORTED, "it came in through a namespace");
	it->push.updates = recorded.updates;
	it->push.n_updates = recorded.n_updates;
	it->push.user = recorded.user;
	it->push.as_of = recorded_text(json_member(it->record->verdict, "as_of"), &it->arena);
	it->push.user_variable = it->settings.user_variable;
	it->push.via = recorded_text(json_member(it->inputs, "via"), &it->arena);
	it->push.options_known = bytes_equal_string(options, "0");
	if (!day_is_valid(it->push.as_of))
		return error_set(err, ERROR_MALFORMED, "its verdict has no day");
	for (size_t i = 0; i < recorded.n_updates; i++) {
		if (update_check(it, &recorded.updates[i], err) < 0)
			return -1;
	}
	return 0;
}

static void
glass_read(struct retrial_case *it)
{
	struct bytes glass = json_member(it->record->verdict, "break_glass");

	if (!glass.data)
		return;
	it->glass = (struct break_glass){
		.user = BYTES("-"),
		.until = recorded_text(json_member(glass, "until"), &it->arena),
		.reason = recorded_text(json_member(glass, "reason"), &it->arena),
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
ref_add(struct retrial_case *it, struct bytes ref, const struct oid *id)
{
	if (id && !oid_is_zero(id))
		it->room[it->refs.len++] = (struct ref_entry){ ref, *id };
}

static void
aliases_add(struct retrial_case *it, const struct retrial *retrial)
{
	for (size_t i = 0; i < retrial->aliases.len; i++)
		ref_add(it, retrial->aliases.items[i].ref,
			value_of(&it->refs, retrial->aliases.items[i].end));
}

static void
refs_make(struct retrial_case *it, const struct retrial *retrial)
{
	size_t n;
	const struct past_value *values =
		past_values(retrial->past, it->record->seq, &it->arena, &n);

	it->room = arena_new_array(&it->arena, struct ref_entry, n + retrial->aliases.len);
	it->refs.items = it->room;
	for (size_t i = 0; i < n; i++) {
		struct bytes ref = recorded_bytes(values[i].ref, &it->arena);

		if (values[i].is_guess)
			it->guessed = ref;
		ref_add(it, ref, &values[i].id);
	}
	aliases_add(it, retrial);
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
