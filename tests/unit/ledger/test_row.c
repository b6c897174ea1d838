#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include <cmocka.h>

#include "ledger/json_text.h"
#include "ledger/row.h"
#include "ledger/statement.h"

static void
text_is_that_of_the_string(void **state)
{
	static const struct {
		const char *written, *text;
	} cases[] = {
		{ "", "" },
		{ "plain", "plain" },
		{ "a\\\"b\\\\c\\/d", "a\"b\\c/d" },
		{ "\\b\\f\\n\\r\\t", "\b\f\n\r\t" },
		{ "\\u0041\\u00e9\\u2014", "A\xc3\xa9\xe2\x80\x94" },
		{ "\\ud83d\\ude00.", "\xf0\x9f\x98\x80." },
		{ "\\ud83d.", "\xef\xbf\xbd." },
		{ "\\ude00\\ud83d\\u0041", "\xef\xbf\xbd\xef\xbf\xbd"
					   "A" },
	};
	struct buf out = BUF_INIT;

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(cases); i++) {
		buf_clear(&out);
		json_text_add(&out, bytes_of(cases[i].written));
		if (!bytes_equal_string(buf_bytes(&out), cases[i].text))
			fail_msg("%s", cases[i].written);
	}
	buf_release(&out);
}

static void
cells_are_quoted_and_are_no_formulas(void **state)
{
	static const struct {
		const char *text, *cell;
	} cases[] = {
		{ "", "" },
		{ "refs/heads/main", "refs/heads/main" },
		{ "a,b", "\"a,b\"" },
		{ "a;b", "\"a;b\"" },
		{ "say \"x\"", "\"say \"\"x\"\"\"" },
		{ "a\r\nb", "\"a\r\nb\"" },
		{ " a", "\" a\"" },
		{ "=1+1", "'=1+1" },
		{ "+1", "'+1" },
		{ "-1", "'-1" },
		{ "@SUM(A1)", "'@SUM(A1)" },
		{ "\tx", "'\tx" },
		{ "\rx", "\"'\rx\"" },
		{ "=HYPERLINK(\"x\",\"y\")", "\"'=HYPERLINK(\"\"x\"\",\"\"y\"\")\"" },
		{ "a=b", "a=b" },
	};
	struct buf out = BUF_INIT;

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(cases); i++) {
		buf_clear(&out);
		ledger_csv_cell(&out, bytes_of(cases[i].text));
		if (!bytes_equal_string(buf_bytes(&out), cases[i].cell))
			fail_msg("%s", cases[i].text);
	}
	buf_release(&out);
}

#define A "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
#define B "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb"
#define ZERO "0000000000000000000000000000000000000000"
#define TREE "cccccccccccccccccccccccccccccccccccccccc"
#define ID "0123456789abcdef0123456789abcdef"
#define TIME "2026-11-29T14:00:00.000001Z"

#define VIOLATION(ref, rest) "{\"decision\":\"ADR-0001\",\"ref\":\"" ref "\"," rest "},"
#define WAIVER "\"waiver\":{\"approved_by\":\"zoe\",\"expires\":\"2026-12-31\",\"path\":\"a,b\"}"

static struct record
verdict_record(void)
{
	return (struct record){
		.kind = RECORD_VERDICT,
		.seq = 3,
		.id = BYTES(ID),
		.time = BYTES(TIME),
		.admitted = true,
		.refs = BYTES("[{\"new\":\"" B "\",\"new_tree\":\"" TREE "\",\"old\":\"" A
			      "\",\"old_tree\":null,\"ref\":\"refs/heads/x\"},"
			      "{\"new\":\"" ZERO "\",\"old\":\"" A
			      "\",\"ref\":\"refs/namespaces/n/refs/heads/y\"}]"),
		.repository = BYTES("\"repository\":\"/srv/git/a b.git\""),
		.verdict = BYTES(
			"{\"bundle\":\"sha256:12\",\"updates\":["
			"{\"commits\":1,\"new\":\"" ZERO "\",\"old\":\"" A
			"\",\"ref\":\"refs/heads/y\"},"
			"{\"commits\":2,\"new\":\"" B "\",\"old\":\"" A
			"\",\"ref\":\"refs/heads/x\"}],"
			"\"verdict\":\"accept\",\"violations\":[" VIOLATION("refs/heads/x", WAIVER)
				VIOLATION("refs/heads/x", WAIVER) VIOLATION(
					"refs/heads/x", "\"existing\":true,\"waiver\":null")
					VIOLATION("refs/heads/x",
						  "\"waiver\":null") "{\"decision\":\"ADR-0001\","
								     "\"ref\":\"refs/heads/"
								     "y\",\"waiver\":null}],"
								     "\"writ\":\"0.1.0\"}"),
	};
}

static void
row_holds_what_is_known_of_a_ref(void **state)
{
	const struct record verdict = verdict_record();
	const struct record effect = {
		.kind = RECORD_EFFECT,
		.time = BYTES("2026-11-29T14:00:00.000002Z"),
		.refs = BYTES("[{\"found\":\"" B "\",\"new\":\"" B "\",\"old\":\"" A
			      "\",\"ref\":\"refs/heads/x\",\"verdict\":\"" ID "\"}]"),
	};
	struct effects effects;
	struct ledger_rows rows;
	struct ledger_row row;
	struct buf out = BUF_INIT;

	(void)state;
	effects_init(&effects);
	effects_add(&effects, &effect);
	ledger_rows_init(&rows, &verdict, BYTES("Zo\\u00eb"), &effects);
	while (ledger_rows_next(&rows, &row))
		ledger_csv_row(&out, &row);
	assert_string_equal(
		out.data,
		"3," TIME ",verdict," ID ",accept,true,refs/heads/x," A "," B
		",update,2,,Zo\xc3\xab,sha256:12,1,\"ADR-0001 a,b until 2026-12-31 approved by "
		"zoe\",moved,2026-11-29T14:00:00.000002Z,0.1.0,," TREE ",ADR-0001\r\n"
		"3," TIME ",verdict," ID ",accept,true,refs/namespaces/n/refs/heads/y," A "," ZERO
		",delete,1,,Zo\xc3\xab,sha256:12,1,,none,,0.1.0,,,ADR-0001\r\n");
	/* the effect has a verdict, which has its rows */
	ledger_rows_init(&rows, &effect, BYTES_NONE, &effects);
	assert_false(ledger_rows_next(&rows, &row));
	buf_release(&out);
	effects_release(&effects);
}

static void
signed_bytes_tell_their_parts_apart(void **state)
{
	struct buf out = BUF_INIT;

	(void)state;
	envelope_signed_bytes(&out, BYTES("{\"a\":1}"));
	assert_string_equal(out.data, "DSSEv1 28 application/vnd.in-toto+json 7 {\"a\":1}");
	buf_release(&out);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(text_is_that_of_the_string),
		cmocka_unit_test(cells_are_quoted_and_are_no_formulas),
		cmocka_unit_test(row_holds_what_is_known_of_a_ref),
		cmocka_unit_test(signed_bytes_tell_their_parts_apart),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
