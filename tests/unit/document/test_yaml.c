#include "config.h"

#include <stdarg.h>
#include <setjmp.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "show.h"

#include "base/macros.h"

static void
scalars_are_those_of_the_core_schema(void **state)
{
	static const struct shown_case cases[] = {
		{ "[null, ~, Null, '~', ]", "[null, null, null, \"~\"]" },
		{ "[true, False, yes, No, on, off, y]",
		  "[true, false, \"yes\", \"No\", \"on\", \"off\", \"y\"]" },
		{ "[0, -1, +2, 0o17, 0x1f, 017, 1_000, 0b1]",
		  "[0, -1, 2, 15, 31, 17, \"1_000\", \"0b1\"]" },
		{ "[1.5, .5, 1e3, -.inf, 9223372036854775808, 0x10000000000000000]",
		  "[1.50000000000000, 0.500000000000000, 1000.00000000000, -inf, "
		  "9.22337203685478e+18, 1.84467440737096e+19]" },
		{ "a: '1'\nb: \"true\"\nc: |\n  1\nd: 2024-01-02",
		  "{a: \"1\", b: \"true\", c: \"1\\0a\", d: \"2024-01-02\"}" },
		{ "a:\nb: ''", "{a: null, b: \"\"}" },
		{ "1: a\ntrue: b\n? c\n", "{1: \"a\", true: \"b\", c: null}" },
		{ "[!!str 1, ! 1, !!int '1', !!float 1, !x 1, !!null '', !x [1]]",
		  "[\"1\", \"1\", 1, 1.00000000000000, \"1\", null, [1]]" },
	};
	(void)state;

	CHECK_SHOWN(DOCUMENT_YAML, cases);
}

static void
documents_are_one_or_a_sequence(void **state)
{
	static const struct shown_case cases[] = {
		{ "", "null" },
		{ "# nothing\n", "null" },
		{ "---\n...\n", "null" },
		{ "---\na: 1\n", "{a: 1}" },
		{ "a: 1\n---\nb: 2\n---\n", "[{a: 1}, {b: 2}, null]" },
		{ "- 1\n...\n---\n[2]\n", "[[1], [2]]" },
		{ "%YAML 1.2\n---\na: 1\n", "{a: 1}" },
		{ "a: &x 1\n---\nb: *x\n", "!3:4 the alias `*x` names nothing" },
		{ "a: 1\n---\na: 1\nb: 2\na: 1\n", "!5:1 the key `a` stands here a second time; "
						   "it was given on line 3" },
	};
	(void)state;

	CHECK_SHOWN(DOCUMENT_YAML, cases);
}

static void
an_alias_is_a_copy(void **state)
{
	static const struct shown_case cases[] = {
		{ "a: &x {b: [1, {}, []], c: 2}\nd: *x\ne: *x",
		  "{a: {b: [1, {}, []], c: 2}, d: {b: [1, {}, []], c: 2}, "
		  "e: {b: [1, {}, []], c: 2}}" },
		{ "[&x 1, *x, &x two, *x, &y [], *y]", "[1, 1, \"two\", \"two\", [], []]" },
		{ "a: &x {b: 1}\nc:\n  <<: *x\n", "{a: {b: 1}, c: {<<: {b: 1}}}" },
		{ "&k key: 1\nb: *k\n*k : 2", "!3:1 the key `key` stands here a second time" },
		{ "&k key: &v val\n*v : *k", "{key: \"val\", val: \"key\"}" },
		{ "&1k 1: a\nb: *1k", "{1: \"a\", b: 1}" },
		{ "&a [*a]", "!1:5 the alias `*a` lies in what it names" },
		{ "a: &a\n  b: {c: *a}", "!2:10 the alias `*a` lies" },
		{ "[*b, &b 1]", "!1:2 the alias `*b` names nothing" },
		{ "a: &x [1]\n*x : 2", "!2:1 a key is no scalar" },
	};
	(void)state;

	CHECK_SHOWN(DOCUMENT_YAML, cases);
}

static void
what_is_not_yaml_is_refused(void **state)
{
	static const struct shown_case cases[] = {
		{ "a: b: c", "!1:5 this is not YAML: mapping values" },
		{ "\xc3\xa9: [1\nb: 2", "!2:2 this is not YAML" },
		{ "a: 'x", "!1:6 this is not YAML" },
		{ "a:\n\t- 1", "!2:1 this is not YAML" },
		{ "a: \xff", "!1:4 the text is not UTF-8" },
		{ "a: \x01", "!1:4 this is not YAML: control characters" },
		{ "\xff\xfe"
		  "a",
		  "!1:1 the text is not UTF-8" },
		{ "? [a]\n: 1", "!1:3 a key is no scalar" },
		{ "{a: 1, {}: 2}", "!1:8 a key is no scalar" },
		{ "a: 1\n'a': 2", "!2:1 the key `a` stands here a second time; it was given on "
				  "line 1" },
		{ "a: 1\r\nb: {c: 1,\r\n c: 2}", "!3:2 the key `c`" },
	};
	(void)state;

	CHECK_SHOWN(DOCUMENT_YAML, cases);
}

static void
each_value_has_its_place(void **state)
{
	static const struct shown_case cases[] = {
		{ "a: 1\nb:\n  - x\n  - \xc3\xa9: {c: d}\n",
		  "1:1 {1:1 a: 1, 2:1 b: [3:5 \"x\", 4:5 {4:5 \xc3\xa9: {4:10 c: \"d\"}}]}" },
		{ "['\xc3\xa9', b]", "1:1 [1:2 \"\xc3\xa9\", 1:8 \"b\"]" },
		{ "\xef\xbb\xbf"
		  "a: 1",
		  "1:4 {1:4 a: 1}" },
		{ "a: &x\n  b: 1\nc: *x\nd: [*x]",
		  "1:1 {1:1 a: {2:3 b: 1}, 3:1 c: {2:3 b: 1}, 4:1 d: [4:5 {2:3 b: 1}]}" },
		{ "a: \"\xe2\x80\xa8 b\"\nc: 1", "1:1 {1:1 a: \"\xe2\x80\xa8"
						 "b\", 2:1 c: 1}" },
		{ "1\n---\n2", "1:1 [1:1 1, 3:1 2]" },
	};
	(void)state;

	CHECK_PLACES(DOCUMENT_YAML, cases);
}

static void
a_front_matter_is_yaml_with_the_lines_of_its_file(void **state)
{
	static const struct shown_case cases[] = {
		{ "---\na: 1\nb:\n  - c\n---\n# T\n---\n", "2:1 {2:1 a: 1, 3:1 b: [4:5 \"c\"]}" },
		{ "\xef\xbb\xbf--- \r\na: 1\r\n---\r\n\xff", "2:1 {2:1 a: 1}" },
		{ "---\n---\n", "1:1 {}" },
		{ "---\n~\n---\n", "1:1 {}" },
		{ "# T\n", "1:1 {}" },
		{ "", "1:1 {}" },
		{ "---", "1:1 {}" },
		{ "---\na: 1\n", "1:1 {}" },
		{ "----\na: 1\n---\n", "1:1 {}" },
		{ "---\na: 1\na: 2\n---\n", "!3:1 the key `a`" },
		{ "---\na: [\n---\n", "!3:1 this is not YAML" },
		{ "---\n\xff\n---\n", "!2:1 the text is not UTF-8" },
	};
	(void)state;

	CHECK_PLACES(DOCUMENT_FRONT_MATTER, cases);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(scalars_are_those_of_the_core_schema),
		cmocka_unit_test(documents_are_one_or_a_sequence),
		cmocka_unit_test(an_alias_is_a_copy),
		cmocka_unit_test(what_is_not_yaml_is_refused),
		cmocka_unit_test(each_value_has_its_place),
		cmocka_unit_test(a_front_matter_is_yaml_with_the_lines_of_its_file),
	};

	return cmocka_run_group_tests_name("yaml", tests, NULL, NULL);
}
