#include "config.h"

#include <math.h>
#include <stdio.h>

#include "base/escape.h"
#include "index/query.h"
#include "index/sql.h"

/* What only looks at what is there. */
static int
only_reads(void *ctx, int action, const char *a, const char *b, const char *c, const char *d)
{
	(void)ctx;
	(void)a;
	(void)b;
	(void)c;
	(void)d;
	return action == SQLITE_SELECT || action == SQLITE_READ || action == SQLITE_FUNCTION ||
			       action == SQLITE_RECURSIVE
		       ? SQLITE_OK
		       : SQLITE_DENY;
}

/* JSON has no infinity. */
static void
json_value_add(struct buf *out, sqlite3_stmt *statement, int at)
{
	int type = sqlite3_column_type(statement, at);

	if (type == SQLITE_NULL ||
	    (type == SQLITE_FLOAT && !isfinite(sqlite3_column_double(statement, at))))
		buf_add_string(out, "null");
	else if (type == SQLITE_INTEGER || type == SQLITE_FLOAT)
		buf_add(out, sql_text(statement, at));
	else
		escape_json(out, sql_text(statement, at));
}

static void
json_row_add(struct buf *out, sqlite3_stmt *statement)
{
	for (int i = 0; i < sqlite3_column_count(statement); i++) {
		buf_add_char(out, i ? ',' : '{');
		escape_json(out, bytes_of(sqlite3_column_name(statement, i)));
		buf_add_char(out, ':');
		json_value_add(out, statement, i);
	}
	buf_add_string(out, "}\n");
}

static void
text_row_add(struct buf *out, sqlite3_stmt *statement)
{
	for (int i = 0; i < sqlite3_column_count(statement); i++) {
		if (i)
			buf_add_char(out, '\t');
		escape_controls(out, sql_text(statement, i));
	}
	buf_add_char(out, '\n');
}

static void
text_names_add(struct buf *out, sqlite3_stmt *statement)
{
	for (int i = 0; i < sqlite3_column_count(statement); i++) {
		if (i)
			buf_add_char(out, '\t');
		escape_controls(out, bytes_of(sqlite3_column_name(statement, i)));
	}
	buf_add_char(out, '\n');
}

/* What SQLite says of a statement is about what was typed. */
static int
statement_prepare(struct ledger_index *index, const char *text, sqlite3_stmt **statement,
		  struct error *err)
{
	const char *rest = "";

	if (sqlite3_prepare_v2(index->db, text, -1, statement, &rest) != SQLITE_OK)
		return error_set(err, ERROR_USAGE, "the query: %s%s", sqlite3_errmsg(index->db),
				 sqlite3_errcode(index->db) == SQLITE_AUTH
					 ? "; it may only read, with SELECT"
					 : "");
	if (!*statement || bytes_trim(bytes_of(rest)).len)
		return error_set(err, ERROR_USAGE, "the query is not one statement");
	if (!sqlite3_stmt_readonly(*statement))
		return error_set(err, ERROR_USAGE,
				 "the query: not authorized; it may only read, with SELECT");
	return 0;
}

static int
rows_print(sqlite3_stmt *statement, bool as_json, struct error *err)
{
	CLEANUP(buf_release) struct buf out = BUF_INIT;
	int more;

	if (!as_json)
		text_names_add(&out, statement);
	while ((more = sql_step(statement, err)) > 0) {
		(as_json ? json_row_add : text_row_add)(&out, statement);
		printf("%.*s", BYTES_ARG(buf_bytes(&out)));
		buf_clear(&out);
	}
	printf("%.*s", BYTES_ARG(buf_bytes(&out)));
	return more;
}

int
index_select(struct ledger_index *index, const char *text, bool as_json, struct error *err)
{
	CLEANUP(sql_finalize) sqlite3_stmt *statement = NULL;
	int result;

	sqlite3_set_authorizer(index->db, only_reads, NULL);
	result = statement_prepare(index, text, &statement, err);
	if (result == 0)
		result = rows_print(statement, as_json, err);
	sqlite3_set_authorizer(index->db, NULL, NULL);
	return result;
}
