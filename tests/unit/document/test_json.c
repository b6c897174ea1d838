#include "config.h"

#include <stdarg.h>
#include <setjmp.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "show.h"

#include "base/macros.h"

static void
values_are_those_of_rfc_8259(void **state)
{
	static const struct shown_case cases[] = {
		{ "{}", "{}" },
		{ " [ ] ", "[]" },
		{ "null", "null" },
		{ "[true,false,null]", "[true, false, null]" },
		{ "{\"a\": {\"b\": [1, {}]}, \"c\": \"\"}", "{a: {b: [1, {}]}, c: \"\"}" },
		{ "{\"\": 1, \"a b\": 2}", "{: 1, a b: 2}" },
		{ "\xef\xbb\xbf[1]", "[1]" },
		{ "\t\r\n[1\n]\n", "[1]" },
		{ "[0, -0, -12, 9223372036854775807, -9223372036854775808]",
		  "[0, 0, -12, 9223372036854775807, -9223372036854775808]" },
		{ "[9223372036854775808, 1.5, -1E2, 1e+2, 0.25e-2]",
		  "[9.22337203685478e+18, 1.50000000000000, -100.000000000000, 100.000000000000, "
		  "0.00250000000000000]" },
		{ "1e400", "inf" },
	};
	(void)state;

	CHECK_SHOWN(DOCUMENT_JSON, cases);
}

static void
strings_are_decoded(void **state)
{
	static const struct shown_case cases[] = {
		{ "\"plain \xc3\xa9\"", "\"plain \xc3\xa9\"" },
		{ "\"\\\"\\\\\\/\\b\\f\\n\\r\\t\"", "\"\"\\/\\08\\0c\\0a\\0d\\09\"" },
		{ "\"a\\u0041\\u00e9\\u20AC\\ud83d\\ude00z\"",
		  "\"aA\xc3\xa9\xe2\x82\xac\xf0\x9f\x98\x80z\"" },
		{ "\"\\u0000\"", "\"\\00\"" },
		{ "{\"k\\u0065y\": 1}", "{key: 1}" },
		{ "\"\\ud83d\"", "!1:2 a surrogate has no partner" },
		{ "\"a\\ude00\"", "!1:3 a surrogate" },
		{ "\"\\ud83d\\u0041\"", "!1:2 a surrogate" },
		{ "\"\\ud83dx\"", "!1:2 a surrogate" },
		{ "\"\\x41\"", "!1:2 this escape" },
		{ "\"\\u12g4\"", "!1:2 4 hexadecimal digits" },
		{ "\"\\u12", "!1:2 4 hexadecimal digits" },
		{ "\"\\", "!1:2 this escape" },
		{ "\"a", "!1:1 a string is not closed" },
		{ "\"a\\\"", "!1:1 a string is not closed" },
		{ "\"a\nb\"", "!1:3 a byte 0x0a" },
		{ "\"\t\"", "!1:2 a byte 0x09" },
		{ "[\"\xff\"]", "!1:3 the text is not UTF-8" },
		{ "[\"\xed\xa0\x80\"]", "!1:3 the text is not UTF-8" },
	};
	(void)state;

	CHECK_SHOWN(DOCUMENT_JSON, cases);
}

static void
what_is_not_json_is_refused(void **state)
{
	static const struct shown_case cases[] = {
		{ "", "!1:1 a value is missing at the end of the file" },
		{ "\n \n", "!3:1 a value is missing" },
		{ "[1,]", "!1:4 a value is missing before `]`" },
		{ "[,]", "!1:2 a value" },
		{ "{\"a\":1,}", "!1:8 a key in double quotes" },
		{ "{a: 1}", "!1:2 a key in double quotes" },
		{ "{'a': 1}", "!1:2 a key in double quotes" },
		{ "{\"a\" 1}", "!1:6 `:` is missing before `1`" },
		{ "{\"a\"}", "!1:5 `:`" },
		{ "{\"a\":}", "!1:6 a value" },
		{ "[1 2]", "!1:4 `,` or `]`" },
		{ "[1}", "!1:3 `,` or `]`" },
		{ "{\"a\":1]", "!1:7 `,` or `}`" },
		{ "[", "!1:2 a value is missing at the end" },
		{ "[1", "!1:3 `,` or `]` is missing at the end" },
		{ "1 2", "!1:3 more text" },
		{ "{}{}", "!1:3 more text" },
		{ "01", "!1:2 more text" },
		{ "-", "!1:2 a digit" },
		{ "+1", "!1:1 a value" },
		{ ".5", "!1:1 a value" },
		{ "1.", "!1:3 a digit" },
		{ "1e", "!1:3 a digit" },
		{ "1e+", "!1:4 a digit" },
		{ "0x1", "!1:2 more text" },
		{ "NaN", "!1:1 a value" },
		{ "tru", "!1:1 a value" },
		{ "truex", "!1:5 more text" },
		{ "[1]//", "!1:4 more text" },
		{ "/**/1", "!1:1 a value" },
		{ "[1\f]", "!1:3 `,` or `]` is missing before a byte 0x0c" },
	};
	(void)state;

	CHECK_SHOWN(DOCUMENT_JSON, cases);
}

static void
comments_and_trailing_commas_are_for_jsonc(void **state)
{
	static const struct shown_case cases[] = {
		{ "// a\n[1, /* b\n */ 2, // c\n]//", "[1, 2]" },
		{ "{\"a\": 1,}", "{a: 1}" },
		{ "{\"a\" /*:*/ : /**/ \"//\" /***/}", "{a: \"//\"}" },
		{ "[,]", "!1:2 a value" },
		{ "[1,,]", "!1:4 a value" },
		{ "{,}", "!1:2 a key" },
		{ "[1] /* a", "!1:5 a comment is not closed" },
		{ "[1 /*/]", "!1:4 a comment is not closed" },
		{ "[1 /]", "!1:4 `,` or `]` is missing before `/`" },
		{ "// nothing", "!1:11 a value" },
	};
	(void)state;

	CHECK_SHOWN(DOCUMENT_JSONC, cases);
}

static void
a_second_key_is_refused_with_both_lines(void **state)
{
	static const struct shown_case cases[] = {
		{ "{\"a\": 1,\n\"b\": 2,\n \"a\": 3}",
		  "!3:2 the key `a` stands here a second time; it was given on line 1" },
		{ "{\"a\": {\"a\": 1}}", "{a: {a: 1}}" },
		{ "{\"a\": 1, \"\\u0061\": 1}", "!1:10 the key `a`" },
		{ "{\"\": 1, \"\": 1}", "!1:9 the key ``" },
	};
	(void)state;

	CHECK_SHOWN(DOCUMENT_JSON, cases);
}

static void
each_value_has_its_place(void **state)
{
	static const struct shown_case cases[] = {
		{ "{\"a\": 1,\n  \"\xc3\xa9\": [\n\t2, {\n}]}",
		  "1:1 {1:2 a: 1, 2:3 \xc3\xa9: [3:2 2, 3:5 {}]}" },
		{ "\xef\xbb\xbf[\r\n1]", "1:4 [2:1 1]" },
	};
	(void)state;

	CHECK_PLACES(DOCUMENT_JSON, cases);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(values_are_those_of_rfc_8259),
		cmocka_unit_test(strings_are_decoded),
		cmocka_unit_test(what_is_not_json_is_refused),
		cmocka_unit_test(comments_and_trailing_commas_are_for_jsonc),
		cmocka_unit_test(a_second_key_is_refused_with_both_lines),
		cmocka_unit_test(each_value_has_its_place),
	};

	return cmocka_run_group_tests_name("json", tests, NULL, NULL);
}
