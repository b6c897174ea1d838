#ifndef WRIT_INDEX_INSERT_H
#define WRIT_INDEX_INSERT_H

/*
 * Lines of a ledger into the tables.
 */

#include <sqlite3.h>

#include "ledger/follow.h"

/* Takes the next lines of FOLLOWER, MOST bytes of them or one. 1 when some may be left, 0 when none
 * are. The caller has begun a transaction. */
int
insert_lines(sqlite3 *db, struct follower *follower, uint64_t most, struct error *err) MUST_CHECK;

#endif
