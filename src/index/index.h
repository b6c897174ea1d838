#ifndef WRIT_INDEX_INDEX_H
#define WRIT_INDEX_INDEX_H

/*
 * An SQLite database that is made of a ledger, so that it can be asked without being read. It holds
 * nothing that the ledger does not hold, proves nothing, and may be thrown away. Whatever happens
 * to a process, it is as it was after one of its transactions; any number of them may write to it.
 */

#include <sqlite3.h>

#include "ledger/follow.h"

struct ledger_index {
	sqlite3 *db;
	const char *path;
};

/* Opens the index PATH (borrowed), made when it is not there. ERROR_MALFORMED when the file is
 * something else, ERROR_CONFIG when it is of another version. Close it also when this fails. */
int index_open(struct ledger_index *index, const char *path, struct error *err) MUST_CHECK;
void index_close(struct ledger_index *index);
/* Empties it, also one of another version. */
int index_empty(struct ledger_index *index, struct error *err) MUST_CHECK;
/* Whether it is what this version makes. ERROR_CONFIG. */
int index_check(struct ledger_index *index, struct error *err) MUST_CHECK;
/* Adds what the ledger at LEDGER has more; POSITION receives how far that is. ERROR_MALFORMED where
 * the ledger does not go on from what is in the index. */
int index_follow(struct ledger_index *index, const char *ledger, struct ledger_position *position,
		 struct error *err) MUST_CHECK;

#endif
