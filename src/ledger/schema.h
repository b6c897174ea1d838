#ifndef WRIT_LEDGER_SCHEMA_H
#define WRIT_LEDGER_SCHEMA_H

/*
 * The tables of ledger/facts.h, and views over them for people, in the SQL that SQLite and
 * PostgreSQL share. The views are what is documented (writ-ledger(1)); the tables may change.
 */

#include "base/buf.h"
#include "ledger/facts.h"

/* Raised with every change of what is written here. */
enum { SCHEMA_VERSION = 1 };

struct schema_dialect {
	const char *types[FACT_TYPES];
	const char *key_column; /* declaration that stands in front of each table's; "" where there
				   is one ledger */
	const char *key;        /* what tables are joined by, in front of seq: "", "ledger, " */
	const char *shown;      /* what views have in front of seq */
	const char *records;    /* the table of records as views read it */
	const char *list_table; /* what stands behind a table that has more than one row a line */
};

/* Adds the statements that make the tables, their indexes and the views. */
void schema_write(struct buf *out, const struct schema_dialect *dialect);
/* Those that take them away, if they are there. */
void schema_drop(struct buf *out);

#endif
