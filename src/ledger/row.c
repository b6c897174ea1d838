#include "config.h"

#include "ledger/row.h"

#include "model/oid.h"

void
ledger_rows_init(struct ledger_rows *rows, const struct record *record, struct bytes pusher_name,
		 struct effects *effects)
{
	*rows = (struct ledger_rows){ .effects = effects,
				      .record = record,
				      .pusher_name = pusher_name };
	json_items_init(&rows->items, record->refs);
}

/* What the verdict says of MOVE. A symref, or a ref of a namespace, stands there under the name
 * that was pushed, which is then known by the values, and by the end of the name. */
static struct bytes
update_find(struct bytes verdict, const struct record_move *move)
{
	struct bytes member, key, update, best = BYTES_NONE;
	struct bytes ref = record_member_text(move->ref);
	struct json_items items;

	json_items_init(&items, json_member(verdict, "updates"));
	while (json_items_next(&items, &member, &key, &update)) {
		struct bytes name = json_string_text(json_member(update, "ref"));

		if (!bytes_equal(json_string_text(json_member(update, "old")), move->old_id) ||
		    !bytes_equal(json_string_text(json_member(update, "new")), move->new_id))
			continue;
		if (name.data && bytes_equal(name, ref))
			return update;
		if (!best.data || (name.data && bytes_ends_with(ref, name)))
			best = update;
	}
	return best;
}

static void
row_fill(struct ledger_rows *rows, struct ledger_row *row)
{
	const struct record *record = rows->record;

	row->record = record;
	row->update = row->effect_time = BYTES_NONE;
	row->pusher_name = rows->pusher_name;
	if (record->kind == RECORD_VERDICT) {
		row->update = update_find(record->verdict, &row->move);
		row->effect_time = effects_time(rows->effects, record->id, &row->move);
	} else {
		row->effect_time = record->time;
	}
	if (record->kind == RECORD_GAP) {
		row->move.old_id = row->move.known;
		row->move.new_id = row->move.found;
	}
}

bool
ledger_rows_next(struct ledger_rows *rows, struct ledger_row *row)
{
	bool found = record_move_next(&rows->items, &row->move);

	while (found && rows->record->kind == RECORD_EFFECT && row->move.verdict.data)
		found = record_move_next(&rows->items, &row->move);
	/* a push whose refs could not be read was judged as well */
	if (!found && (rows->begun || rows->record->kind != RECORD_VERDICT))
		return false;
	rows->begun = true;
	row_fill(rows, row);
	return true;
}
