#include "config.h"

#include "index/query.h"

#include "base/vec.h"
#include "index/sql.h"

/* A query as it is put together. */
struct query {
	struct buf text;
	VEC(struct bytes) values; /* of its parameters, in their order */
	struct buf folder_end;    /* what is behind all that is in a folder */
	struct buf commit_end;
};

static void
query_release(struct query *query)
{
	buf_release(&query->text);
	buf_release(&query->folder_end);
	buf_release(&query->commit_end);
	vec_release(&query->values);
}

/* Adds TEXT, which has a parameter of VALUE. */
static void
query_add(struct query *query, const char *text, struct bytes value)
{
	buf_add_string(&query->text, text);
	vec_push(&query->values, value);
}

static void
times_add(struct query *query, const struct index_filter *filter)
{
	if (filter->since.data)
		query_add(query, " AND time >= ?", filter->since);
	if (filter->until.data)
		query_add(query, " AND substr(time, 1, 10) <= ?", filter->until);
}

/* A decision that was asked about. Nearly all results are "passed", which one index is without: a
 * query has to say that it wants none of those. */
static void
decision_add(struct query *query, const struct index_filter *filter)
{
	struct bytes result = filter->result;

	if (!filter->decision.data && !result.data)
		return;
	buf_add_string(&query->text, " AND seq IN (SELECT seq FROM outcomes WHERE 1");
	if (filter->decision.data)
		query_add(query, " AND decision = ?", filter->decision);
	if (result.data)
		query_add(query, " AND result = ?", result);
	else
		buf_add_string(&query->text, " AND result <> 'not-applied'");
	if (result.data && !bytes_equal_string(result, "passed"))
		buf_add_string(&query->text, " AND result <> 'passed'");
	buf_add_char(&query->text, ')');
}

/* The ids that begin so: "g" is behind all digits. */
static void
commit_range_add(struct query *query, const struct index_filter *filter, const char *column)
{
	buf_printf(&query->text, "%s >= ?", column);
	vec_push(&query->values, filter->commit);
	buf_printf(&query->text, " AND %s < ?", column);
	vec_push(&query->values, buf_bytes(&query->commit_end));
}

static void
commit_add(struct query *query, const struct index_filter *filter)
{
	static const char *const columns[] = { "old_id", "new_id", "found_id" };

	if (!filter->commit.data)
		return;
	buf_add(&query->commit_end, filter->commit);
	buf_add_char(&query->commit_end, 'g');
	buf_add_string(&query->text, " AND seq IN (SELECT seq FROM findings WHERE ");
	commit_range_add(query, filter, "commit_id");
	for (size_t i = 0; i < ARRAY_SIZE(columns); i++) {
		buf_add_string(&query->text, " UNION SELECT seq FROM moves WHERE ");
		commit_range_add(query, filter, columns[i]);
	}
	buf_add_char(&query->text, ')');
}

/* "0" is what comes behind "/". */
static void
path_add(struct query *query, const struct index_filter *filter)
{
	if (!filter->path.data)
		return;
	buf_add(&query->folder_end, filter->path);
	buf_add_char(&query->folder_end, '0');
	query_add(query, " AND seq IN (SELECT seq FROM findings WHERE path = ?", filter->path);
	query_add(query, " OR (path >= ? || '/'", filter->path);
	query_add(query, " AND path < ?))", buf_bytes(&query->folder_end));
}

static void
query_make(struct query *query, const struct index_filter *filter)
{
	buf_add_string(&query->text, "SELECT line FROM records JOIN lines USING (seq) WHERE 1");
	times_add(query, filter);
	if (filter->commitment.data)
		query_add(query, " AND pusher = ?", filter->commitment);
	if (filter->verdict.data)
		query_add(query, " AND verdict = ?", filter->verdict);
	decision_add(query, filter);
	commit_add(query, filter);
	path_add(query, filter);
	buf_add_string(&query->text, " ORDER BY seq");
}

static int
rows_visit(sqlite3_stmt *statement, index_visitor *visit, void *ctx, struct error *err)
{
	int more;

	while ((more = sql_step(statement, err)) > 0) {
		if (visit(ctx, sql_text(statement, 0), err) < 0)
			return -1;
	}
	return more;
}

int
index_find(struct ledger_index *index, const struct index_filter *filter, index_visitor *visit,
	   void *ctx, struct error *err)
{
	CLEANUP(sql_finalize) sqlite3_stmt *statement = NULL;
	CLEANUP(query_release) struct query query = { .text = BUF_INIT };

	query_make(&query, filter);
	if (sql_prepare(index->db, query.text.data, &statement, err) < 0)
		return error_wrap(err, "%s", index->path);
	for (size_t i = 0; i < query.values.len; i++)
		sql_bind(statement, (int)i + 1, query.values.items[i]);
	return rows_visit(statement, visit, ctx, err);
}
