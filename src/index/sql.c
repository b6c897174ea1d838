#include "config.h"

#include "index/sql.h"

int
sql_error(sqlite3 *db, struct error *err)
{
	int code = sqlite3_errcode(db) & 0xff;

	if (code == SQLITE_NOTADB || code == SQLITE_CORRUPT)
		return error_set(err, ERROR_MALFORMED,
				 "is no index, or a broken one (%s); an index can be removed and "
				 "made again",
				 sqlite3_errmsg(db));
	return error_set(err, ERROR_SYSTEM, "%s", sqlite3_errmsg(db));
}

int
sql_run(sqlite3 *db, const char *text, struct error *err)
{
	return sqlite3_exec(db, text, NULL, NULL, NULL) == SQLITE_OK ? 0 : sql_error(db, err);
}

int
sql_prepare(sqlite3 *db, const char *text, sqlite3_stmt **statement, struct error *err)
{
	if (sqlite3_prepare_v2(db, text, -1, statement, NULL) != SQLITE_OK)
		return sql_error(db, err);
	return 0;
}

void
sql_finalize(sqlite3_stmt **statement)
{
	sqlite3_finalize(*statement);
}

int
sql_step(sqlite3_stmt *statement, struct error *err)
{
	switch (sqlite3_step(statement)) {
	case SQLITE_ROW:
		return 1;
	case SQLITE_DONE:
		return 0;
	default:
		return sql_error(sqlite3_db_handle(statement), err);
	}
}

void
sql_bind(sqlite3_stmt *statement, int at, struct bytes value)
{
	sqlite3_bind_text64(statement, at, value.data, value.len, SQLITE_STATIC, SQLITE_UTF8);
}

struct bytes
sql_text(sqlite3_stmt *statement, int at)
{
	const char *text = (const char *)sqlite3_column_text(statement, at);

	return (struct bytes){ text, (size_t)sqlite3_column_bytes(statement, at) };
}

int
sql_number(sqlite3 *db, const char *text, sqlite3_int64 *number, struct error *err)
{
	CLEANUP(sql_finalize) sqlite3_stmt *statement = NULL;

	if (sql_prepare(db, text, &statement, err) < 0 || sql_step(statement, err) < 0)
		return -1;
	*number = sqlite3_column_int64(statement, 0);
	return 0;
}
