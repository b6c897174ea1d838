#include "config.h"

#include <stdarg.h>
#include <setjmp.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/macros.h"
#include "fixture.h"
#include "lua/library.h"

static struct fixture f;

static int
set_up(UNUSED void **state)
{
	fixture_init(&f);
	return 0;
}

static int
tear_down(UNUSED void **state)
{
	fixture_release(&f);
	return 0;
}

#define AT "error: adr/0001-x.md:5: "

struct row {
	const char *text, *expected;
};

/* Bodies of `ref`: what they show. */
static void
check_bodies(const struct row *rows, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		const char *got = fixture_run_body(&f, "ref", rows[i].text);

		if (strcmp(got, rows[i].expected) != 0)
			print_error("row %zu: %s\n", i, rows[i].text);
		assert_string_equal(got, rows[i].expected);
	}
}

static void
chunk_is_checked_when_it_is_loaded(UNUSED void **state)
{
	static const struct row rows[] = {
		{ "return { file = function() end }", "" },
		{ "\n\nx = 1",
		  "error: adr/0001-x.md:7: assigns the global 'x'; a policy has only local "
		  "variables" },
		{ "return {", AT "unexpected symbol near <eof>" },
		{ "return 3", "error: the policy returns a number, not a table of functions" },
		{ "", "error: the policy returns 0 values, not one table of functions" },
		{ "return {}, 1",
		  "error: the policy returns 2 values, not one table of functions" },
		{ "return {}",
		  "error: the policy has no function; it has one or more of ref, commit, "
		  "file, deleted, tree" },
		{ "return { files = function() end }", "error: a policy has no function 'files'; "
						       "did you mean 'file'?; it has ref, commit, "
						       "file, deleted, tree" },
		{ "return { file = 1 }", "error: 'file' is a number, not a function" },
		{ "return { function() end }", "error: the policy's table holds a number as key; "
					       "it has ref, commit, file, deleted, "
					       "tree" },
		{ "\x1bLua", AT "unexpected symbol near '<\\27>'" },
		{ "return { ref = function() return 1 end }",
		  "error: 'ref' returns a number; a callback returns nothing and reports with "
		  "violation{}" },
		{ "return { ref = function() return nil end }", "" },
		{ "return { ref = function() error { 1 } end }",
		  AT "the error is no text but a table" },
		{ "return { ref = function() error('a\\nb', 0) end }", AT "a b" },
		{ "push.updates[1]:violation 'x' return {}",
		  AT "violation is for callbacks, not for the chunk itself" },
	};

	for (size_t i = 0; i < ARRAY_SIZE(rows); i++)
		assert_string_equal(fixture_run(&f, bytes_of(rows[i].text)), rows[i].expected);
}

static void
failure_names_line_and_place(UNUSED void **state)
{
	fixture_run(&f, BYTES("return {\nfile = function(o)\nlocal x = nil + 1 end }"));
	assert_int_equal(f.line, 7);
	assert_string_equal(f.place, "src/a.py");
	assert_false(f.limit);
}

static void
failure_shows_the_line_of_the_policy(UNUSED void **state)
{
	static const struct {
		const char *text, *message, *excerpt;
	} rows[] = {
		{ "\nlocal x = nil + 1", "adr/0001-x.md:6: attempt to perform",
		  "local x = nil + 1" },
		/* a chunk that is gone, and a function that none of it has called */
		{ "local rules = require 'writ.rules'\nreturn rules.budget { line = 1 }",
		  "adr/0001-x.md:6: rules.budget has no option",
		  "return rules.budget { line = 1 }" },
		{ "\nreturn require 'writ.rules'.forbid_text { pattern = '(' }",
		  "adr/0001-x.md:6: regular expression, byte 1",
		  "return require 'writ.rules'.forbid_text { pattern = '(' }" },
		{ "local policy = require 'writ.rules'.forbid_text { pattern = '(' }\nreturn "
		  "policy",
		  "adr/0001-x.md:5: regular expression, byte 1",
		  "local policy = require 'writ.rules'.forbid_text { pattern = '(' }" },
		{ "local policy = require 'writ.rules'.protected { files = '**', users = 'x' }\n"
		  "return policy",
		  "user", NULL },
		{ "local r = require 'writ.rules' if push then return r.budget { line = 1 } "
		  "else return r.budget { line = 2 } end",
		  "error: rules.budget has no option", NULL },
		/* what spends the limit in a rule is at the call of it */
		{ "\n\nfor i = 1, 1 << 40 do pcall(require 'writ.rules'.all, {}) end",
		  "spent its limit",
		  "for i = 1, 1 << 40 do pcall(require 'writ.rules'.all, {}) end" },
	};

	for (size_t i = 0; i < ARRAY_SIZE(rows); i++) {
		const char *got = fixture_run(&f, bytes_of(rows[i].text));

		if (!strstr(got, rows[i].message))
			fail_msg("row %zu: %s", i, got);
		assert_string_equal(f.excerpt, rows[i].excerpt ? rows[i].excerpt : "");
	}
}

static void
syntax_is_checked_without_running(UNUSED void **state)
{
	struct policy_code code = { BYTES("docs/1.md"), BYTES("while true do end"), 3 };
	struct error err;

	assert_int_equal(policy_check_syntax(&code, &err), 0);
	code.text = BYTES("x = = 1");
	assert_int_equal(policy_check_syntax(&code, &err), -1);
	assert_string_equal(err.message, "line 3: unexpected symbol near '='");
}

static void
globals_are_what_is_granted(UNUSED void **state)
{
	static const struct row rows[] = {
		{ "print(1)", AT "'print' is not available to policies; report with violation{}" },
		{ "local x = tostrin",
		  AT "there is no global 'tostrin'; did you mean 'tostring'?" },
		{ "local x = qwertz", AT "there is no global 'qwertz'" },
		{ "pairs = 1", AT "assigns the global 'pairs'; a policy has only local variables" },
		{ "string.x = 1", AT "the libraries are read-only" },
		{ "string.find = 1", AT "the libraries are read-only" },
		{ "local x = table.inser",
		  AT "there is no function in 'table' called 'inser'; did you mean 'insert'?" },
		{ "local x = ('x').dump", AT "there is no function in 'string' called 'dump'" },
		{ "table.insert(_ENV, 1)",
		  AT "assigns the global '1'; a policy has only local variables" },
		{ "require 'writ.rules'.forbid_import {}",
		  AT "rules.forbid_import needs the option 'modules'" },
		{ "require 'writ.rules'.declared { kinds = 'class' }",
		  AT "rules.declared needs one of the options places, must_be_named, "
		     "must_have_annotation, must_extend" },
		{ "require 'writ.rules'.declared { kinds = 'clas', places = 'a' }", AT
		  "rules.declared: 'kinds' has no 'clas'; did you mean 'class'?; it may be class, "
		  "interface, enum, struct, union, trait, record, annotation, object, extension, "
		  "module, type, message, service, function, method" },
		{ "require 'writ.rules'.budget { line = 3 }",
		  AT "rules.budget has no option 'line'; did you mean 'lines'?; it has files, "
		     "lines, message" },
		{ "require 'writ.rules'.budget { [true] = 3 }",
		  AT "rules.budget has no option 'true'; it has files, lines, message" },
		{ "local x = require 'writ.rules'.forbid_txt",
		  AT "there is no rule 'forbid_txt'; did you mean 'forbid_text'?" },
		{ "require 'io'", AT "policies can require only 'writ.rules'" },
	};

	check_bodies(rows, ARRAY_SIZE(rows));
}

/* Every name of stock Lua's libraries is there when a row grants it, and only then. */
static void
nothing_but_the_rows_is_reachable(UNUSED void **state)
{
	static const char *const names[] = {
		"assert",       "collectgarbage",
		"dofile",       "error",
		"getmetatable", "ipairs",
		"load",         "loadfile",
		"loadstring",   "next",
		"pairs",        "pcall",
		"print",        "rawequal",
		"rawget",       "rawlen",
		"rawset",       "require",
		"select",       "setmetatable",
		"tonumber",     "tostring",
		"type",         "warn",
		"xpcall",       "_G",
		"_VERSION",     "coroutine",
		"debug",        "io",
		"os",           "package",
		"byte",         "char",
		"dump",         "find",
		"format",       "gmatch",
		"gsub",         "len",
		"lower",        "match",
		"pack",         "packsize",
		"rep",          "reverse",
		"sub",          "unpack",
		"upper",        "concat",
		"insert",       "move",
		"remove",       "sort",
		"abs",          "acos",
		"asin",         "atan",
		"ceil",         "cos",
		"deg",          "exp",
		"floor",        "fmod",
		"huge",         "log",
		"max",          "maxinteger",
		"min",          "mininteger",
		"modf",         "pi",
		"rad",          "random",
		"randomseed",   "sin",
		"sqrt",         "tan",
		"tointeger",    "ult",
		"charpattern",  "codepoint",
		"codes",        "offset",
		"__index",      "__gc",
		"__name",       "__newindex",
	};

	for (size_t i = 0; libraries[i]; i++) {
		for (size_t k = 0; k < ARRAY_SIZE(names); k++) {
			const struct library *library = libraries[i];
			bool granted = false;
			struct bytes body = arena_printf(
				&f.arena, "show((pcall(function() return %s['%s'] end)))",
				library->name ? library->name : "_ENV", names[k]);

			for (size_t r = 0; r < library->n_rows; r++)
				granted |= strcmp(library->rows[r].name, names[k]) == 0;
			assert_string_equal(fixture_run_body(&f, "ref", body.data),
					    granted ? "true" : "false");
		}
		for (size_t r = 0; r < libraries[i]->n_rows; r++)
			assert_true(strlen(libraries[i]->rows[r].reason) > 0);
	}
}

/* A body with N constants, and then REST. */
static const char *
body_with_constants(int n, const char *rest)
{
	struct bytes body = BYTES("local t = {}");

	for (int i = 1; i <= n; i++)
		body = arena_printf(&f.arena, "%.*s t[%d] = 'c%d'", BYTES_ARG(body), i, i);
	return arena_printf(&f.arena, "%.*s %s", BYTES_ARG(body), rest).data;
}

/* Lua 5.4.4 takes the wrong register: it says 0. */
static void
operators_that_are_compiled_wrongly_are_refused(UNUSED void **state)
{
	static const char wrong[] = "show(1 ~ (2 or 3))";
	static const char *const nested = "local function g() show(1 ~ (2 or 3)) end g()";
	const char *said;

	assert_string_equal(fixture_run_body(&f, "ref", wrong), "3");
	assert_string_equal(fixture_run_body(&f, "ref", body_with_constants(300, "show(#t)")),
			    "300");
	assert_string_equal(fixture_run_body(&f, "ref", body_with_constants(300, nested)), "3");
	said = fixture_run_body(&f, "ref", body_with_constants(300, wrong));
	assert_non_null(strstr(said, "more than 255 constants uses &, | or ~"));
}

static void
base_functions_are_deterministic(UNUSED void **state)
{
	static const struct row rows[] = {
		{ "show({}, show, string.find, nil, true, 12, 1.5, 2^53, o)",
		  "table function function nil true 12 1.5 9.007199254741e+15 update "
		  "'refs/heads/main'" },
		{ "local t = { 3, 'x', b = 1, a = 2, [10] = 0, [-1] = 5, [2.5] = 6, [true] = 7 }\n"
		  "for k, v in pairs(t) do show(k, v) end",
		  "-1 5\n1 3\n2 x\n2.5 6\n10 0\na 2\nb 1\ntrue 7" },
		{ "local t = { 1, 2, 3 } for k in pairs(t) do t[k + 1] = nil show(k) end", "1\n3" },
		{ "pairs({ [{}] = 1 })", AT "pairs: a key is a table, which has no order" },
		{ "for i, v in ipairs { 'a', 'b', nil, 'd' } do show(i, v) end", "1 a\n2 b" },
		{ "show(pcall(error, 'x', 0))", "false x" },
		{ "show(pcall(function() error({}) end))", "false table" },
		{ "show(select('#', 1, nil), select(-1, 1, 2), (select(2, 'a', 'b')))", "2 2 b" },
		{ "show(tonumber('0x10'), tonumber(' 12 '), tonumber('z', 36), tonumber('8', 8), "
		  "tonumber('1e1'), tonumber(''), tonumber('-ff', 16))",
		  "16 12 35 nil 10.0 nil -255" },
		{ "show(2 ^ 10, 2 ^ -1, 9 ^ 0.5, 10 ^ 2, pcall(function() return '1' + 1 end))",
		  "1024.0 0.5 3.0 100.0 false 0001-x.md:5: attempt to perform arithmetic on a "
		  "string "
		  "value (constant '1')" },
		{ "local x = 2 pcall(function() return x ^ 0.3 end) show('on')",
		  "error: `^` takes whole exponents up to 1024, and 0.5" },
		{ "show(type(nil), type(o), assert(1, 'm'))", "nil userdata 1 m" },
		{ "assert(false, 'm')", AT "m" },
		{ "assert(nil)", AT "assertion failed!" },
		{ "show('a' < 'B', '\\xc3' < 'z', ('\\xe4'):find('%a'))", "false false nil" },
		{ "local t = {} for i = 1, 60 do t['k' .. i] = i end for i = 1, 60 do t['k' .. i] "
		  "= nil "
		  "end for i = 1, 90 do if i % 7 ~= 0 then t[i] = 1 end end show(#t)",
		  "90" },
	};

	check_bodies(rows, ARRAY_SIZE(rows));
}

static void
library_functions_do_what_lua_documents(UNUSED void **state)
{
	static const struct row rows[] = {
		{ "show(('%5.2f|%-5d|%05x|%s|%q|%c|%%|%i|%g|%e'):format(3.14159, 7, 255, {}, "
		  "'a\\n\"b', "
		  "65, 3, 0.1, 12.5))",
		  " 3.14|7    |000ff|table|\"a\\\n\\\"b\"|A|%|3|0.1|1.250000e+01" },
		{ "show(('%5s|%-5s|%.2s'):format('a', 'b', 'xyz'))", "    a|b    |xy" },
		{ "('%p'):format({})", AT "invalid conversion '%p' to 'format'" },
		{ "('%a'):format(1)", AT "invalid conversion '%a' to 'format'" },
		{ "('%d %d'):format(1)", AT "bad argument #2 to 'format' (no value)" },
		{ "('%123d'):format(1)", AT "invalid format (width or precision too long)" },
		{ "show(('x'):rep(3, ','), ('abc'):sub(-2), ('abc'):byte(1, -1))",
		  "x,x,x bc 97 98 99" },
		{ "show(('aBc'):upper(), ('aBc'):lower(), ('abc'):reverse(), #('abc'), "
		  "string.char(72))",
		  "ABC abc cba 3 H" },
		{ "show(table.concat({ 1, 2, 3 }, '-', 2), table.unpack({ 1, 2, 3 }, 2))",
		  "2-3 2 3" },
		{ "local t = { 1, 2 } table.insert(t, 3) table.insert(t, 1, 0) "
		  "show(table.concat(t, ' '), "
		  "table.remove(t, 1), table.remove(t), #t)",
		  "0 1 2 3 0 3 2" },
		{ "show(table.concat(table.move({ 1, 2, 3 }, 1, 3, 2), ' '), table.pack(1, nil).n, "
		  "table.remove({}))",
		  "1 1 2 3 2 nil" },
		{ "local t = { 5, 2, 8, 1 } table.sort(t) show(table.concat(t, ' ')) table.sort(t, "
		  "function(a, b) return a > b end) show(table.concat(t, ' '))",
		  "1 2 5 8\n8 5 2 1" },
		{ "table.sort({ 1, 'x' })", AT "attempt to compare string with number" },
		{ "table.sort({ 1, 1 }, function() return true end)",
		  AT "invalid order function for sorting" },
		{ "show(math.max(1, 3.5), math.min(2, 1), math.floor(-1.5), math.ceil(1.2), "
		  "math.sqrt(2), "
		  "math.fmod(-7, 3), math.type(1), math.type(1.0), math.tointeger(3.0), "
		  "math.abs(-2))",
		  "3.5 1 -2 2 1.4142135623731 -1 integer float 3 2" },
		{ "show(utf8.char(228, 0x20ac), utf8.len('\\u{e4}x'), utf8.codepoint('\\u{20ac}'), "
		  "utf8.offset('\\u{e4}x', 2), utf8.len('\\xff'))",
		  "\xc3\xa4\xe2\x82\xac 2 8364 3 nil 1" },
		{ "for p, c in utf8.codes('\\u{e4}x') do show(p, c) end", "1 228\n3 120" },
		{ "show(re.find('foo=12', '(\\\\w+)=(\\\\d+)(x)?'))", "1 6 foo 12" },
		{ "show(re.find('aab', '(x)?b'), re.find('x', 'y'), re.find('abab', 'b', 3))",
		  "3 nil 4 4" },
		{ "re.find('x', '(')",
		  AT "regular expression, byte 1: missing closing parenthesis" },
		{ "show(glob.match('src/**', 'src/a/b'), glob.match({ '**', '!*.md' }, 'a.md'))",
		  "true false" },
		{ "glob.match('[a', 'x')", AT "path pattern: " },
		{ "show(path.join('a/b', '../c.py'), path.join('a', '../../b'), path.join('a', "
		  "'/b'), "
		  "path.join('./a/', './b'))",
		  "a/c.py nil nil a/b" },
		{ "show(path.dir('a/b/c.py'), path.name('a/b/c.py'), path.ext('c.tar.gz'), "
		  "path.ext('.rc') == '', path.dir('x') == '')",
		  "a/b c.py .gz true true" },
	};

	for (size_t i = 0; i < ARRAY_SIZE(rows); i++) {
		const char *got = fixture_run_body(&f, "ref", rows[i].text);

		if (strncmp(got, rows[i].expected, strlen(rows[i].expected)) != 0)
			print_error("row %zu: %s\n got %s\n", i, rows[i].text, got);
		assert_memory_equal(got, rows[i].expected, strlen(rows[i].expected));
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(chunk_is_checked_when_it_is_loaded, set_up,
						tear_down),
		cmocka_unit_test_setup_teardown(failure_names_line_and_place, set_up, tear_down),
		cmocka_unit_test_setup_teardown(failure_shows_the_line_of_the_policy, set_up,
						tear_down),
		cmocka_unit_test_setup_teardown(syntax_is_checked_without_running, set_up,
						tear_down),
		cmocka_unit_test_setup_teardown(globals_are_what_is_granted, set_up, tear_down),
		cmocka_unit_test_setup_teardown(nothing_but_the_rows_is_reachable, set_up,
						tear_down),
		cmocka_unit_test_setup_teardown(operators_that_are_compiled_wrongly_are_refused,
						set_up, tear_down),
		cmocka_unit_test_setup_teardown(base_functions_are_deterministic, set_up,
						tear_down),
		cmocka_unit_test_setup_teardown(library_functions_do_what_lua_documents, set_up,
						tear_down),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
