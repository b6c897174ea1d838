#include "config.h"

#include "ledger/facts.h"

#include "base/number.h"
#include "ledger/json_text.h"

static const struct fact_column record_columns[] = {
	{ "seq", FACT_NUMBER, NULL, false },
	{ "id", FACT_TEXT, "id", false },
	{ "kind", FACT_TEXT, "kind", false },
	{ "time", FACT_TIME, "time", false },
	{ "repository", FACT_TEXT, "repository", false },
	{ "pusher", FACT_TEXT, "pusher", false },
	{ "surface", FACT_TEXT, "surface", false },
	{ "admitted", FACT_BOOL, "admitted", false },
	{ "duration_ms", FACT_NUMBER, "duration_ms", false },
	{ "verdict", FACT_TEXT, "verdict", true },
	{ "mode", FACT_TEXT, "mode", true },
	{ "bundle", FACT_TEXT, "bundle", true },
	{ "as_of", FACT_TEXT, "as_of", true },
	{ "writ", FACT_TEXT, "writ", true },
};

static const struct fact_column line_columns[] = {
	{ "seq", FACT_NUMBER, NULL, false },
	{ "hash", FACT_TEXT, NULL, false },
	{ "line", FACT_TEXT, NULL, false },
};

static const struct fact_column move_columns[] = {
	{ "seq", FACT_NUMBER, NULL, false },       { "n", FACT_NUMBER, NULL, false },
	{ "ref", FACT_TEXT, "ref", false },        { "old_id", FACT_TEXT, "old", false },
	{ "new_id", FACT_TEXT, "new", false },     { "known_id", FACT_TEXT, "known", false },
	{ "found_id", FACT_TEXT, "found", false }, { "verdict_id", FACT_TEXT, "verdict", false },
};

static const struct fact_column outcome_columns[] = {
	{ "seq", FACT_NUMBER, NULL, false },          { "n", FACT_NUMBER, NULL, false },
	{ "decision", FACT_TEXT, "id", false },       { "source", FACT_TEXT, "source", false },
	{ "level", FACT_TEXT, "level", false },       { "result", FACT_TEXT, "result", false },
	{ "applied", FACT_NUMBER, "applied", false }, { "error", FACT_TEXT, "error", false },
};

static const struct fact_column finding_columns[] = {
	{ "seq", FACT_NUMBER, NULL, false },
	{ "n", FACT_NUMBER, NULL, false },
	{ "decision", FACT_TEXT, "decision", false },
	{ "level", FACT_TEXT, "level", false },
	{ "ref", FACT_TEXT, "ref", false },
	{ "commit_id", FACT_TEXT, "commit", false },
	{ "path", FACT_TEXT, "path", false },
	{ "line_no", FACT_NUMBER, "line", false },
	{ "column_no", FACT_NUMBER, "column", false },
	{ "message", FACT_TEXT, "message", false },
	{ "fingerprint", FACT_TEXT, "fingerprint", false },
	{ "existing", FACT_BOOL, "existing", false },
	{ "waiver", FACT_TEXT, "path", true },
	{ "waiver_expires", FACT_TEXT, "expires", true },
	{ "waiver_reason", FACT_TEXT, "reason", true },
	{ "requested_by", FACT_TEXT, "requested_by", true },
	{ "approved_by", FACT_TEXT, "approved_by", true },
};

static const struct bytes base64_suffix = BYTES_INIT("_base64");

#define TABLE(columns) (columns), ARRAY_SIZE(columns)

const struct fact_table fact_tables[FACTS_TABLES] = {
	[FACTS_RECORDS] = { "records", "verdict", TABLE(record_columns), 1 },
	[FACTS_LINES] = { "lines", NULL, TABLE(line_columns), 1 },
	[FACTS_MOVES] = { "moves", NULL, TABLE(move_columns), 2 },
	[FACTS_OUTCOMES] = { "outcomes", NULL, TABLE(outcome_columns), 2 },
	[FACTS_FINDINGS] = { "findings", "waiver", TABLE(finding_columns), 2 },
};

/* No database has a NUL in a text; the line has it. */
static void
nul_replace(struct buf *out, struct bytes text)
{
	struct bytes piece;

	while (bytes_split(&text, '\0', &piece)) {
		buf_add(out, piece);
		if (text.data)
			buf_add_string(out, "\xef\xbf\xbd");
	}
}

/* Nearly all of them stand in the line as they are. */
static struct bytes
text_take(struct bytes member, struct bytes key, struct bytes json, struct arena *arena)
{
	CLEANUP(buf_release) struct buf text = BUF_INIT, whole = BUF_INIT;

	if (!memchr(json.data, '\\', json.len) && !bytes_ends_with(key, base64_suffix))
		return json_string_text(json);
	json_member_text_add(&text, member);
	if (text.len == 0 || !memchr(text.data, '\0', text.len))
		return arena_copy(arena, buf_bytes(&text));
	nul_replace(&whole, buf_bytes(&text));
	return arena_copy(arena, buf_bytes(&whole));
}

/* A value of another type than its column's is none. */
static void
value_take(struct fact_value *value, enum fact_type type, struct bytes json)
{
	switch (type) {
	case FACT_NUMBER:
		if (json.data[0] >= '0' && json.data[0] <= '9' &&
		    integer_read(&value->number, json, 10, false))
			value->text = json;
		break;
	case FACT_BOOL:
		value->number = bytes_equal_string(json, "true");
		if (value->number || bytes_equal_string(json, "false"))
			value->text = json;
		break;
	default:
		break;
	}
}

static bool
is_text(enum fact_type type)
{
	return type == FACT_TEXT || type == FACT_TIME;
}

/* A name that is no UTF-8 has another key. */
static bool
is_key(struct bytes key, const char *wanted)
{
	if (bytes_ends_with(key, base64_suffix))
		key.len -= base64_suffix.len;
	return wanted && bytes_equal_string(key, wanted);
}

static void
member_take(struct fact_row *row, struct bytes member, struct bytes key, struct bytes json,
	    bool inner, struct arena *arena)
{
	const struct fact_table *table = &fact_tables[row->table];

	for (size_t i = 0; i < table->n_columns; i++) {
		const struct fact_column *column = &table->columns[i];

		if (column->inner != inner || !is_key(key, column->key))
			continue;
		if (!is_text(column->type))
			value_take(&row->values[i], column->type, json);
		else if (json.data[0] == '"')
			row->values[i].text = text_take(member, key, json, arena);
	}
}

/* Fills ROW from the members of OBJECT, and then from those of the object within. */
static void
object_take(struct fact_row *row, struct bytes object, bool inner, struct arena *arena)
{
	const char *within = inner ? NULL : fact_tables[row->table].inner;
	struct bytes member, key, json, found = BYTES_NONE;
	struct json_items items;

	json_items_init(&items, object);
	while (json_items_next(&items, &member, &key, &json)) {
		member_take(row, member, key, json, inner, arena);
		if (within && bytes_equal_string(key, within))
			found = json;
	}
	if (found.data && found.data[0] == '{')
		object_take(row, found, true, arena);
}

static void
number_set(struct fact_value *value, int64_t number, struct arena *arena)
{
	value->number = number;
	value->text = arena_printf(arena, "%lld", (long long)number);
}

static void
row_begin(struct facts *facts, struct fact_row *row)
{
	*row = (struct fact_row){ .table = facts->table };
	number_set(&row->values[0], (int64_t)facts->record->seq, facts->arena);
	if (fact_tables[facts->table].n_keys > 1)
		number_set(&row->values[1], ++facts->n, facts->arena);
}

static void
table_begin(struct facts *facts, enum fact_table_id table)
{
	const struct record *record = facts->record;
	struct bytes list = BYTES("[]");

	facts->table = table;
	facts->n = 0;
	if (table == FACTS_MOVES && record->refs.data)
		list = record->refs;
	if (table == FACTS_OUTCOMES)
		list = json_member(record->verdict, "decisions");
	if (table == FACTS_FINDINGS)
		list = json_member(record->verdict, "violations");
	json_items_init(&facts->items, list);
}

void
facts_init(struct facts *facts, const struct record *record, struct bytes line, const char *hash,
	   struct arena *arena)
{
	*facts = (struct facts){ .record = record, .line = line, .hash = hash, .arena = arena };
	table_begin(facts, FACTS_RECORDS);
}

bool
facts_next(struct facts *facts, struct fact_row *row)
{
	struct bytes member, key, object;

	switch (facts->table) {
	case FACTS_RECORDS:
		row_begin(facts, row);
		object_take(row, facts->line, false, facts->arena);
		facts->table = FACTS_LINES;
		return true;
	case FACTS_LINES:
		row_begin(facts, row);
		row->values[1].text = bytes_of(facts->hash);
		row->values[2].text = facts->line;
		table_begin(facts, FACTS_MOVES);
		return true;
	default:
		while (!json_items_next(&facts->items, &member, &key, &object)) {
			if (facts->table + 1 >= FACTS_TABLES)
				return false;
			table_begin(facts, facts->table + 1);
		}
		row_begin(facts, row);
		object_take(row, object, false, facts->arena);
		return true;
	}
}

void
facts_torn(struct fact_row *row, uint64_t seq, const char *hash, struct arena *arena)
{
	*row = (struct fact_row){ .table = FACTS_LINES };
	number_set(&row->values[0], (int64_t)seq, arena);
	row->values[1].text = bytes_of(hash);
}
