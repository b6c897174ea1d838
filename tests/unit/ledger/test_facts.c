#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include <cmocka.h>

#include "ledger/facts.h"
#include "ledger/schema.h"

#define A "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
#define B "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb"
#define HASH "cccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccc"
#define ID "0123456789abcdef0123456789abcdef"
#define PREV "0000000000000000000000000000000000000000000000000000000000000000"

static const char line_of_verdict[] =
	"{\"admitted\":false,\"duration_ms\":12,\"id\":\"" ID
	"\",\"kind\":\"verdict\",\"new-member\":[1],\"prev\":\"" PREV
	"\",\"pusher\":null,\"refs\":[{\"new\":\"" B "\",\"old\":\"" A
	"\",\"ref\":\"refs/heads/x\",\"tree\":\"" A "\"},{\"new\":\"" B "\",\"old\":\"" A
	"\",\"ref_base64\":\"/wD/\"}],\"repository\":\"/srv/a b.git\",\"schema\":\"writ/ledger/1\","
	"\"seq\":7,\"surface\":\"pre-receive\",\"time\":\"2026-11-29T14:00:00.000001Z\","
	"\"verdict\":{\"bundle\":\"sha256:12\",\"decisions\":[{\"applied\":3,\"id\":\"ADR-0001\","
	"\"level\":\"mandatory\",\"result\":\"violated\",\"source\":\"docs/adr\"}],"
	"\"verdict\":\"reject\",\"violations\":[{\"column\":null,\"commit\":null,\"decision\":"
	"\"ADR-0001\",\"existing\":true,\"line\":14,\"message\":\"tab\\tand \\u0000 and \\u00e9\","
	"\"path\":\"src/a\",\"waiver\":{\"approved_by\":\"zoe\",\"path\":\"w.yaml\"}}]}}";

struct dump {
	struct arena arena;
	struct buf text;
};

static int
dump_begin(void **state)
{
	static struct dump dump;

	dump = (struct dump){ .text = BUF_INIT };
	arena_init(&dump.arena);
	*state = &dump;
	return 0;
}

static int
dump_end(void **state)
{
	struct dump *dump = *state;

	arena_release(&dump->arena);
	buf_release(&dump->text);
	return 0;
}

/* All columns of ROW that have a value: "table: name=value name=value". */
static void
row_dump(struct buf *out, const struct fact_row *row)
{
	const struct fact_table *table = &fact_tables[row->table];

	buf_printf(out, "%s:", table->name);
	for (size_t i = 0; i < table->n_columns; i++) {
		if (row->values[i].text.data)
			buf_printf(out, " %s=%.*s", table->columns[i].name,
				   BYTES_ARG(row->values[i].text));
	}
	buf_add_char(out, '\n');
}

static void
line_dump(struct dump *dump, const char *line)
{
	struct record record;
	struct fact_row row;
	struct facts facts;
	struct error err;

	if (record_parse(&record, bytes_of(line), &err) < 0)
		fail_msg("%s", err.message);
	facts_init(&facts, &record, bytes_of(line), HASH, &dump->arena);
	while (facts_next(&facts, &row))
		row_dump(&dump->text, &row);
}

static void
record_has_a_row_for_each_fact(void **state)
{
	struct dump *dump = *state;
	struct buf wanted = BUF_INIT;

	line_dump(dump, line_of_verdict);
	buf_printf(&wanted,
		   "records: seq=7 id=" ID " kind=verdict time=2026-11-29T14:00:00.000001Z "
		   "repository=/srv/a b.git surface=pre-receive admitted=false duration_ms=12 "
		   "verdict=reject bundle=sha256:12\n"
		   "lines: seq=7 hash=" HASH " line=%s\n"
		   "moves: seq=7 n=1 ref=refs/heads/x old_id=" A " new_id=" B "\n"
		   "moves: seq=7 n=2 ref=base64:/wD/ old_id=" A " new_id=" B "\n"
		   "outcomes: seq=7 n=1 decision=ADR-0001 source=docs/adr level=mandatory "
		   "result=violated applied=3\n"
		   "findings: seq=7 n=1 decision=ADR-0001 path=src/a line_no=14 "
		   "message=tab\tand \xef\xbf\xbd and \xc3\xa9 existing=true waiver=w.yaml "
		   "approved_by=zoe\n",
		   line_of_verdict);
	assert_string_equal(dump->text.data, wanted.data);
	buf_release(&wanted);
}

static void
values_of_another_type_are_none(void **state)
{
	struct dump *dump = *state;

	line_dump(dump, "{\"id\":\"" ID "\",\"kind\":\"gap\",\"prev\":\"" PREV
			"\",\"refs\":[{\"found\":7,\"ref\":\"x\"},3,[],{}],\"repository\":\"r\","
			"\"schema\":\"writ/ledger/1\",\"seq\":1,\"surface\":[\"x\"],"
			"\"duration_ms\":\"12\",\"admitted\":false,"
			"\"time\":\"2026-11-29T14:00:00.000001Z\"}");
	assert_non_null(strstr(dump->text.data, "repository=r admitted=false\n"));
	assert_non_null(strstr(dump->text.data, "moves: seq=1 n=1 ref=x\nmoves: seq=1 n=2\n"
						"moves: seq=1 n=3\nmoves: seq=1 n=4\n"));
}

static void
line_of_a_crash_is_a_hash(void **state)
{
	struct dump *dump = *state;
	struct fact_row row;

	facts_torn(&row, 9, HASH, &dump->arena);
	row_dump(&dump->text, &row);
	assert_string_equal(dump->text.data, "lines: seq=9 hash=" HASH "\n");
}

static const struct schema_dialect dialect = {
	.types = { "TEXT", "TIME", "NUMBER", "BOOL" },
	.key_column = "ledger NUMBER, ",
	.key = "ledger, ",
	.shown = "server, ledger, ",
	.records = "ledgers JOIN records USING (ledger)",
	.list_table = " LIST",
};

static void
schema_is_written_in_a_dialect(void **state)
{
	struct dump *dump = *state;

	schema_write(&dump->text, &dialect);
	assert_non_null(strstr(dump->text.data,
			       "CREATE TABLE lines (ledger NUMBER, seq NUMBER NOT NULL, hash TEXT, "
			       "line TEXT, PRIMARY KEY (ledger, seq));\n"));
	assert_non_null(strstr(dump->text.data, "PRIMARY KEY (ledger, seq, n)) LIST;\n"));
	assert_non_null(strstr(dump->text.data,
			       "error FROM ledgers JOIN records USING (ledger) JOIN outcomes USING "
			       "(ledger, seq);\n"));
	assert_non_null(
		strstr(dump->text.data, "CREATE VIEW decisions AS SELECT server, ledger, seq, id"));
	assert_null(strchr(dump->text.data, '@'));
}

static void
columns_fit_into_a_row(void **state)
{
	(void)state;
	for (size_t i = 0; i < FACTS_TABLES; i++)
		assert_in_range(fact_tables[i].n_columns, 1, FACT_COLUMNS_MAX);
}

#define DUMP_TEST(name) cmocka_unit_test_setup_teardown(name, dump_begin, dump_end)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		DUMP_TEST(record_has_a_row_for_each_fact),
		DUMP_TEST(values_of_another_type_are_none),
		DUMP_TEST(line_of_a_crash_is_a_hash),
		DUMP_TEST(schema_is_written_in_a_dialect),
		cmocka_unit_test(columns_fit_into_a_row),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
