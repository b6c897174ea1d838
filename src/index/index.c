#include "config.h"

#include "index/index.h"

#include "base/io.h"
#include "index/insert.h"
#include "index/sql.h"
#include "ledger/ledger.h"
#include "ledger/schema.h"
#include "model/limits.h"

enum {
	APPLICATION_ID = 0x77726974, /* writ */
	BUSY_MS = 120 * 1000,        /* for the other writer's transaction */
	BATCH_BYTES = 64 * 1024 * 1024,
};

static const struct schema_dialect dialect = {
	.types = { [FACT_TEXT] = "TEXT",
		   [FACT_TIME] = "TEXT",
		   [FACT_NUMBER] = "INTEGER",
		   [FACT_BOOL] = "INTEGER" },
	.key_column = "",
	.key = "",
	.shown = "",
	.records = "records",
	.list_table = " WITHOUT ROWID",
};

/* What is synced is enough to be whole after the system has crashed, and the cache for a million
 * ids in no order. */
static const char settings[] = "PRAGMA synchronous = NORMAL; PRAGMA cache_size = -131072;";

static int
schema_make(struct ledger_index *index, struct error *err)
{
	CLEANUP(buf_release) struct buf text = BUF_INIT;

	buf_printf(&text, "PRAGMA application_id = %d; PRAGMA user_version = %d;\n", APPLICATION_ID,
		   SCHEMA_VERSION);
	schema_write(&text, &dialect);
	buf_add_string(&text, "CREATE TABLE position (lines INTEGER, bytes INTEGER, hash TEXT);\n"
			      "INSERT INTO position VALUES (0, 0, '');\n");
	return sql_run(index->db, text.data, err);
}

/* Whether the file is empty, or ours. */
static int
kind_read(struct ledger_index *index, bool *is_new, bool *is_ours, sqlite3_int64 *version,
	  struct error *err)
{
	sqlite3_int64 objects, id;

	if (sql_number(index->db, "SELECT count(*) FROM sqlite_schema", &objects, err) < 0 ||
	    sql_number(index->db, "PRAGMA application_id", &id, err) < 0 ||
	    sql_number(index->db, "PRAGMA user_version", version, err) < 0)
		return -1;
	*is_new = objects == 0;
	*is_ours = id == APPLICATION_ID;
	return 0;
}

int
index_check(struct ledger_index *index, struct error *err)
{
	sqlite3_int64 version;
	bool is_new, is_ours;

	if (kind_read(index, &is_new, &is_ours, &version, err) < 0)
		return error_wrap(err, "%s", index->path);
	if (is_new || !is_ours)
		return error_set(err, ERROR_MALFORMED,
				 "%s: is a database, but no index of a ledger", index->path);
	if (version != SCHEMA_VERSION)
		return error_set(err, ERROR_CONFIG,
				 "%s: was made by another version of writ; `writ ledger index "
				 "--rebuild` makes it again",
				 index->path);
	return 0;
}

/* Ends the transaction, well or not. */
static int
transaction_end(struct ledger_index *index, int result, struct error *err)
{
	if (result == 0 && sql_run(index->db, "COMMIT", err) == 0)
		return 0;
	sqlite3_exec(index->db, "ROLLBACK", NULL, NULL, NULL);
	return -1;
}

/* Somebody else may have made it meanwhile. */
static int
schema_make_once(struct ledger_index *index, struct error *err)
{
	sqlite3_int64 version;
	bool is_new, is_ours;
	int result;

	if (kind_read(index, &is_new, &is_ours, &version, err) < 0)
		return -1;
	if (!is_new)
		return 0;
	if (sql_run(index->db, "BEGIN IMMEDIATE", err) < 0)
		return -1;
	result = kind_read(index, &is_new, &is_ours, &version, err);
	if (result == 0 && is_new)
		result = schema_make(index, err);
	return transaction_end(index, result, err);
}

int
index_open(struct ledger_index *index, const char *path, struct error *err)
{
	int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX;

	*index = (struct ledger_index){ .path = path };
	if (sqlite3_open_v2(path, &index->db, flags, NULL) != SQLITE_OK) {
		sql_error(index->db, err);
		return error_wrap(err, "%s", path);
	}
	sqlite3_busy_timeout(index->db, BUSY_MS);
	if (sql_run(index->db, settings, err) < 0 || schema_make_once(index, err) < 0)
		return error_wrap(err, "%s", path);
	return 0;
}

void
index_close(struct ledger_index *index)
{
	sqlite3_close(index->db);
}

int
index_empty(struct ledger_index *index, struct error *err)
{
	CLEANUP(buf_release) struct buf text = BUF_INIT;
	sqlite3_int64 version;
	bool is_new, is_ours;
	int result;

	if (kind_read(index, &is_new, &is_ours, &version, err) < 0)
		return error_wrap(err, "%s", index->path);
	if (!is_ours)
		return index_check(index, err);
	schema_drop(&text);
	buf_add_string(&text, "DROP TABLE IF EXISTS position;\n");
	if (sql_run(index->db, "BEGIN IMMEDIATE", err) < 0)
		return error_wrap(err, "%s", index->path);
	result = sql_run(index->db, text.data, err);
	if (result == 0)
		result = schema_make(index, err);
	if (transaction_end(index, result, err) < 0)
		return error_wrap(err, "%s", index->path);
	return 0;
}

static int
position_read(struct ledger_index *index, struct ledger_position *position, struct error *err)
{
	CLEANUP(sql_finalize) sqlite3_stmt *statement = NULL;
	struct bytes hash;

	*position = (struct ledger_position){ .lines = 0 };
	if (sql_prepare(index->db, "SELECT lines, bytes, hash FROM position", &statement, err) <
		    0 ||
	    sql_step(statement, err) < 0)
		return -1;
	position->lines = (uint64_t)sqlite3_column_int64(statement, 0);
	position->end = (uint64_t)sqlite3_column_int64(statement, 1);
	hash = sql_text(statement, 2);
	if (hash.len == SHA256_HEX_CHARS)
		memcpy(position->hash, hash.data, hash.len);
	return 0;
}

static int
position_write(struct ledger_index *index, const struct ledger_position *position,
	       struct error *err)
{
	CLEANUP(sql_finalize) sqlite3_stmt *statement = NULL;

	if (sql_prepare(index->db, "UPDATE position SET lines = ?, bytes = ?, hash = ?", &statement,
			err) < 0)
		return -1;
	sqlite3_bind_int64(statement, 1, (sqlite3_int64)position->lines);
	sqlite3_bind_int64(statement, 2, (sqlite3_int64)position->end);
	sql_bind(statement, 3, bytes_of(position->hash));
	return sql_step(statement, err);
}

/* Opened behind reading the position, it has at least what that is of. */
static int
ledger_begin(const char *ledger, const struct ledger_position *position, int *fd, uint64_t *size,
	     struct follower *follower, struct error *err)
{
	struct ledger_head head;

	if (ledger_open_read(ledger, limit_rows[LIMIT_LEDGER_WAIT].value, fd, size, &head, err) < 0)
		return -1;
	if (follower_begin(follower, *fd, *size, position, err) == 0)
		return 0;
	return error_wrap(err, "ledger %s does not go on from what is in the index", ledger);
}

/* Adds some lines; MORE says whether some may be left. */
static int
batch_add(struct ledger_index *index, const char *ledger, struct ledger_position *position,
	  bool *more, struct error *err)
{
	CLEANUP(follower_release) struct follower follower = { .lines = { .fd = -1 } };
	CLEANUP(io_close) int fd = -1;
	uint64_t size;
	int result;

	if (position_read(index, position, err) < 0 ||
	    ledger_begin(ledger, position, &fd, &size, &follower, err) < 0)
		return -1;
	result = insert_lines(index->db, &follower, BATCH_BYTES, err);
	if (result < 0)
		return -1;
	*more = result > 0;
	*position = follower.position;
	return position_write(index, position, err);
}

static int
batch_commit(struct ledger_index *index, const char *ledger, struct ledger_position *position,
	     bool *more, struct error *err)
{
	if (sql_run(index->db, "BEGIN IMMEDIATE", err) < 0)
		return -1;
	return transaction_end(index, batch_add(index, ledger, position, more, err), err);
}

/* Whether nothing was added: then nobody has to be waited for. */
static int
is_at_end(struct ledger_index *index, const char *ledger, struct ledger_position *position,
	  bool *at_end, struct error *err)
{
	CLEANUP(follower_release) struct follower follower = { .lines = { .fd = -1 } };
	CLEANUP(io_close) int fd = -1;
	uint64_t size;

	if (position_read(index, position, err) < 0 ||
	    ledger_begin(ledger, position, &fd, &size, &follower, err) < 0)
		return -1;
	*at_end = position->end == size;
	return 0;
}

int
index_follow(struct ledger_index *index, const char *ledger, struct ledger_position *position,
	     struct error *err)
{
	bool at_end, more = true;

	if (is_at_end(index, ledger, position, &at_end, err) < 0)
		return error_wrap(err, "%s", index->path);
	while (!at_end && more) {
		if (batch_commit(index, ledger, position, &more, err) < 0)
			return error_wrap(err, "%s", index->path);
	}
	return 0;
}
