#ifndef WRIT_LEDGER_ROW_H
#define WRIT_LEDGER_ROW_H

/*
 * The population of changes: what each record says of each ref, one row each. A verdict without
 * refs has a row too, an effect only for the moves that no verdict let in. Rows borrow the record.
 */

#include "ledger/effects.h"

struct ledger_row {
	const struct record *record;
	struct record_move move;  /* its ref has no data where the verdict names none */
	struct bytes update;      /* what the verdict says of it, an object; else NULL data */
	struct bytes effect_time; /* NULL data: it did not move, by what is on record */
	struct bytes pusher_name; /* as JSON has it, without quotes; NULL data when not known */
};

struct ledger_rows {
	struct effects *effects;
	const struct record *record;
	struct bytes pusher_name;
	struct json_items items;
	bool begun;
};

/* PUSHER_NAME is of RECORD, when it is known. */
void ledger_rows_init(struct ledger_rows *rows, const struct record *record,
		      struct bytes pusher_name, struct effects *effects);
bool ledger_rows_next(struct ledger_rows *rows, struct ledger_row *row);

/* Adds the names of the columns, and a row, as CSV (RFC 4180). What a spreadsheet would take for a
 * formula has an apostrophe in front. */
void ledger_csv_head(struct buf *out);
void ledger_csv_row(struct buf *out, const struct ledger_row *row);
/* Adds TEXT as a cell. */
void ledger_csv_cell(struct buf *out, struct bytes text);
/* Adds a row as an object of JSON, a line. */
void ledger_jsonl_row(struct buf *out, const struct ledger_row *row);

#endif
