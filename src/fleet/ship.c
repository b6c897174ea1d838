#include "config.h"

#include "fleet/ship.h"

#include <inttypes.h>

#include "base/io.h"
#include "fleet/copy_text.h"
#include "ledger/json_text.h"
#include "ledger/ledger.h"
#include "model/limits.h"

enum { BATCH_BYTES = 2 * 1024 * 1024 };

struct ship {
	struct database *database;
	struct shipment *shipment;
	struct buf git_dir;
	char genesis[SHA256_HEX_CHARS + 1];
	struct buf rows[FACTS_TABLES];
	struct arena arena; /* for one line */
};

static void
ship_release(struct ship *ship)
{
	buf_release(&ship->git_dir);
	for (size_t i = 0; i < FACTS_TABLES; i++)
		buf_release(&ship->rows[i]);
	arena_release(&ship->arena);
}

static int
ledger_read(struct ship *ship, int *fd, uint64_t *size, struct error *err)
{
	struct ledger_head head;

	return ledger_open_read(ship->shipment->path, limit_rows[LIMIT_LEDGER_WAIT].value, fd, size,
				&head, err);
}

/* Whose ledger it is, by its first line and its first record; 0 while it has none. */
static int
name_read(struct ship *ship, struct error *err)
{
	CLEANUP(follower_release) struct follower follower = { .lines = { .fd = -1 } };
	const struct ledger_position beginning = { .lines = 0 };
	CLEANUP(io_close) int fd = -1;
	struct followed followed;
	uint64_t size;
	int more;

	if (ledger_read(ship, &fd, &size, err) < 0 ||
	    follower_begin(&follower, fd, size, &beginning, err) < 0)
		return -1;
	while ((more = follower_next(&follower, &followed, err)) > 0) {
		if (follower.position.lines == 1)
			memcpy(ship->genesis, follower.position.hash, sizeof(ship->genesis));
		if (followed.is_record)
			break;
	}
	if (more > 0)
		json_member_text_add(&ship->git_dir, followed.record.repository);
	return more;
}

/* Where the ledger and what was shipped part. */
struct comparison {
	struct lines lines;
	uint64_t differs; /* the first line that does; 0: none */
	int failed;
	struct error *err;
};

static bool
line_compare(void *ctx, uint64_t seq, struct bytes hash)
{
	struct comparison *comparison = ctx;
	char own[SHA256_HEX_CHARS + 1];
	struct line line;
	int more = lines_next(&comparison->lines, &line, comparison->err);

	if (more > 0)
		ledger_line_hash(line.text, own);
	if (more <= 0 || !line.complete || !bytes_equal_string(hash, own))
		comparison->differs = seq;
	comparison->failed = more < 0;
	return !comparison->differs;
}

static int
lines_compare(struct ship *ship, const struct stored_ledger *stored, uint64_t *differs,
	      struct error *err)
{
	struct comparison comparison = { .err = err };
	CLEANUP(io_close) int fd = -1;
	uint64_t size;
	int result;

	if (ledger_read(ship, &fd, &size, err) < 0)
		return -1;
	lines_init(&comparison.lines, fd, size);
	result = store_lines(ship->database, stored, line_compare, &comparison, err);
	lines_release(&comparison.lines);
	*differs = comparison.differs;
	return comparison.failed ? -1 : result;
}

static int
lines_check(struct ship *ship, const struct stored_ledger *stored, struct error *err)
{
	uint64_t differs;

	if (lines_compare(ship, stored, &differs, err) < 0)
		return -1;
	if (!differs)
		return 0;
	return error_set(err, ERROR_MALFORMED,
			 "line %" PRIu64 " is not the one that was shipped, or is gone; the "
			 "database keeps what it has",
			 differs);
}

/* Goes on behind what was shipped; where that is not there any more, says from which line on. */
static int
ledger_begin(struct ship *ship, const struct stored_ledger *stored, int *fd,
	     struct follower *follower, struct error *err)
{
	struct error why;
	uint64_t size;

	if (ledger_read(ship, fd, &size, err) < 0)
		return -1;
	if (follower_begin(follower, *fd, size, &stored->position, &why) == 0)
		return 0;
	if (why.code == ERROR_MALFORMED && lines_check(ship, stored, err) < 0)
		return -1;
	*err = why;
	return -1;
}

static void
line_add(struct ship *ship, const struct stored_ledger *stored, const struct follower *follower,
	 const struct followed *followed)
{
	const struct ledger_position *position = &follower->position;
	struct fact_row row;
	struct facts facts;

	if (followed->is_record) {
		facts_init(&facts, &followed->record, followed->line, position->hash, &ship->arena);
		while (facts_next(&facts, &row))
			copy_text_row(&ship->rows[row.table], stored->number, &row);
	} else {
		facts_torn(&row, position->lines, position->hash, &ship->arena);
		copy_text_row(&ship->rows[row.table], stored->number, &row);
	}
	arena_reset(&ship->arena);
}

static int
rows_send(struct ship *ship, struct error *err)
{
	for (size_t i = 0; i < FACTS_TABLES; i++) {
		CLEANUP(buf_release) struct buf command = BUF_INIT;

		buf_printf(&command, "COPY %s FROM STDIN", fact_tables[i].name);
		if (ship->rows[i].len &&
		    database_copy(ship->database, command.data, buf_bytes(&ship->rows[i]), err) < 0)
			return -1;
		buf_clear(&ship->rows[i]);
	}
	return 0;
}

/* Adds some lines; MORE says whether some may be left. */
static int
lines_add(struct ship *ship, struct stored_ledger *stored, bool *more, struct error *err)
{
	CLEANUP(follower_release) struct follower follower = { .lines = { .fd = -1 } };
	uint64_t from = stored->position.lines, end = stored->position.end + BATCH_BYTES;
	CLEANUP(io_close) int fd = -1;
	struct followed followed;
	int left;

	if (ledger_begin(ship, stored, &fd, &follower, err) < 0)
		return -1;
	while ((left = follower_next(&follower, &followed, err)) > 0) {
		line_add(ship, stored, &follower, &followed);
		if (follower.position.end >= end)
			break;
	}
	if (left < 0)
		return -1;
	*more = left > 0;
	stored->position = follower.position;
	ship->shipment->lines = stored->position.lines;
	if (stored->position.lines == from)
		return 0;
	if (rows_send(ship, err) < 0 || store_update(ship->database, stored, err) < 0)
		return -1;
	ship->shipment->added += stored->position.lines - from;
	return 0;
}

static int
batch_add(struct ship *ship, bool *more, struct error *err)
{
	const struct ledger_name name = { ship->shipment->server, ship->git_dir.data,
					  ship->genesis };
	struct stored_ledger stored;

	if (store_find(ship->database, &name, ship->shipment->begin, &stored, err) < 0)
		return -1;
	if (ship->shipment->compare && lines_check(ship, &stored, err) < 0)
		return -1;
	ship->shipment->compare = false;
	return lines_add(ship, &stored, more, err);
}

static int
batch_commit(struct ship *ship, bool *more, struct error *err)
{
	if (database_run(ship->database, "BEGIN", err) < 0)
		return -1;
	return database_end(ship->database, batch_add(ship, more, err), err);
}

int
ship_ledger(struct database *database, struct shipment *shipment, struct error *err)
{
	CLEANUP(ship_release) struct ship ship = { .database = database, .shipment = shipment };
	bool more = true;
	int named;

	arena_init(&ship.arena);
	named = name_read(&ship, err);
	while (named > 0 && more) {
		if (batch_commit(&ship, &more, err) < 0)
			return -1;
	}
	return named < 0 ? -1 : 0;
}
