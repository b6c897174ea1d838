#include "config.h"

#include "fleet/store.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

#include "ledger/schema.h"

static const struct schema_dialect dialect = {
	.types = { [FACT_TEXT] = "text",
		   [FACT_TIME] = "timestamptz",
		   [FACT_NUMBER] = "bigint",
		   [FACT_BOOL] = "boolean" },
	.key_column = "ledger integer NOT NULL, ",
	.key = "ledger, ",
	.shown = "server, ledger, ",
	.records = "ledgers JOIN records USING (ledger)",
	.list_table = "",
};

/* Beside the tables of a ledger. The lock is held to the end of the transaction, by whoever else
 * makes the schema. */
static const char lock[] = "SELECT pg_advisory_xact_lock(hashtextextended('writ schema', 0))";
static const char head[] =
	"CREATE SCHEMA IF NOT EXISTS writ;\n"
	"CREATE TABLE version (version integer NOT NULL);\n"
	"CREATE TABLE ledgers (ledger integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY, "
	"server text NOT NULL, git_dir text NOT NULL, genesis text NOT NULL, "
	"shipped_lines bigint NOT NULL, shipped_bytes bigint NOT NULL, last_hash text NOT NULL, "
	"shipped_at timestamptz NOT NULL, UNIQUE (server, git_dir, genesis));\n";

/* The version that is there, 0 where there is none. */
static int
version_read(struct database *database, long *version, struct error *err)
{
	CLEANUP(database_clear) PGresult *there = NULL;
	CLEANUP(database_clear) PGresult *row = NULL;

	*version = 0;
	there = database_query(database, "SELECT to_regclass('writ.version') IS NOT NULL", 0, NULL,
			       err);
	if (!there)
		return -1;
	if (*PQgetvalue(there, 0, 0) != 't')
		return 0;
	row = database_query(database, "SELECT max(version) FROM version", 0, NULL, err);
	if (!row)
		return -1;
	*version = strtol(PQgetvalue(row, 0, 0), NULL, 10);
	return 0;
}

static int
version_check(long version, struct error *err)
{
	if (version == 0)
		return error_set(err, ERROR_CONFIG,
				 "the database has no tables of writ; to make them, as who may: "
				 "`writ ledger ship --init --to CONNINFO`");
	if (version != SCHEMA_VERSION)
		return error_set(err, ERROR_CONFIG,
				 "the tables of the database are of version %ld, and this writ "
				 "writes version %d",
				 version, SCHEMA_VERSION);
	return 0;
}

int
store_check(struct database *database, struct error *err)
{
	long version;

	if (version_read(database, &version, err) < 0)
		return -1;
	return version_check(version, err);
}

static int
schema_make(struct database *database, struct error *err)
{
	CLEANUP(buf_release) struct buf text = BUF_INIT;
	long version;

	if (database_run(database, lock, err) < 0 || version_read(database, &version, err) < 0)
		return -1;
	if (version)
		return version_check(version, err);
	buf_add_string(&text, head);
	schema_write(&text, &dialect);
	buf_printf(&text, "INSERT INTO version VALUES (%d);\n", SCHEMA_VERSION);
	return database_run(database, text.data, err);
}

/* Names and messages are of all languages. */
static int
encoding_check(struct database *database, struct error *err)
{
	CLEANUP(database_clear) PGresult *row = NULL;

	row = database_query(database, "SHOW server_encoding", 0, NULL, err);
	if (!row)
		return -1;
	if (strcmp(PQgetvalue(row, 0, 0), "UTF8") != 0)
		return error_set(err, ERROR_CONFIG, "the encoding of the database is %s, not UTF8",
				 PQgetvalue(row, 0, 0));
	return 0;
}

int
store_init(struct database *database, struct error *err)
{
	if (encoding_check(database, err) < 0 || database_run(database, "BEGIN", err) < 0)
		return -1;
	return database_end(database, schema_make(database, err), err);
}

static void
stored_read(struct stored_ledger *stored, const PGresult *row)
{
	*stored = (struct stored_ledger){
		.position = { .lines = strtoull(PQgetvalue(row, 0, 1), NULL, 10),
			      .end = strtoull(PQgetvalue(row, 0, 2), NULL, 10) },
	};
	snprintf(stored->number, sizeof(stored->number), "%s", PQgetvalue(row, 0, 0));
	snprintf(stored->position.hash, sizeof(stored->position.hash), "%s", PQgetvalue(row, 0, 3));
}

/* One ledger of a repository at a time is written, also one that is not there yet. */
static int
repository_lock(struct database *database, const char *const *values, struct error *err)
{
	CLEANUP(database_clear) PGresult *row = NULL;

	row = database_query(
		database, "SELECT pg_advisory_xact_lock(hashtextextended($1 || E'\\n' || $2, 0))",
		2, values, err);
	return row ? 0 : -1;
}

static int
other_check(struct database *database, const char *const *values, struct error *err)
{
	CLEANUP(database_clear) PGresult *row = NULL;

	row = database_query(database,
			     "SELECT shipped_lines FROM ledgers WHERE server = $1 AND git_dir = $2 "
			     "ORDER BY ledger DESC LIMIT 1",
			     2, values, err);
	if (!row)
		return -1;
	if (PQntuples(row) == 0)
		return 0;
	return error_set(err, ERROR_MALFORMED,
			 "%s lines of another ledger of %s were shipped, with another first line; "
			 "where it was begun anew on purpose, ship it once with --begin",
			 PQgetvalue(row, 0, 0), values[1]);
}

int
store_find(struct database *database, const struct ledger_name *name, bool begin,
	   struct stored_ledger *stored, struct error *err)
{
	const char *const values[] = { name->server, name->git_dir, name->genesis };
	CLEANUP(database_clear) PGresult *found = NULL;
	CLEANUP(database_clear) PGresult *added = NULL;

	if (repository_lock(database, values, err) < 0)
		return -1;
	found = database_query(
		database,
		"SELECT ledger, shipped_lines, shipped_bytes, last_hash FROM ledgers "
		"WHERE server = $1 AND git_dir = $2 AND genesis = $3",
		3, values, err);
	if (!found)
		return -1;
	if (PQntuples(found) > 0) {
		stored_read(stored, found);
		return 0;
	}
	if (!begin && other_check(database, values, err) < 0)
		return -1;
	added = database_query(database,
			       "INSERT INTO ledgers (server, git_dir, genesis, shipped_lines, "
			       "shipped_bytes, last_hash, shipped_at) "
			       "VALUES ($1, $2, $3, 0, 0, '', now()) "
			       "RETURNING ledger, shipped_lines, shipped_bytes, last_hash",
			       3, values, err);
	if (!added)
		return -1;
	stored_read(stored, added);
	return 0;
}

int
store_update(struct database *database, const struct stored_ledger *stored, struct error *err)
{
	CLEANUP(database_clear) PGresult *row = NULL;
	char lines[LEDGER_NUMBER_CHARS + 1], bytes[LEDGER_NUMBER_CHARS + 1];
	const char *const values[] = { stored->number, lines, bytes, stored->position.hash };

	snprintf(lines, sizeof(lines), "%" PRIu64, stored->position.lines);
	snprintf(bytes, sizeof(bytes), "%" PRIu64, stored->position.end);
	row = database_query(
		database,
		"UPDATE ledgers SET shipped_lines = $2, shipped_bytes = $3, "
		"last_hash = $4, shipped_at = now() WHERE ledger = $1 RETURNING ledger",
		4, values, err);
	return row ? 0 : -1;
}

/* Takes what is left of an answer, so that the next question can be asked. */
static void
answer_drain(struct database *database)
{
	PGresult *rest;

	while ((rest = PQgetResult(database->connection)))
		PQclear(rest);
}

int
store_lines(struct database *database, const struct stored_ledger *stored, store_visitor *visit,
	    void *ctx, struct error *err)
{
	const char *const values[] = { stored->number };
	bool wanted = true;

	if (!PQsendQueryParams(database->connection,
			       "SELECT seq, hash FROM lines WHERE ledger = $1 ORDER BY seq", 1,
			       NULL, values, NULL, NULL, 0) ||
	    !PQsetSingleRowMode(database->connection))
		return database_error(database, err);
	while (wanted) {
		CLEANUP(database_clear) PGresult *row = PQgetResult(database->connection);

		if (!row || PQresultStatus(row) == PGRES_TUPLES_OK)
			break;
		if (PQresultStatus(row) != PGRES_SINGLE_TUPLE) {
			database_error(database, err);
			answer_drain(database);
			return -1;
		}
		wanted = visit(ctx, strtoull(PQgetvalue(row, 0, 0), NULL, 10),
			       bytes_of(PQgetvalue(row, 0, 1)));
	}
	answer_drain(database);
	return 0;
}
