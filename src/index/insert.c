#include "config.h"

#include "index/insert.h"

#include "index/sql.h"
#include "ledger/facts.h"

struct inserts {
	sqlite3_stmt *statements[FACTS_TABLES];
	struct arena arena; /* for one line */
};

static void
inserts_release(struct inserts *inserts)
{
	for (size_t i = 0; i < FACTS_TABLES; i++)
		sqlite3_finalize(inserts->statements[i]);
	arena_release(&inserts->arena);
}

static int
insert_prepare(sqlite3 *db, const struct fact_table *table, sqlite3_stmt **statement,
	       struct error *err)
{
	CLEANUP(buf_release) struct buf text = BUF_INIT;

	buf_printf(&text, "INSERT INTO %s VALUES (?", table->name);
	for (size_t i = 1; i < table->n_columns; i++)
		buf_add_string(&text, ", ?");
	buf_add_char(&text, ')');
	return sql_prepare(db, text.data, statement, err);
}

static int
inserts_prepare(struct inserts *inserts, sqlite3 *db, struct error *err)
{
	arena_init(&inserts->arena);
	for (size_t i = 0; i < FACTS_TABLES; i++) {
		if (insert_prepare(db, &fact_tables[i], &inserts->statements[i], err) < 0)
			return -1;
	}
	return 0;
}

static bool
is_number(enum fact_type type)
{
	return type == FACT_NUMBER || type == FACT_BOOL;
}

static int
row_insert(struct inserts *inserts, const struct fact_row *row, struct error *err)
{
	const struct fact_table *table = &fact_tables[row->table];
	sqlite3_stmt *statement = inserts->statements[row->table];

	for (size_t i = 0; i < table->n_columns; i++) {
		const struct fact_value *value = &row->values[i];

		if (value->text.data && is_number(table->columns[i].type))
			sqlite3_bind_int64(statement, (int)i + 1, value->number);
		else
			sql_bind(statement, (int)i + 1, value->text);
	}
	if (sql_step(statement, err) < 0)
		return -1;
	sqlite3_reset(statement);
	return 0;
}

static int
line_insert(struct inserts *inserts, const struct followed *followed,
	    const struct ledger_position *position, struct error *err)
{
	struct fact_row row;
	struct facts facts;

	if (!followed->is_record) {
		facts_torn(&row, position->lines, position->hash, &inserts->arena);
		return row_insert(inserts, &row, err);
	}
	facts_init(&facts, &followed->record, followed->line, position->hash, &inserts->arena);
	while (facts_next(&facts, &row)) {
		if (row_insert(inserts, &row, err) < 0)
			return -1;
	}
	return 0;
}

int
insert_lines(sqlite3 *db, struct follower *follower, uint64_t most, struct error *err)
{
	CLEANUP(inserts_release) struct inserts inserts = { .statements = { NULL } };
	uint64_t from = follower->position.end;
	struct followed followed;
	int more;

	if (inserts_prepare(&inserts, db, err) < 0)
		return -1;
	while ((more = follower_next(follower, &followed, err)) > 0) {
		if (line_insert(&inserts, &followed, &follower->position, err) < 0)
			return -1;
		arena_reset(&inserts.arena);
		if (follower->position.end - from >= most)
			break;
	}
	return more;
}
