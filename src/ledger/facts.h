#ifndef WRIT_LEDGER_FACTS_H
#define WRIT_LEDGER_FACTS_H

/*
 * A record as rows of tables, for databases: what stands in it once, and a row for each ref,
 * decision and violation. A member that no column names is in the line, which has a table too.
 */

#include "base/arena.h"
#include "ledger/record.h"

enum fact_table_id {
	FACTS_RECORDS,
	FACTS_LINES,
	FACTS_MOVES,
	FACTS_OUTCOMES,
	FACTS_FINDINGS,
	FACTS_TABLES
};

enum fact_type { FACT_TEXT, FACT_TIME, FACT_NUMBER, FACT_BOOL, FACT_TYPES };

/* A column is filled from the member KEY of the object that a row is of, or of the object INNER of
 * that; a NULL key is filled by place: the number of the line, or that within a list. */
struct fact_column {
	const char *name;
	enum fact_type type;
	const char *key;
	bool inner;
};

struct fact_table {
	const char *name;
	const char *inner; /* NULL: it has none */
	const struct fact_column *columns;
	size_t n_columns;
	size_t n_keys; /* how many of them, from the first on, are the key: seq, or seq and n */
};

enum { FACT_COLUMNS_MAX = 20 };

extern const struct fact_table fact_tables[FACTS_TABLES];

struct fact_value {
	struct bytes text; /* NULL data: null, also of the other types */
	int64_t number;    /* of FACT_NUMBER; of FACT_BOOL 0 or 1 */
};

struct fact_row {
	enum fact_table_id table;
	struct fact_value values[FACT_COLUMNS_MAX];
};

struct facts {
	const struct record *record; /* borrowed, and so are these */
	struct bytes line;
	const char *hash;    /* of LINE */
	struct arena *arena; /* for texts */
	enum fact_table_id table;
	struct json_items items;
	int64_t n;
};

/* Begins with RECORD, which LINE is. */
void facts_init(struct facts *facts, const struct record *record, struct bytes line,
		const char *hash, struct arena *arena);
/* The next row, tables in their order; it borrows LINE and the arena. */
bool facts_next(struct facts *facts, struct fact_row *row);
/* The one row of a line that is no record: its number and its hash. */
void facts_torn(struct fact_row *row, uint64_t seq, const char *hash, struct arena *arena);

#endif
