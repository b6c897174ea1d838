#include "config.h"

#include "fleet/database.h"

#include <limits.h>
#include <stdlib.h>

#include "base/buf.h"

enum { COPY_PIECE_BYTES = 1024 * 1024 };

int
database_error(struct database *database, struct error *err)
{
	CLEANUP(buf_release) struct buf text = BUF_INIT;
	struct bytes rest = bytes_trim(bytes_of(PQerrorMessage(database->connection)));
	struct bytes line;

	while (rest.len && bytes_split(&rest, '\n', &line)) {
		if (text.len)
			buf_add_string(&text, "; ");
		buf_add(&text, bytes_trim(line));
	}
	return error_set(err, ERROR_SYSTEM, "database: %s", text.len ? text.data : "no answer");
}

/* As libpq does: else it is the name of a database. */
static bool
is_connection_string(const char *conninfo)
{
	struct bytes text = bytes_of(conninfo);

	return strchr(conninfo, '=') || bytes_starts_with(text, BYTES("postgresql://")) ||
	       bytes_starts_with(text, BYTES("postgres://"));
}

static bool
has_password(const PQconninfoOption *options)
{
	for (; options->keyword; options++) {
		if (strstr(options->keyword, "password") && options->val)
			return true;
	}
	return false;
}

static int
conninfo_check(const char *conninfo, struct error *err)
{
	char *why = NULL;
	PQconninfoOption *options;
	int result = 0;

	if (!is_connection_string(conninfo))
		return 0;
	options = PQconninfoParse(conninfo, &why);
	if (!options)
		result = error_set(err, ERROR_USAGE, "--to: %.*s",
				   BYTES_ARG(bytes_trim(bytes_of(why))));
	else if (has_password(options))
		result = error_set(err, ERROR_USAGE,
				   "--to has a password, which everybody on this machine could "
				   "read; put it into ~/.pgpass, or name a file with passfile=");
	PQconninfoFree(options);
	PQfreemem(why);
	return result;
}

/* What CONNINFO says goes before what stands in front of it, and not before what stands behind. */
static PGconn *
connect_by(const char *conninfo)
{
	const char *const keywords[] = { "connect_timeout", "fallback_application_name", "dbname",
					 "client_encoding", NULL };
	const char *const values[] = { "15", "writ-ledger-ship", conninfo, "UTF8", NULL };

	return PQconnectdbParams(keywords, values, 1);
}

int
database_open(struct database *database, const char *conninfo, struct error *err)
{
	database->connection = NULL;
	if (conninfo && conninfo_check(conninfo, err) < 0)
		return -1;
	database->connection = connect_by(conninfo);
	if (PQstatus(database->connection) != CONNECTION_OK)
		return database_error(database, err);
	return database_run(database,
			    "SET client_min_messages = error; SET search_path = writ, pg_catalog",
			    err);
}

void
database_close(struct database *database)
{
	PQfinish(database->connection);
}

bool
database_is_lost(const struct database *database)
{
	return PQstatus(database->connection) != CONNECTION_OK;
}

void
database_clear(PGresult **result)
{
	PQclear(*result);
}

int
database_run(struct database *database, const char *text, struct error *err)
{
	CLEANUP(database_clear) PGresult *result = PQexec(database->connection, text);
	ExecStatusType status = PQresultStatus(result);

	if (status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK)
		return 0;
	return database_error(database, err);
}

int
database_end(struct database *database, int result, struct error *err)
{
	if (result == 0)
		return database_run(database, "COMMIT", err);
	PQclear(PQexec(database->connection, "ROLLBACK"));
	return result;
}

PGresult *
database_query(struct database *database, const char *text, int n, const char *const *values,
	       struct error *err)
{
	CLEANUP(database_clear)
	PGresult *result = PQexecParams(database->connection, text, n, NULL, values, NULL, NULL, 0);

	if (PQresultStatus(result) == PGRES_TUPLES_OK)
		return steal(&result);
	database_error(database, err);
	return NULL;
}

static int
rows_put(struct database *database, struct bytes rows)
{
	for (size_t at = 0; at < rows.len; at += COPY_PIECE_BYTES) {
		struct bytes piece = bytes_slice(rows, at, at + COPY_PIECE_BYTES);

		if (PQputCopyData(database->connection, piece.data, (int)piece.len) != 1)
			return -1;
	}
	return PQputCopyEnd(database->connection, NULL) == 1 ? 0 : -1;
}

int
database_copy(struct database *database, const char *command, struct bytes rows, struct error *err)
{
	CLEANUP(database_clear) PGresult *begun = PQexec(database->connection, command);
	CLEANUP(database_clear) PGresult *ended = NULL;
	PGresult *rest;

	if (PQresultStatus(begun) != PGRES_COPY_IN || rows_put(database, rows) < 0)
		return database_error(database, err);
	ended = PQgetResult(database->connection);
	if (PQresultStatus(ended) != PGRES_COMMAND_OK)
		database_error(database, err);
	while ((rest = PQgetResult(database->connection)))
		PQclear(rest);
	return PQresultStatus(ended) == PGRES_COMMAND_OK ? 0 : -1;
}
