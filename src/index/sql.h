#ifndef WRIT_INDEX_SQL_H
#define WRIT_INDEX_SQL_H

/*
 * SQLite with our errors.
 */

#include <sqlite3.h>

#include "base/bytes.h"
#include "base/error.h"

/* Sets ERR to what DB says of its last failure; returns -1. ERROR_MALFORMED when the file is no
 * database, ERROR_SYSTEM else. */
int sql_error(sqlite3 *db, struct error *err);
/* Runs the statements in TEXT. */
int sql_run(sqlite3 *db, const char *text, struct error *err) MUST_CHECK;
int
sql_prepare(sqlite3 *db, const char *text, sqlite3_stmt **statement, struct error *err) MUST_CHECK;
/* For CLEANUP. */
void sql_finalize(sqlite3_stmt **statement);
/* 1 with the next row, 0 at the end. */
int sql_step(sqlite3_stmt *statement, struct error *err) MUST_CHECK;
/* Gives parameter AT, from 1, the text VALUE, borrowed until the next step; NULL data: null. */
void sql_bind(sqlite3_stmt *statement, int at, struct bytes value);
/* The text of column AT, from 0, borrowed until the next step; NULL data: null. */
struct bytes sql_text(sqlite3_stmt *statement, int at);
/* The number that the query TEXT gives. */
int sql_number(sqlite3 *db, const char *text, sqlite3_int64 *number, struct error *err) MUST_CHECK;

#endif
