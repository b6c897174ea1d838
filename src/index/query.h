#ifndef WRIT_INDEX_QUERY_H
#define WRIT_INDEX_QUERY_H

/*
 * Asks an index for records, as `writ ledger log` asks the ledger.
 */

#include "base/buf.h"
#include "index/index.h"

/* What records are wanted; NULL data: whatever it is. */
struct index_filter {
	struct bytes decision, result, verdict, commit, since, until;
	struct bytes path;       /* of a violation, or a folder that it is in */
	struct bytes commitment; /* to the pusher; "" finds nobody's */
};

/* Takes the line of a record; -1 with ERR ends it. */
typedef int index_visitor(void *ctx, struct bytes line, struct error *err);
/* Visits the records that FILTER wants, oldest first. */
int index_find(struct ledger_index *index, const struct index_filter *filter, index_visitor *visit,
	       void *ctx, struct error *err) MUST_CHECK;

/* Runs the one statement TEXT, which may only read, and prints its rows on standard output: as
 * JSON, an object a line, or as text with the names of columns in front and a tab between values.
 * ERROR_USAGE when it is no such statement. */
int index_select(struct ledger_index *index, const char *text, bool as_json,
		 struct error *err) MUST_CHECK;

#endif
