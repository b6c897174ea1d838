#include "config.h"

#include <stdarg.h>
#include <setjmp.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <ctype.h>
#include <stdlib.h>

#include "base/macros.h"
#include "fixture.h"
#include "lua/api.h"
#include "lua/reference.h"

/* What the reference says of the API is proven by policies that use it. */

static struct fixture f;

static int
set_up(UNUSED void **state)
{
	static const struct bytes emails[] = { BYTES_INIT("ann@x.org") };
	static const struct principal agent = { .name = BYTES_INIT("ann"),
						.kind = PRINCIPAL_AGENT,
						.emails = { emails, 1 } };

	fixture_init(&f);
	f.bundle.governance.principals = &agent;
	f.bundle.governance.n_principals = 1;
	f.push.user = BYTES("ann");
	return 0;
}

static int
tear_down(UNUSED void **state)
{
	fixture_release(&f);
	return 0;
}

static bool
section_find(struct bytes name, struct api_section *section)
{
	for (size_t i = 0; api_section_at(i, section); i++) {
		if (bytes_equal_string(name, section->name))
			return true;
	}
	return false;
}

static bool
is_alias(struct bytes name)
{
	struct api_section types;
	bool found = false;

	assert_true(section_find(BYTES("types"), &types));
	for (size_t i = 0; i < types.n_rows; i++)
		found |= bytes_equal_string(name, api_row_at(&types, i).name);
	return found;
}

static bool
is_type(struct bytes name)
{
	static const char *const plain[] = { "string",   "integer", "number",  "boolean",
					     "table",    "any",     "nil",     "fun",
					     "function", "false",   "sequence" };
	struct api_section section;

	for (size_t i = 0; i < ARRAY_SIZE(plain); i++) {
		if (bytes_equal_string(name, plain[i]))
			return true;
	}
	return is_alias(name) || section_find(name, &section);
}

static bool
in_name(char c)
{
	return isalnum((unsigned char)c) || c == '_' || c == '.';
}

/* Behind the name of a parameter there is a colon. */
static void
names_are_types(const char *type)
{
	while (*type) {
		struct bytes name = { type, 0 };

		if (*type == '\'') {
			type += strcspn(type + 1, "'") + 2;
			continue;
		}
		while (in_name(type[name.len]))
			name.len++;
		type += name.len ? name.len : 1;
		if (name.len && *type != ':' && strncmp(type, "?:", 2) != 0 && !is_type(name))
			fail_msg("no section is of the type '%.*s'", BYTES_ARG(name));
	}
}

static void
every_row_has_a_text_and_a_type_that_is_known(UNUSED void **state)
{
	struct api_section section;

	for (size_t i = 0; api_section_at(i, &section); i++) {
		assert_non_null(section.help);
		assert_true(section.n_rows > 0);
		for (size_t k = 0; k < section.n_rows; k++) {
			struct api_row row = api_row_at(&section, k);

			if (!row.type[0] || !row.help[0])
				fail_msg("%s.%s has no type or no text", section.name, row.name);
			names_are_types(row.type);
		}
	}
}

/* check(NAME, VALUE, TYPE): reports a value that is not of the type. */
static const char check_lua[] =
	"local is "
	"local function is_one(value, kind) "
	"  local literal, element = string.match(kind, \"^'(.*)'$\"), "
	"    string.match(kind, '^sequence<(.*)>$') "
	"  if kind == 'any' then return true end "
	"  if literal then return value == literal end "
	"  if kind == 'integer' then return math.type(value) == kind end "
	"  if element then "
	"    return string.find(tostring(value), \"^sequence '\") and "
	"      (#value == 0 or is(value[1], element)) "
	"  end "
	"  if string.find(kind, '^table') then return type(value) == 'table' end "
	"  if string.find(' string number boolean nil function ', ' ' .. kind .. ' ', 1, true) "
	"then "
	"    return type(value) == kind "
	"  end "
	"  return type(value) == 'userdata' and string.match(tostring(value), '^%a+') == kind "
	"end "
	"function is(value, kinds) "
	"  for kind in string.gmatch(kinds, '[^|]+') do "
	"    local plain = string.gsub(kind, '%?$', '') "
	"    if (plain ~= kind and value == nil) or is_one(value, plain) then return true end "
	"  end "
	"  return false "
	"end "
	"local function check(name, value, kinds) "
	"  if not is(value, kinds) then show(name, 'is', tostring(value), 'not', kinds) end "
	"end ";

/* One object of each class, or the library, and what its calls need. */
static const struct {
	const char *section, *callback, *value;
} samples[] = {
	{ "push", "ref", "push" },
	{ "decision", "ref", "decision" },
	{ "update", "ref", "o" },
	{ "commit", "commit", "o" },
	{ "person", "commit", "o.author" },
	{ "signature", "commit", "o.signature" },
	{ "agent", "commit", "o.author.agent" },
	{ "trailer", "commit", "o:trailers()[1]" },
	{ "file", "file", "o" },
	{ "file", "deleted", "o" },
	{ "line", "file", "o:lines()[1]" },
	{ "hit", "file", "o:find('import')[1]" },
	{ "import", "file", "o:imports()[1]" },
	{ "declaration", "tree", "o:file('z/a.rb'):declarations()[1]" },
	{ "document", "file", "o:parse('ini')" },
	{ "node", "file", "o:parse('ini'):at('*')[2]" },
	{ "manifest", "tree", "o:file('z/go.sum'):manifest()" },
	{ "dependency", "tree", "o:file('z/go.sum'):manifest().dependencies[1]" },
	{ "tree", "tree", "o" },
	{ "graph", "tree", "o:graph()" },
	{ "edge", "tree", "o:graph():unresolved()[1]" },
};

static const struct {
	const char *name, *arguments;
} arguments[] = {
	{ "find", "'import'" },
	{ "parse", "'ini'" },
	{ "old_parse", "'ini'" },
	{ "of", "'os'" },
	{ "get", "{ 'BAD' }" },
	{ "at", "'*'" },
	{ "file", "'go.mod'" },
	{ "path", "'src/a.py', 'src/new.py'" },
	{ "dependencies", "'src/a.py'" },
	{ "dependents", "'src/a.py'" },
	{ "has", "'*.md'" },
};

static const char *
arguments_of(const char *name)
{
	for (size_t i = 0; i < ARRAY_SIZE(arguments); i++) {
		if (strcmp(arguments[i].name, name) == 0)
			return arguments[i].arguments;
	}
	return "";
}

/* What a call returns, behind the closing bracket of its parameters; NULL for nothing. */
static const char *
returned(const char *type)
{
	int depth = 0;

	do {
		depth += (*type == '(') - (*type == ')');
		type++;
	} while (depth);
	return *type ? type + strlen(": ") : NULL;
}

static void
row_check_write(struct buf *out, const struct api_row *row)
{
	if (!api_is_call(row)) {
		buf_printf(out, "check('%s', it.%s, [[%s]]) ", row->name, row->name, row->type);
		return;
	}
	buf_printf(out, "check('%s', it.%s, 'function') ", row->name, row->name);
	if (returned(row->type))
		buf_printf(out, "check('%s()', it:%s(%s), [[%s]]) ", row->name, row->name,
			   arguments_of(row->name), returned(row->type));
}

static void
every_field_of_an_object_is_of_its_type(UNUSED void **state)
{
	for (size_t i = 0; i < ARRAY_SIZE(samples); i++) {
		CLEANUP(buf_release) struct buf body = BUF_INIT;
		struct api_section section;

		assert_true(section_find(bytes_of(samples[i].section), &section));
		buf_printf(&body, "%s local it = %s check('it', it, '%s') ", check_lua,
			   samples[i].value, samples[i].section);
		for (size_t k = 0; k < section.n_rows; k++) {
			struct api_row row = api_row_at(&section, k);

			row_check_write(&body, &row);
		}
		assert_string_equal(fixture_run_body(&f, samples[i].callback, body.data), "");
	}
}

static void
every_object_has_a_sample(UNUSED void **state)
{
	struct api_section section;

	for (size_t i = 0; api_section_at(i, &section); i++) {
		bool found = section.kind != API_OBJECT;

		for (size_t k = 0; k < ARRAY_SIZE(samples); k++)
			found |= strcmp(samples[k].section, section.name) == 0;
		if (!found)
			fail_msg("no sample of %s: its types are not proven", section.name);
	}
}

static void
every_row_of_a_library_is_of_its_type(UNUSED void **state)
{
	struct api_section section;

	for (size_t i = 0; api_section_at(i, &section); i++) {
		CLEANUP(buf_release) struct buf body = BUF_INIT;
		bool globals = strcmp(section.name, "globals") == 0;

		if (section.kind != API_LIBRARY)
			continue;
		buf_add_string(&body, check_lua);
		for (size_t k = 0; k < section.n_rows; k++) {
			struct api_row row = api_row_at(&section, k);

			buf_printf(&body, "check('%s', %s%s%s, [[%s]]) ", row.name,
				   globals ? "" : section.name, globals ? "" : ".", row.name,
				   strcmp(row.name, "decisions") == 0 ? "decisions"
				   : api_is_call(&row)                ? "function"
								      : row.type);
		}
		assert_string_equal(fixture_run_body(&f, "ref", body.data), "");
	}
}

/* A value that an option of rules takes, by its name where that says more than its type. */
static const char *
value_of(const struct api_row *row)
{
	static const struct {
		const char *name, *type, *value;
	} values[] = {
		{ "kinds", NULL, "'type'" },
		{ "view", NULL, "'code'" },
		{ "scopes", NULL, "'dev'" },
		{ "sources", NULL, "'git'" },
		{ "ecosystems", NULL, "'npm'" },
		{ "layers", NULL, "{ { name = 'x', paths = 'x', modules = 'x' } }" },
		{ "parts", NULL, "{ { name = 'x', paths = 'x', modules = 'x' } }" },
		{ NULL, "boolean", "true" },
		{ NULL, "number", "1" },
		{ NULL, "string", "'x'" },
		{ NULL, "patterns", "'x'" },
		{ NULL, "table", "{}" },
	};

	for (size_t i = 0; i < ARRAY_SIZE(values); i++) {
		if (values[i].name
			    ? strcmp(row->name, values[i].name) == 0
			    : strncmp(row->type, values[i].type, strlen(values[i].type)) == 0)
			return values[i].value;
	}
	fail_msg("no value of the type %s", row->type);
	return "nil";
}

/* The options of SECTION, with that at WITHOUT being VALUE. */
static void
options_write(struct buf *out, const struct api_section *section, size_t without, const char *value)
{
	buf_add_string(out, "{ ");
	for (size_t i = 0; i < section->n_rows; i++) {
		struct api_row row = api_row_at(section, i);

		buf_printf(out, "%s = %s, ", row.name, i == without ? value : value_of(&row));
	}
	buf_add_string(out, "}");
}

static bool
is_needed(const struct api_row *row)
{
	return row->type[strlen(row->type) - 1] != '?';
}

static void
rule_check_write(struct buf *out, const struct api_section *section)
{
	buf_printf(out, "%s(", section->name);
	options_write(out, section, SIZE_MAX, NULL);
	buf_add_string(out, ") ");
	for (size_t i = 0; i < section->n_rows; i++) {
		struct api_row row = api_row_at(section, i);

		buf_printf(out, "fails('%s', %s, ", is_needed(&row) ? "needs" : "", section->name);
		options_write(out, section, i, "nil");
		buf_printf(out, ") fails(\": '%s' is a \", %s, ", row.name, section->name);
		options_write(out, section, i, "type");
		buf_add_string(out, ") ");
	}
}

static void
rules_take_the_options_that_are_listed(UNUSED void **state)
{
	struct api_section section;

	for (size_t i = 0; api_section_at(i, &section); i++) {
		CLEANUP(buf_release) struct buf body = BUF_INIT;

		if (strncmp(section.name, "rules.", strlen("rules.")) != 0)
			continue;
		buf_add_string(&body,
			       "local rules = require 'writ.rules' "
			       "local function fails(text, rule, options) "
			       "  local done, message = pcall(rule, options) "
			       "  if text == '' then if not done then show(message) end "
			       "  elseif done or not string.find(message, text, 1, true) then "
			       "    show(text, done, message) end "
			       "end ");
		rule_check_write(&body, &section);
		assert_string_equal(fixture_run_body(&f, "ref", body.data), "");
	}
}

static int
string_order(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static void
every_rule_is_listed(UNUSED void **state)
{
	CLEANUP(buf_release) struct buf listed = BUF_INIT;
	struct api_section rules;
	const char *names[64];

	assert_true(section_find(BYTES("rules"), &rules));
	assert_true(rules.n_rows < ARRAY_SIZE(names));
	for (size_t i = 0; i < rules.n_rows; i++)
		names[i] = api_row_at(&rules, i).name;
	qsort(names, rules.n_rows, sizeof(names[0]), string_order);
	for (size_t i = 0; i < rules.n_rows; i++)
		buf_printf(&listed, "%s%s", i ? "\n" : "", names[i]);
	assert_string_equal(
		fixture_run_body(&f, "ref",
				 "for name in pairs(require 'writ.rules') do show(name) "
				 "end"),
		listed.data);
}

/* As a field, a type or a global. */
static bool
is_declared(const char *text, const char *name)
{
	struct arena *arena = &f.arena;

	return strstr(text, arena_printf(arena, "---@field %s ", name).data) ||
	       strstr(text, arena_printf(arena, "---@alias %s ", name).data) ||
	       strstr(text, arena_printf(arena, "\n%s = nil\n", name).data);
}

static void
definitions_are_lua_and_hold_every_name(UNUSED void **state)
{
	CLEANUP(buf_release) struct buf text = BUF_INIT;
	struct api_section section;
	struct error err;
	struct policy_code code;

	definitions_write(&text);
	code = (struct policy_code){ BYTES("writ.lua"), buf_bytes(&text), 1 };
	assert_return_code(policy_check_syntax(&code, &err), 0);
	for (size_t i = 0; api_section_at(i, &section); i++) {
		for (size_t k = 0; k < section.n_rows; k++) {
			struct api_row row = api_row_at(&section, k);

			if (!is_declared(text.data, row.name))
				fail_msg("the definitions have no %s.%s", section.name, row.name);
		}
	}
	assert_null(strstr(text.data, "sequence<"));
	assert_non_null(strstr(text.data, "---@field find fun(self: file, pattern: string, "
					  "options?: file.find_options): hit_sequence\n"));
}

static void
one_section_is_found_by_its_name(UNUSED void **state)
{
	CLEANUP(buf_release) struct buf text = BUF_INIT;
	struct error err;

	assert_return_code(reference_write(&text, BYTES("file"), &err), 0);
	assert_non_null(
		strstr(text.data, "  path: string                  Its path in the tree.\n"));
	assert_non_null(strstr(text.data, "\nfile.find_options: "));
	assert_null(strstr(text.data, "\ncommit: "));
	assert_int_equal(reference_write(&text, BYTES("fiel"), &err), -1);
	assert_non_null(strstr(err.message, "did you mean 'file'?"));
}

#define TEST(function) cmocka_unit_test_setup_teardown(function, set_up, tear_down)

int
main(void)
{
	static const struct CMUnitTest tests[] = {
		TEST(every_row_has_a_text_and_a_type_that_is_known),
		TEST(every_field_of_an_object_is_of_its_type),
		TEST(every_object_has_a_sample),
		TEST(every_row_of_a_library_is_of_its_type),
		TEST(rules_take_the_options_that_are_listed),
		TEST(every_rule_is_listed),
		TEST(definitions_are_lua_and_hold_every_name),
		TEST(one_section_is_found_by_its_name),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
