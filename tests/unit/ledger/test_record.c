#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include <cmocka.h>

#include "base/buf.h"
#include "base/macros.h"
#include "ledger/record.h"

static void
only_what_the_writer_writes_is_a_value(void **state)
{
	static const struct {
		const char *text;
		size_t len;
	} cases[] = {
		{ "null", 4 },
		{ "true,", 4 },
		{ "0", 1 },
		{ "12]", 2 },
		{ "\"\"", 2 },
		{ "\"a\\\"b\\u00e9\"x", 12 },
		{ "{}", 2 },
		{ "[]", 2 },
		{ "{\"a\":[1,{\"b\":null}],\"c\":\"d\"}", 28 },
		{ "", 0 },
		{ "nul", 0 },
		{ "01", 0 },
		{ "-1", 0 },
		{ "\"a", 0 },
		{ "\"\\", 0 },
		{ "\"\\x\"", 0 },
		{ "\"\\u12\"", 0 },
		{ "\"\n\"", 0 },
		{ "\"\xc3\xa9\"", 0 },
		{ "{\"a\"}", 0 },
		{ "{\"a\":}", 0 },
		{ "{a:1}", 0 },
		{ "{\"a\":1,}", 0 },
		{ "[1,]", 0 },
		{ "[1 ]", 0 },
		{ "[1", 0 },
		{ "[1}", 0 },
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(cases); i++) {
		if (json_value_length(bytes_of(cases[i].text)) != cases[i].len)
			fail_msg("%s", cases[i].text);
	}
}

static void
depth_is_bounded(void **state)
{
	struct buf text = BUF_INIT;

	(void)state;
	buf_add_repeated(&text, '[', JSON_MAX_DEPTH);
	buf_add_repeated(&text, ']', JSON_MAX_DEPTH);
	assert_int_equal(json_value_length(buf_bytes(&text)), 2 * JSON_MAX_DEPTH);
	buf_clear(&text);
	buf_add_repeated(&text, '[', 1000000);
	assert_int_equal(json_value_length(buf_bytes(&text)), 0);
	buf_release(&text);
}

#define ID "0123456789abcdef0123456789abcdef"
#define HASH "0000000000000000000000000000000000000000000000000000000000000000"
#define PLACE(id, kind) "\"id\":\"" id "\",\"kind\":\"" kind "\",\"prev\":\"" HASH "\","
#define REST(seq, time)                                                                            \
	"\"repository\":\"/r\",\"schema\":\"writ/ledger/1\",\"seq\":" seq ",\"time\":\"" time "\""
#define TIME "2026-11-29T14:00:00.000001Z"

static void
a_line_that_is_no_record_says_why(void **state)
{
	static const struct {
		const char *line, *why;
	} cases[] = {
		{ "{" PLACE(ID, "effect") "\"refs\":[]," REST("7", TIME) "}", NULL },
		{ "{" PLACE(ID, "gap") REST("7", TIME) "}", NULL },
		{ "", "it is no record" },
		{ "[]", "it is no record" },
		{ "{" PLACE(ID, "gap") REST("7", TIME) "", "it is no record" },
		{ "{" PLACE(ID, "gap") REST("7", TIME) "} ", "it is no record" },
		{ "{" PLACE(ID, "effect") REST("7", TIME) "}", "'refs' is missing" },
		{ "{" PLACE(ID, "verdict") "\"refs\":[]," REST("7", TIME) "}",
		  "'admitted' is missing" },
		{ "{" PLACE("0123", "gap") REST("7", TIME) "}", "'id' is not what it should be" },
		{ "{" PLACE(ID, "gasp") REST("7", TIME) "}", "'kind' is not what it should be" },
		{ "{" PLACE(ID, "gap") REST("0", TIME) "}", "'seq' is not what it should be" },
		{ "{" PLACE(ID, "gap") REST("99999999999999999999", TIME) "}",
		  "'seq' is not what it should be" },
		{ "{" PLACE(ID, "gap") REST("7", "2026-11-29 14:00:00.000001Z") "}",
		  "'time' is not what it should be" },
		{ "{" PLACE(ID, "gap") PLACE(ID, "gap") REST("7", TIME) "}",
		  "'id' is not what it should be" },
		{ "{" PLACE(ID, "gap") "\"schema\":\"writ/ledger/1\",\"seq\":1,\"time\":\"" TIME
				       "\"}",
		  "'repository' is missing" },
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(cases); i++) {
		struct record record;
		struct error err;
		int result = record_parse(&record, bytes_of(cases[i].line), &err);

		if (!cases[i].why) {
			assert_int_equal(result, 0);
			assert_int_equal(record.seq, 7);
			continue;
		}
		if (result == 0)
			fail_msg("%s", cases[i].line);
		assert_string_equal(err.message, cases[i].why);
	}
}

static void
moves_of_a_record_are_read(void **state)
{
	const char *line = "{" PLACE(ID, "effect") "\"refs\":[{\"found\":\"a\",\"new\":\"b\","
						   "\"new_tree\":\"d\",\"old\":\"c\","
						   "\"old_tree\":null,\"ref\":\"refs/heads/x\","
						   "\"verdict\":null}]," REST("1", TIME) "}";
	struct record_move move;
	struct json_items items;
	struct record record;
	struct error err;

	(void)state;
	assert_int_equal(record_parse(&record, bytes_of(line), &err), 0);
	json_items_init(&items, record.refs);
	assert_true(record_move_next(&items, &move));
	assert_true(bytes_equal_string(move.ref, "\"ref\":\"refs/heads/x\""));
	assert_true(bytes_equal_string(record_member_text(move.ref), "refs/heads/x"));
	assert_true(bytes_equal_string(move.old_id, "c"));
	assert_true(bytes_equal_string(move.new_id, "b"));
	assert_true(bytes_equal_string(move.found, "a"));
	assert_true(bytes_equal_string(move.new_tree, "d"));
	assert_null(move.old_tree.data);
	assert_null(move.verdict.data);
	assert_false(record_move_next(&items, &move));
	assert_true(json_items_are_whole(&items));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(only_what_the_writer_writes_is_a_value),
		cmocka_unit_test(depth_is_bounded),
		cmocka_unit_test(a_line_that_is_no_record_says_why),
		cmocka_unit_test(moves_of_a_record_are_read),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
