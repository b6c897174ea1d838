#include "config.h"

#include <inttypes.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include "base/escape.h"
#include "ledger/json_text.h"
#include "ledger/row.h"
#include "report/json_writer.h"

static void
seq_add(struct buf *out, const struct ledger_row *row)
{
	buf_printf(out, "%" PRIu64, row->record->seq);
}

static void
time_add(struct buf *out, const struct ledger_row *row)
{
	buf_add(out, row->record->time);
}

static void
record_add(struct buf *out, const struct ledger_row *row)
{
	buf_add_string(out, record_kind_name(row->record->kind));
}

static void
id_add(struct buf *out, const struct ledger_row *row)
{
	buf_add(out, row->record->id);
}

static void
verdict_text_add(struct buf *out, const struct ledger_row *row, const char *key)
{
	json_text_add(out, json_string_text(json_member(row->record->verdict, key)));
}

static void
verdict_add(struct buf *out, const struct ledger_row *row)
{
	verdict_text_add(out, row, "verdict");
}

static void
admitted_add(struct buf *out, const struct ledger_row *row)
{
	if (row->record->kind == RECORD_VERDICT)
		buf_add_string(out, row->record->admitted ? "true" : "false");
}

static void
ref_add(struct buf *out, const struct ledger_row *row)
{
	json_member_text_add(out, row->move.ref);
}

static bool
is_nothing(struct bytes id)
{
	struct oid oid;

	return !oid_parse(id, &oid) || oid_is_zero(&oid);
}

static void
kind_add(struct buf *out, const struct ledger_row *row)
{
	if (row->move.ref.len)
		buf_add_string(out, is_nothing(row->move.new_id)   ? "delete"
				    : is_nothing(row->move.old_id) ? "create"
								   : "update");
}

static void
commits_add(struct buf *out, const struct ledger_row *row)
{
	buf_add(out, json_member(row->update, "commits"));
}

static void
pusher_add(struct buf *out, const struct ledger_row *row)
{
	buf_add(out, row->record->pusher);
}

static void
pusher_name_add(struct buf *out, const struct ledger_row *row)
{
	json_text_add(out, row->pusher_name);
}

static void
bundle_add(struct buf *out, const struct ledger_row *row)
{
	verdict_text_add(out, row, "bundle");
}

static struct bytes
ref_member(struct bytes object)
{
	struct bytes ref = json_member(object, "ref");

	return ref.data ? ref : json_member(object, "ref_base64");
}

/* The next violation of the ref of ROW. */
static bool
violation_next(struct json_items *items, const struct ledger_row *row, struct bytes *violation)
{
	struct bytes wanted = ref_member(row->update), member, key;

	while (json_items_next(items, &member, &key, violation)) {
		if (wanted.data && bytes_equal(ref_member(*violation), wanted))
			return true;
	}
	return false;
}

static struct bytes
waiver_of(struct bytes violation)
{
	struct bytes waiver = json_member(violation, "waiver");

	return waiver.len && waiver.data[0] == '{' ? waiver : BYTES_NONE;
}

/* Neither waived nor there before. */
static bool
is_counted(struct bytes violation)
{
	return !waiver_of(violation).data && !json_member(violation, "existing").data;
}

static void
violations_add(struct buf *out, const struct ledger_row *row)
{
	struct json_items items;
	struct bytes violation;
	size_t n = 0;

	if (row->record->kind != RECORD_VERDICT)
		return;
	json_items_init(&items, json_member(row->record->verdict, "violations"));
	while (violation_next(&items, row, &violation))
		n += is_counted(violation);
	buf_printf(out, "%zu", n);
}

/* The decisions of these violations, each once, in the order of the violations. */
static void
violated_add(struct buf *out, const struct ledger_row *row)
{
	struct bytes violation;
	struct map seen = MAP_INIT;
	struct json_items items;

	json_items_init(&items, json_member(row->record->verdict, "violations"));
	while (violation_next(&items, row, &violation)) {
		struct bytes decision = json_member(violation, "decision");

		if (!is_counted(violation) || map_find(&seen, decision))
			continue;
		*map_put(&seen, decision) = out;
		if (out->len)
			buf_add_char(out, ' ');
		json_text_add(out, json_string_text(decision));
	}
	map_release(&seen);
}

static void
waiver_add(struct buf *out, struct bytes decision, struct bytes waiver)
{
	struct bytes path = json_member(waiver, "path");

	if (out->len)
		buf_add_string(out, "; ");
	json_text_add(out, json_string_text(decision));
	if (path.data) {
		buf_add_char(out, ' ');
		json_text_add(out, json_string_text(path));
	}
	buf_add_string(out, " until ");
	json_text_add(out, json_string_text(json_member(waiver, "expires")));
	buf_add_string(out, " approved by ");
	json_text_add(out, json_string_text(json_member(waiver, "approved_by")));
}

/* Each once, in the order of the violations. */
static void
waivers_add(struct buf *out, const struct ledger_row *row)
{
	struct bytes violation, decision, waiver;
	struct map seen = MAP_INIT;
	struct json_items items;

	json_items_init(&items, json_member(row->record->verdict, "violations"));
	while (violation_next(&items, row, &violation)) {
		waiver = waiver_of(violation);
		decision = json_member(violation, "decision");
		if (!waiver.data || map_find(&seen, waiver))
			continue;
		*map_put(&seen, waiver) = out;
		waiver_add(out, decision, waiver);
	}
	map_release(&seen);
}

static void
effect_add(struct buf *out, const struct ledger_row *row)
{
	if (row->move.ref.len)
		buf_add_string(out, row->effect_time.data ? "moved" : "none");
}

static void
writ_add(struct buf *out, const struct ledger_row *row)
{
	verdict_text_add(out, row, "writ");
}

/* In the order of CSV: a new one comes last, for who counts them. */
static const struct column {
	const char *name;
	void (*add)(struct buf *out, const struct ledger_row *row); /* NULL: what is AT */
	bool is_string; /* of JSON; else a number or a word of it */
	size_t at;      /* of bytes in a row */
} columns[] = {
	{ "seq", seq_add, false },
	{ "time", time_add, true },
	{ "record", record_add, true },
	{ "id", id_add, true },
	{ "verdict", verdict_add, true },
	{ "admitted", admitted_add, false },
	{ "ref", ref_add, true },
	{ "old", NULL, true, offsetof(struct ledger_row, move.old_id) },
	{ "new", NULL, true, offsetof(struct ledger_row, move.new_id) },
	{ "kind", kind_add, true },
	{ "commits", commits_add, false },
	{ "pusher", pusher_add, true },
	{ "pusher_name", pusher_name_add, true },
	{ "bundle", bundle_add, true },
	{ "violations", violations_add, false },
	{ "waivers", waivers_add, true },
	{ "effect", effect_add, true },
	{ "effect_time", NULL, true, offsetof(struct ledger_row, effect_time) },
	{ "writ", writ_add, true },
	{ "old_tree", NULL, true, offsetof(struct ledger_row, move.old_tree) },
	{ "new_tree", NULL, true, offsetof(struct ledger_row, move.new_tree) },
	{ "violated", violated_add, true },
};

static void
column_add(struct buf *out, const struct column *column, const struct ledger_row *row)
{
	if (column->add)
		column->add(out, row);
	else
		buf_add(out, *(const struct bytes *)(const void *)((const char *)row + column->at));
}

static bool
begins_formula(struct bytes text)
{
	return text.len && memchr("=+-@\t\r", text.data[0], 6);
}

static bool
wants_quotes(struct bytes text)
{
	for (size_t i = 0; i < text.len; i++) {
		if (memchr(",\"\r\n;", text.data[i], 5))
			return true;
	}
	return text.len && (text.data[0] == ' ' || text.data[text.len - 1] == ' ');
}

void
ledger_csv_cell(struct buf *out, struct bytes text)
{
	bool quoted = wants_quotes(text);

	if (quoted)
		buf_add_char(out, '"');
	if (begins_formula(text))
		buf_add_char(out, '\'');
	for (size_t i = 0; i < text.len; i++) {
		if (text.data[i] == '"')
			buf_add_char(out, '"');
		buf_add_char(out, text.data[i]);
	}
	if (quoted)
		buf_add_char(out, '"');
}

void
ledger_csv_head(struct buf *out)
{
	for (size_t i = 0; i < ARRAY_SIZE(columns); i++)
		buf_printf(out, "%s%s", i ? "," : "", columns[i].name);
	buf_add_string(out, "\r\n");
}

void
ledger_csv_row(struct buf *out, const struct ledger_row *row)
{
	CLEANUP(buf_release) struct buf text = BUF_INIT, shown = BUF_INIT;

	for (size_t i = 0; i < ARRAY_SIZE(columns); i++) {
		buf_clear(&text);
		buf_clear(&shown);
		column_add(&text, &columns[i], row);
		escape_controls(&shown, buf_bytes(&text));
		if (i)
			buf_add_char(out, ',');
		ledger_csv_cell(out, buf_bytes(&shown));
	}
	buf_add_string(out, "\r\n");
}

static int
column_compare(const void *a, const void *b)
{
	const struct column *const *x = a, *const *y = b;

	return strcmp((*x)->name, (*y)->name);
}

static void
column_json(struct buf *out, const struct column *column, struct bytes text)
{
	if (text.len == 0)
		json_null(out, column->name);
	else if (column->is_string)
		json_string(out, column->name, text);
	else
		json_raw(out, column->name, text);
}

void
ledger_jsonl_row(struct buf *out, const struct ledger_row *row)
{
	CLEANUP(buf_release) struct buf text = BUF_INIT;
	const struct column *sorted[ARRAY_SIZE(columns)];

	for (size_t i = 0; i < ARRAY_SIZE(columns); i++)
		sorted[i] = &columns[i];
	qsort(sorted, ARRAY_SIZE(sorted), sizeof(sorted[0]), column_compare);
	json_open(out, NULL, '{');
	for (size_t i = 0; i < ARRAY_SIZE(columns); i++) {
		buf_clear(&text);
		column_add(&text, sorted[i], row);
		column_json(out, sorted[i], buf_bytes(&text));
	}
	json_close(out, '}');
	buf_add_char(out, '\n');
}
