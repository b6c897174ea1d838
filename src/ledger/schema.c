#include "config.h"

#include "ledger/schema.h"

/* What people ask by, and what the views join. */
static const char *const indexes[] = {
	"records_by_time ON records (time)",
	"records_by_pusher ON records (pusher) WHERE pusher IS NOT NULL",
	"moves_by_old ON moves (old_id) WHERE old_id IS NOT NULL",
	"moves_by_new ON moves (new_id) WHERE new_id IS NOT NULL",
	"moves_by_found ON moves (found_id) WHERE found_id IS NOT NULL",
	"moves_by_verdict ON moves (verdict_id) WHERE verdict_id IS NOT NULL",
	"outcomes_by_result ON outcomes (result, decision) WHERE result <> 'passed'",
	"outcomes_by_decision ON outcomes (decision, result)",
	"findings_by_decision ON findings (decision)",
	"findings_by_commit ON findings (commit_id) WHERE commit_id IS NOT NULL",
	"findings_by_path ON findings (path) WHERE path IS NOT NULL",
	"findings_by_fingerprint ON findings (fingerprint)",
};

/* In these, @K is what tables are joined by, @S what a row is shown by, @R the records. */
static const struct view {
	const char *name, *query;
} views[] = {
	{ "pushes",
	  "SELECT @S, id, time, repository, pusher, surface, admitted, verdict, mode, bundle, "
	  "as_of, duration_ms, ref, old_id, new_id, "
	  "(SELECT min(effects.time) FROM moves AS moved JOIN records AS effects USING (@K) "
	  "WHERE moved.verdict_id = records.id AND moved.ref = moves.ref "
	  "AND moved.old_id = moves.old_id AND moved.new_id = moves.new_id) AS moved "
	  "FROM @R LEFT JOIN moves USING (@K) WHERE kind = 'verdict'" },
	{ "decisions",
	  "SELECT @S, id, time, repository, pusher, admitted, verdict, decision, source, level, "
	  "result, applied, error FROM @R JOIN outcomes USING (@K)" },
	{ "violations",
	  "SELECT @S, id, time, repository, pusher, admitted, verdict, decision, level, ref, "
	  "commit_id, path, line_no, column_no, message, fingerprint, "
	  "coalesce(existing, false) AS existing, waiver, waiver_expires, waiver_reason, "
	  "requested_by, approved_by FROM @R JOIN findings USING (@K)" },
	{ "waivers", "SELECT @S, id, time, repository, pusher, decision, waiver, waiver_expires, "
		     "waiver_reason, requested_by, approved_by, ref, commit_id, path, fingerprint "
		     "FROM violations WHERE waiver IS NOT NULL" },
	{ "unexplained",
	  "SELECT @S, id, time, repository, kind, ref, coalesce(old_id, known_id) AS old_id, "
	  "coalesce(new_id, found_id) AS new_id FROM @R JOIN moves USING (@K) "
	  "WHERE kind = 'gap' OR (kind = 'effect' AND verdict_id IS NULL)" },
};

static void
table_write(struct buf *out, const struct schema_dialect *dialect, const struct fact_table *table)
{
	buf_printf(out, "CREATE TABLE %s (%s", table->name, dialect->key_column);
	for (size_t i = 0; i < table->n_columns; i++)
		buf_printf(out, "%s %s%s, ", table->columns[i].name,
			   dialect->types[table->columns[i].type],
			   i < table->n_keys ? " NOT NULL" : "");
	buf_printf(out, "PRIMARY KEY (%sseq%s))%s;\n", dialect->key, table->n_keys > 1 ? ", n" : "",
		   table->n_keys > 1 ? dialect->list_table : "");
}

static void
view_write(struct buf *out, const struct schema_dialect *dialect, const struct view *view)
{
	buf_printf(out, "CREATE VIEW %s AS ", view->name);
	for (const char *c = view->query; *c; c++) {
		if (*c != '@')
			buf_add_char(out, *c);
		else if (*++c == 'R')
			buf_add_string(out, dialect->records);
		else
			buf_printf(out, "%sseq", *c == 'K' ? dialect->key : dialect->shown);
	}
	buf_add_string(out, ";\n");
}

void
schema_write(struct buf *out, const struct schema_dialect *dialect)
{
	for (size_t i = 0; i < FACTS_TABLES; i++)
		table_write(out, dialect, &fact_tables[i]);
	for (size_t i = 0; i < ARRAY_SIZE(indexes); i++)
		buf_printf(out, "CREATE INDEX %s;\n", indexes[i]);
	for (size_t i = 0; i < ARRAY_SIZE(views); i++)
		view_write(out, dialect, &views[i]);
}

void
schema_drop(struct buf *out)
{
	for (size_t i = ARRAY_SIZE(views); i > 0; i--)
		buf_printf(out, "DROP VIEW IF EXISTS %s;\n", views[i - 1].name);
	for (size_t i = 0; i < FACTS_TABLES; i++)
		buf_printf(out, "DROP TABLE IF EXISTS %s;\n", fact_tables[i].name);
}
