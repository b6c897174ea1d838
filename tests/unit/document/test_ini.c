#include "config.h"

#include <stdarg.h>
#include <setjmp.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "show.h"

#include "base/macros.h"

static void
sections_are_mappings_of_strings(void **state)
{
	static const struct shown_case cases[] = {
		{ "", "{}" },
		{ "; a\n  # b\n\n", "{}" },
		{ "root = true\n[*]\nindent_size = 2\n[*.{c,h}]\nindent_size = tab\n",
		  "{root: \"true\", *: {indent_size: \"2\"}, *.{c,h}: {indent_size: \"tab\"}}" },
		{ "[a]\nx: 1\ny = \"q\"\nz = 'it''s'\nv =\nw\n",
		  "{a: {x: \"1\", y: \"q\", z: \"it''s\", v: \"\", w: null}}" },
		{ "[a]\r\nx = 1 \r\n[ b ]\r\ny=2\r\n[a]\r\nx=3",
		  "{a: {x: \"1\", x: \"3\"}, b: {y: \"2\"}}" },
		{ "[submodule \"a/b\"]\n\tpath = a/b\n\turl = https://example.com/x\n",
		  "{submodule.a/b: {path: \"a/b\", url: \"https://example.com/x\"}}" },
		{ "[r \"a\\\"]\\\\\"] ; c\nx", "{r.a\"]\\: {x: null}}" },
		{ "[core] bare = true # all of it", "{core: {bare: \"true # all of it\"}}" },
		{ "[*.[ch]]\nx = 1\n[b] # c]", "{*.[ch]: {x: \"1\"}, b] # c: {}}" },
		{ "//host/:_auth=x\na:b=c\na: b=c\nk:v\n",
		  "{//host/:_auth: \"x\", a:b: \"c\", a: \"b=c\", k: \"v\"}" },
		{ "a = 1\n[a]\na = 2", "{a: \"1\", a: {a: \"2\"}}" },
		{ "\xef\xbb\xbf"
		  "a = \xff",
		  "{a: \"\xff\"}" },
		{ "a = \"\nb = '\nc = \"'", "{a: \"\"\", b: \"'\", c: \"\"'\"}" },
	};
	(void)state;

	CHECK_SHOWN(DOCUMENT_INI, cases);
}

static void
what_is_not_ini_is_refused(void **state)
{
	static const struct shown_case cases[] = {
		{ "[a", "!1:1 a section is not closed by `]`" },
		{ "x = 1\n  [a \"b\n\"]", "!2:3 a section is not closed" },
		{ "[a \"b]", "!1:1 a section is not closed" },
		{ " = 1", "!1:2 a key is missing before `=`" },
		{ ": 1", "!1:1 a key is missing before `:`" },
	};
	struct document_problem problem;
	struct document_node *root;
	struct arena arena;
	(void)state;

	CHECK_SHOWN(DOCUMENT_INI, cases);
	arena_init(&arena);
	assert_int_equal(
		document_parse(&root, DOCUMENT_INI, BYTES("a\nb\0c"), NULL, &arena, &problem), -1);
	assert_int_equal(problem.line, 2);
	assert_int_equal(problem.column, 2);
	arena_release(&arena);
}

static void
each_value_has_its_place(void **state)
{
	static const struct shown_case cases[] = {
		{ "a = 1\n [b]\n\tc = 2\n[d] e = 3\n[b]\nf = 4",
		  "1:1 {1:1 a: \"1\", 2:2 b: {3:2 c: \"2\", 6:1 f: \"4\"}, "
		  "4:1 d: {4:5 e: \"3\"}}" },
	};
	(void)state;

	CHECK_PLACES(DOCUMENT_INI, cases);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(sections_are_mappings_of_strings),
		cmocka_unit_test(what_is_not_ini_is_refused),
		cmocka_unit_test(each_value_has_its_place),
	};

	return cmocka_run_group_tests_name("ini", tests, NULL, NULL);
}
