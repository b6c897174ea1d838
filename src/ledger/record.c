#include "config.h"

#include "ledger/record.h"

#include <limits.h>
#include <stddef.h>

#include "base/map.h"
#include "base/number.h"
#include "base/sha256.h"
#include "model/oid.h"

const char record_genesis[] = "0000000000000000000000000000000000000000000000000000000000000000";

static const char *const kinds[RECORD_KIND_COUNT] = {
	[RECORD_VERDICT] = "verdict",
	[RECORD_EFFECT] = "effect",
	[RECORD_GAP] = "gap",
	[RECORD_CHECKPOINT] = "checkpoint",
};

const char *
record_kind_name(enum record_kind kind)
{
	return kinds[kind];
}

static bool
is_hex(struct bytes text, size_t chars)
{
	/* which of two ranges a random digit is in is nothing that a processor could guess */
	static const bool digits[UCHAR_MAX + 1] = {
		['0'] = 1, ['1'] = 1, ['2'] = 1, ['3'] = 1, ['4'] = 1, ['5'] = 1,
		['6'] = 1, ['7'] = 1, ['8'] = 1, ['9'] = 1, ['a'] = 1, ['b'] = 1,
		['c'] = 1, ['d'] = 1, ['e'] = 1, ['f'] = 1,
	};
	bool all = text.len == chars;

	for (size_t i = 0; i < text.len && all; i++)
		all = digits[(unsigned char)text.data[i]];
	return all;
}

static bool
take_kind(struct record *record, struct bytes value)
{
	for (int i = 0; i < RECORD_KIND_COUNT; i++) {
		if (bytes_equal_string(json_string_text(value), kinds[i])) {
			record->kind = (enum record_kind)i;
			return true;
		}
	}
	return false;
}

static bool
take_seq(struct record *record, struct bytes value)
{
	int64_t number;

	if (value.data[0] < '1' || value.data[0] > '9' || !integer_read(&number, value, 10, false))
		return false;
	record->seq = (uint64_t)number;
	return true;
}

static bool
take_hex(struct bytes *field, struct bytes value, size_t chars)
{
	*field = json_string_text(value);
	return is_hex(*field, chars);
}

static bool
take_id(struct record *record, struct bytes value)
{
	return take_hex(&record->id, value, RECORD_ID_CHARS);
}

static bool
take_prev(struct record *record, struct bytes value)
{
	return take_hex(&record->prev, value, SHA256_HEX_CHARS);
}

static bool
take_after(struct record *record, struct bytes value)
{
	return take_hex(&record->after, value, SHA256_HEX_CHARS);
}

static bool
take_time(struct record *record, struct bytes value)
{
	static const char form[] = "0000-00-00T00:00:00.000000Z";
	struct bytes text = json_string_text(value);

	if (text.len != RECORD_TIME_CHARS)
		return false;
	for (size_t i = 0; i < text.len; i++) {
		bool digit = text.data[i] >= '0' && text.data[i] <= '9';

		if (form[i] == '0' ? !digit : text.data[i] != form[i])
			return false;
	}
	record->time = text;
	return true;
}

static bool
take_admitted(struct record *record, struct bytes value)
{
	record->admitted = bytes_equal_string(value, "true");
	return record->admitted || bytes_equal_string(value, "false");
}

static bool
take_pusher(struct record *record, struct bytes value)
{
	return bytes_equal_string(value, "null") ||
	       take_hex(&record->pusher, value, SHA256_HEX_CHARS);
}

static bool
take_refs(struct record *record, struct bytes value)
{
	record->refs = value;
	return value.data[0] == '[';
}

static bool
take_torn(struct record *record, struct bytes value)
{
	record->torn = value;
	return value.data[0] == '[';
}

static bool
take_note(struct record *record, struct bytes value)
{
	record->note = json_string_text(value);
	return record->note.len;
}

static bool
take_verdict(struct record *record, struct bytes value)
{
	record->verdict = value;
	return value.data[0] == '{';
}

static bool
take_schema(struct record *record, struct bytes value)
{
	(void)record;
	return bytes_equal_string(json_string_text(value), "writ/ledger/1");
}

/* What is read of a record; other members are for other readers. */
static const struct member_row {
	struct bytes key;
	bool (*take)(struct record *record, struct bytes value);
	unsigned int needed_by; /* a bit for each kind */
} members[] = {
	{ BYTES_INIT("admitted"), take_admitted, 1 << RECORD_VERDICT },
	{ BYTES_INIT("after"), take_after, 0 },
	{ BYTES_INIT("id"), take_id, ~0U },
	{ BYTES_INIT("kind"), take_kind, ~0U },
	{ BYTES_INIT("note"), take_note, 1 << RECORD_CHECKPOINT },
	{ BYTES_INIT("prev"), take_prev, ~0U },
	{ BYTES_INIT("pusher"), take_pusher, 1 << RECORD_VERDICT },
	{ BYTES_INIT("refs"), take_refs, 1 << RECORD_VERDICT | 1 << RECORD_EFFECT },
	{ BYTES_INIT("schema"), take_schema, ~0U },
	{ BYTES_INIT("seq"), take_seq, ~0U },
	{ BYTES_INIT("time"), take_time, ~0U },
	{ BYTES_INIT("torn"), take_torn, 0 },
	{ BYTES_INIT("verdict"), take_verdict, 1 << RECORD_VERDICT },
};

static const struct member_row *
member_find(struct bytes key)
{
	for (size_t i = 0; i < ARRAY_SIZE(members); i++) {
		if (bytes_equal(key, members[i].key))
			return &members[i];
	}
	return NULL;
}

static int
members_check(const struct record *record, unsigned int seen, struct error *err)
{
	for (size_t i = 0; i < ARRAY_SIZE(members); i++) {
		if (!(seen & 1U << i) && members[i].needed_by & 1U << record->kind)
			return error_set(err, ERROR_MALFORMED, "'%s' is missing",
					 members[i].key.data);
	}
	if (record->repository.len == 0)
		return error_set(err, ERROR_MALFORMED, "'repository' is missing");
	return 0;
}

int
record_parse(struct record *record, struct bytes line, struct error *err)
{
	struct bytes member, key, value;
	struct json_items items;
	unsigned int seen = 0;

	*record = (struct record){ .kind = RECORD_GAP };
	json_items_init(&items, line);
	while (items.close == '}' && json_items_next(&items, &member, &key, &value)) {
		const struct member_row *row = member_find(key);

		if (bytes_starts_with(key, BYTES("repository")))
			record->repository = member;
		if (!row)
			continue;
		if (seen & 1U << (row - members) || !row->take(record, value))
			return error_set(err, ERROR_MALFORMED, "'%s' is not what it should be",
					 row->key.data);
		seen |= 1U << (row - members);
	}
	if (!json_items_are_whole(&items))
		return error_set(err, ERROR_MALFORMED, "it is no record");
	return members_check(record, seen, err);
}

bool
record_move_next(struct json_items *items, struct record_move *move)
{
	static const struct {
		struct bytes key;
		size_t at;
	} fields[] = {
		{ BYTES_INIT("found"), offsetof(struct record_move, found) },
		{ BYTES_INIT("known"), offsetof(struct record_move, known) },
		{ BYTES_INIT("new"), offsetof(struct record_move, new_id) },
		{ BYTES_INIT("new_tree"), offsetof(struct record_move, new_tree) },
		{ BYTES_INIT("old"), offsetof(struct record_move, old_id) },
		{ BYTES_INIT("old_tree"), offsetof(struct record_move, old_tree) },
		{ BYTES_INIT("verdict"), offsetof(struct record_move, verdict) },
	};
	struct bytes member, key, value, object;
	struct json_items inner;

	*move = (struct record_move){ .ref = BYTES_NONE };
	if (!json_items_next(items, &member, &key, &object))
		return false;
	json_items_init(&inner, object);
	while (json_items_next(&inner, &member, &key, &value)) {
		if (bytes_equal_string(key, "ref") || bytes_equal_string(key, "ref_base64"))
			move->ref = member;
		for (size_t i = 0; i < ARRAY_SIZE(fields); i++) {
			if (bytes_equal(key, fields[i].key))
				*(struct bytes *)(void *)((char *)move + fields[i].at) =
					json_string_text(value);
		}
	}
	return true;
}

struct bytes
record_move_key(struct buf *scratch, struct bytes id, const struct record_move *move)
{
	uint64_t hash;

	buf_clear(scratch);
	buf_add(scratch, move->old_id);
	buf_add(scratch, move->new_id);
	buf_add(scratch, move->ref);
	hash = bytes_hash(buf_bytes(scratch));
	buf_clear(scratch);
	buf_add(scratch, id);
	buf_add(scratch, (struct bytes){ (const char *)&hash, sizeof(hash) });
	return buf_bytes(scratch);
}

struct bytes
record_member_text(struct bytes member)
{
	const char *colon = member.len ? memchr(member.data, ':', member.len) : NULL;

	if (!colon)
		return BYTES_NONE;
	return json_string_text(bytes_slice(member, (size_t)(colon - member.data) + 1, member.len));
}
