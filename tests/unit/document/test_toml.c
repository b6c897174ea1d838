#include "config.h"

#include <stdarg.h>
#include <setjmp.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "show.h"

#include "base/macros.h"

static void
tables_and_keys_nest(void **state)
{
	static const struct shown_case cases[] = {
		{ "", "{}" },
		{ "# nothing\r\n \t\n", "{}" },
		{ "\xef\xbb\xbf"
		  "a = 1",
		  "{a: 1}" },
		{ "a = 1\n\"b c\" = 2\n'd.e' = 3\n\"\" = 4\n1-_ = 5",
		  "{a: 1, b c: 2, d.e: 3, : 4, 1-_: 5}" },
		{ "a.b . \"c\" = 1\na.d = 2", "{a: {b: {c: 1}, d: 2}}" },
		{ "3.14 = 1", "{3: {14: 1}}" },
		{ "[a]\nx = 1\n[ a . b ] # c\ny = 2\n[c]\n", "{a: {x: 1, b: {y: 2}}, c: {}}" },
		{ "[a.b.c]\nx = 1\n[a]\ny = 2", "{a: {b: {c: {x: 1}}, y: 2}}" },
		{ "[a.b.c]\nx = 1\n[a]\nb.y = 2", "{a: {b: {c: {x: 1}, y: 2}}}" },
		{ "[a]\nb.c = 1\nb.d = 2\n[a.b.e]\nf = 3", "{a: {b: {c: 1, d: 2, e: {f: 3}}}}" },
		{ "[[a]]\nx = 1\n[a.b]\ny = 2\n[[a]]\n[a.b]\nz = 3\n[[a.c]]\n",
		  "{a: [{x: 1, b: {y: 2}}, {b: {z: 3}, c: [{}]}]}" },
		{ "a = {}\nb = { x = 1, y.z = {w = [2]}, y.v = 3 }",
		  "{a: {}, b: {x: 1, y: {z: {w: [2]}, v: 3}}}" },
		{ "a = [1,\n 2, # c\n\n [\"x\", {b = 1}, ], ]", "{a: [1, 2, [\"x\", {b: 1}]]}" },
	};
	(void)state;

	CHECK_SHOWN(DOCUMENT_TOML, cases);
}

static void
what_is_defined_is_not_defined_again(void **state)
{
	static const struct shown_case cases[] = {
		{ "a = 1\n\na = 2",
		  "!3:1 the key `a` stands here a second time; it was given on line 1" },
		{ "[a]\n[a]",
		  "!2:2 the key `a` stands here a second time; it was given on line 1" },
		{ "[a]\n[b]\n[ a ]", "!3:3 the key `a` stands here a second time" },
		{ "a = 1\n[a]", "!2:2 the key `a` stands here a second time" },
		{ "a = 1\n[a.b]", "!2:2 the key `a` was given another value on line 1" },
		{ "a = 1\na.b = 2", "!2:1 the key `a` was given another value" },
		{ "a.b = 1\n[a]", "!2:2 the key `a` stands here a second time" },
		{ "[a]\nb.c = 1\n[a.b]", "!3:4 the key `b` stands here a second time" },
		{ "[a.b]\n[a]\nb.c = 1", "!3:1 the key `b` is a table that was defined elsewhere" },
		{ "[a]\nb.c = 1\n[d]\n[a.b.e]\nf = 1\n[a.b]", "!6:4 the key `b` stands" },
		{ "[[a.b]]\n[a]\nb.c = 1", "!3:1 the key `b` is a table that was defined" },
		{ "[a]\n[[a]]", "!2:3 the key `a` is no array of tables" },
		{ "[[a]]\n[a]", "!2:2 the key `a` stands here a second time" },
		{ "a = []\n[[a]]", "!2:3 the key `a` is no array of tables" },
		{ "a = [{}]\n[a.b]", "!2:2 the key `a` was given another value" },
		{ "a = {}\n[a]", "!2:2 the key `a` stands here a second time" },
		{ "a = {b.c = 1}\n[a.b]", "!2:2 the key `a` was given another value" },
		{ "a = {}\na.b = 1", "!2:1 the key `a` was given another value" },
		{ "a = {b = {}, b.c = 1}", "!1:14 the key `b` was given another value" },
		{ "a = {b = 1, b = 2}", "!1:13 the key `b` stands here a second time" },
	};
	(void)state;

	CHECK_SHOWN(DOCUMENT_TOML, cases);
}

static void
strings_are_of_four_kinds(void **state)
{
	static const struct shown_case cases[] = {
		{ "a = \"\\b\\t\\n\\f\\r\\\"\\\\\\u00e9\\U0001F600\"",
		  "{a: \"\\08\\09\\0a\\0c\\0d\"\\\xc3\xa9\xf0\x9f\x98\x80\"}" },
		{ "a = 'C:\\n'\nb = ''", "{a: \"C:\\n\", b: \"\"}" },
		{ "a = \"\"\"\r\nx\r\n  y \\  \r\n\n  z\"\"\"", "{a: \"x\\0a  y z\"}" },
		{ "a = \"\"\"\"x\"\" \"\"\"\"\"", "{a: \"\"x\"\" \"\"\"}" },
		{ "a = '''\n'x'\\n''''", "{a: \"'x'\\n'\"}" },
		{ "a = \"\"\"\"\"\"", "{a: \"\"}" },
		{ "a = \"x\ny\"", "!1:5 a string is not closed" },
		{ "a = '''x''", "!1:5 a string is not closed" },
		{ "a = \"\\x\"", "!1:6 this escape is not one" },
		{ "a = \"x\\\n y\"", "!1:7 this escape is not one" },
		{ "a = \"\\ud800\"", "!1:6 U+D800 is no character" },
		{ "a = \"\\U00110000\"", "!1:6 U+110000 is no character" },
		{ "a = \"\\U0011\"", "!1:6 8 hexadecimal digits" },
		{ "a = '\x7f'", "!1:6 a byte 0x7f" },
		{ "a = \"\"\"\ra\"\"\"", "!1:8 a byte 0x0d" },
		{ "\"\"\"a\"\"\" = 1", "!1:3 `=` is missing before `\"`" },
		{ "a = \"\xff\"", "!1:6 the text is not UTF-8" },
	};
	(void)state;

	CHECK_SHOWN(DOCUMENT_TOML, cases);
}

static void
numbers_have_many_forms(void **state)
{
	static const struct shown_case cases[] = {
		{ "a = [+1, -0, 1_000, 0xDEAD_beef, 0o17, 0b1_0, -9223372036854775808]",
		  "{a: [1, 0, 1000, 3735928559, 15, 2, -9223372036854775808]}" },
		{ "a = [1.5, -1e3, 1_0.2_5e+0_1, inf, -inf, +inf, true, false]",
		  "{a: [1.50000000000000, -1000.00000000000, 102.500000000000, inf, -inf, inf, "
		  "true, false]}" },
		{ "a = 9223372036854775808", "!1:5 the number does not fit into 64 bits" },
		{ "a = 0x8000000000000000", "!1:5 the number does not fit" },
		{ "a = 01", "!1:5 `01` is no value of TOML" },
		{ "a = 1__0", "!1:5 `1__0` is no value" },
		{ "a = 1_", "!1:5 `1_` is no value" },
		{ "a = _1", "!1:5 `_1` is no value" },
		{ "a = +0x1", "!1:5 `+0x1` is no value" },
		{ "a = 0X1", "!1:5 `0X1` is no value" },
		{ "a = 0b2", "!1:5 `0b2` is no value" },
		{ "a = 1.", "!1:5 `1.` is no value" },
		{ "a = .5", "!1:5 `.5` is no value" },
		{ "a = 1.e5", "!1:5 `1.e5` is no value" },
		{ "a = 1e", "!1:5 `1e` is no value" },
		{ "a = True", "!1:5 `True` is no value" },
	};
	(void)state;

	CHECK_SHOWN(DOCUMENT_TOML, cases);
}

static void
dates_and_times_are_strings(void **state)
{
	static const struct shown_case cases[] = {
		{ "a = 1979-05-27T07:32:00Z", "{a: \"1979-05-27T07:32:00Z\"}" },
		{ "a = 1979-05-27 07:32:00.999-07:00 # b",
		  "{a: \"1979-05-27 07:32:00.999-07:00\"}" },
		{ "a = [1979-05-27t07:32:60, 2000-02-29 , 07:32:00.5]",
		  "{a: [\"1979-05-27t07:32:60\", \"2000-02-29\", \"07:32:00.5\"]}" },
		{ "a = 1900-02-29", "!1:5 `1900-02-29` is no value" },
		{ "a = 1979-13-01", "!1:5 `1979-13-01` is no value" },
		{ "a = 1979-05-27T24:00:00", "!1:5 `1979-05-27T24:00:00` is no value" },
		{ "a = 07:32", "!1:5 `07:32` is no value" },
		{ "a = 07:32:00Z", "!1:5 `07:32:00Z` is no value" },
		{ "a = 07:32:00.", "!1:5 `07:32:00.` is no value" },
		{ "a = 1979-05-27T07:32:00+7:00", "!1:5 `1979-05-27T07:32:00+7:00` is no value" },
	};
	(void)state;

	CHECK_SHOWN(DOCUMENT_TOML, cases);
}

static void
what_is_not_toml_is_refused(void **state)
{
	static const struct shown_case cases[] = {
		{ "a", "!1:2 `=` is missing at the end" },
		{ "= 1", "!1:1 a key is missing before `=`" },
		{ "a. = 1", "!1:4 a key" },
		{ "a = ", "!1:5 a value is missing at the end" },
		{ "a =\n1", "!1:4 a value is missing before a byte 0x0a" },
		{ "a = 1 b = 2", "!1:7 the end of the line is missing before `b`" },
		{ "a = 1\rb = 2", "!1:6 the end of the line is missing before a byte 0x0d" },
		{ "[a", "!1:3 `]` is missing" },
		{ "[]", "!1:2 a key" },
		{ "[[a]\n", "!1:4 `]]` is missing before `]`" },
		{ "[a] b = 1", "!1:5 the end of the line" },
		{ "a = [1 2]", "!1:8 `,` or `]`" },
		{ "a = [,]", "!1:6 a value" },
		{ "a = [1", "!1:7 `,` or `]` is missing at the end" },
		{ "a = {b = 1,}", "!1:12 a key" },
		{ "a = {b = 1\n}", "!1:11 `,` or `}`" },
		{ "a = 1 # \x01", "!1:9 a byte 0x01 stands in a comment" },
	};
	(void)state;

	CHECK_SHOWN(DOCUMENT_TOML, cases);
}

static void
each_value_has_its_place(void **state)
{
	static const struct shown_case cases[] = {
		{ "a = 1\n [b.c]\n\tx.y = [ 2,\n{z = 3}]\n",
		  "1:1 {1:1 a: 1, 2:3 b: {2:5 c: {3:2 x: {3:4 y: [3:10 2, 4:1 {4:2 z: 3}]}}}}" },
		{ "[[a]]\nb = 1\n[[a]]\n", "1:1 {1:3 a: [1:3 {2:1 b: 1}, 3:3 {}]}" },
	};
	(void)state;

	CHECK_PLACES(DOCUMENT_TOML, cases);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(tables_and_keys_nest),
		cmocka_unit_test(what_is_defined_is_not_defined_again),
		cmocka_unit_test(strings_are_of_four_kinds),
		cmocka_unit_test(numbers_have_many_forms),
		cmocka_unit_test(dates_and_times_are_strings),
		cmocka_unit_test(what_is_not_toml_is_refused),
		cmocka_unit_test(each_value_has_its_place),
	};

	return cmocka_run_group_tests_name("toml", tests, NULL, NULL);
}
