#include "config.h"

#include "lua/budget.h"
#include "lua/library.h"
#include "lua/objects.h"
#include "source/module.h"

static const struct imports *
imports_of(lua_State *lua, struct facts *facts, struct partial *partial)
{
	const struct imports *imports;
	struct error err;

	if (facts_imports(facts, &imports, partial, &err) < 0)
		policy_fail_with(policy_of(lua), &err);
	return imports;
}

void
source_partial_check(lua_State *lua, const struct subject *subject)
{
	struct facts *facts = source_facts(policy_of(lua), subject);
	struct partial partial;

	if (!facts)
		return;
	imports_of(lua, facts, &partial);
	if (partial.is && !source_was_partial(lua, subject, facts, &partial))
		source_report_partial(lua, subject, facts, &partial);
}

const struct import *
import_in(lua_State *lua, const struct object *object)
{
	const struct source_place *self = (const struct source_place *)object;
	const struct subject *subject = &self->place.subject;
	struct facts *facts = contents_facts(policy_of(lua), subject, SIDE_NEW, false);
	struct partial partial;

	if (!facts)
		return NULL;
	return &imports_of(lua, facts, &partial)->items.items[self->number];
}

static void
push_module(lua_State *lua, const struct object *object)
{
	const struct import *import = import_in(lua, object);

	push_bytes(lua, import ? import->module : BYTES_NONE);
}

static void
push_names(lua_State *lua, const struct object *object)
{
	const struct import *import = import_in(lua, object);

	source_names_push(lua, import ? import->names : NULL, import ? import->n_names : 0);
}

static void
push_kind(lua_State *lua, const struct object *object)
{
	const struct import *import = import_in(lua, object);

	lua_pushstring(lua, import_kind_name(import ? import->kind : IMPORT_STATIC));
}

static void
push_computed(lua_State *lua, const struct object *object)
{
	const struct import *import = import_in(lua, object);

	lua_pushboolean(lua, import && import->computed);
}

static void
push_to(lua_State *lua, const struct object *object)
{
	const struct import *import = import_in(lua, object);

	if (import)
		import_target_push(lua, &place_in(object)->subject, import);
	else
		lua_pushnil(lua);
}

/* Of which of its names an import is asked: of all, or of one alone; then none stands for the
 * module by itself, and all of them for no other. */
enum { NAME_ANY = -1, NAME_NONE = 0 };

static struct import
import_narrowed(const struct import *import, const struct language *language, lua_Integer which)
{
	struct import narrowed = *import;
	size_t n = strlen(language->separator);

	if (which == NAME_ANY)
		return narrowed;
	narrowed.n_names = 0;
	if (which > 0 && (size_t)which <= import->n_names) {
		narrowed.names = &import->names[which - 1];
		narrowed.n_names = !bytes_equal(*narrowed.names, BYTES("*"));
	}
	if (bytes_ends_with(narrowed.module, BYTES("*")) && narrowed.module.len > n)
		narrowed.module.len -= 1 + n;
	return narrowed;
}

void
import_charge(struct policy *policy, struct bytes path, const struct import *import,
	      struct bytes wanted)
{
	budget_charge(policy,
		      1 + (import->module.len + wanted.len + path.len) / BYTES_PER_COMPARISON +
			      import->n_names);
}

static bool
is_of(lua_State *lua, const struct object *self, int index, lua_Integer which)
{
	struct bytes path = place_in(self)->subject.change->path->name;
	const struct language *language = language_of_path(path);
	const struct import *import = import_in(lua, self);
	struct bytes wanted = check_bytes(lua, index);
	struct import narrowed;

	if (!wanted.len)
		luaL_error(lua, "of: the name of a module is needed");
	if (!import)
		return false;
	narrowed = import_narrowed(import, language, which);
	import_charge(policy_of(lua), path, &narrowed, wanted);
	return module_is_of(language, path, &narrowed, wanted);
}

/* import:of(module | list [, name]) -> whether it is of the module, or of one of them, or within
 * it; with the number of a name, whether that name is */
static int
import_of(lua_State *lua)
{
	const struct object *self = object_self(lua, &import_class);
	lua_Integer which = lua_isnoneornil(lua, 3) ? NAME_ANY : luaL_checkinteger(lua, 3);
	bool found = false;
	lua_Integer n;

	luaL_argcheck(lua, which >= NAME_ANY, 3, "a name is told by its number, 0 for none");
	if (lua_type(lua, 2) == LUA_TSTRING) {
		lua_pushboolean(lua, is_of(lua, self, 2, which));
		return 1;
	}
	if (!sequence_table_push(lua, 2)) {
		luaL_checktype(lua, 2, LUA_TTABLE);
		lua_pushvalue(lua, 2);
	}
	n = luaL_len(lua, -1);
	for (lua_Integer i = 1; i <= n && !found; i++) {
		lua_rawgeti(lua, -1, i);
		found = is_of(lua, self, lua_gettop(lua), which);
		lua_pop(lua, 1);
	}
	lua_pushboolean(lua, found);
	return 1;
}

static const struct object_field fields[] = {
	{ "module", push_module, NULL, "string",
	  "The module as it is written; empty when computed." },
	{ "names", push_names, NULL, "sequence<string>", "What is taken from it; '*' for all." },
	{ "kind", push_kind, NULL, "'static'|'dynamic'|'type'|'re-export'|'include'|'qualified'",
	  "How." },
	{ "computed", push_computed, NULL, "boolean",
	  "Whether only the running program knows the module." },
	{ "to", push_to, NULL, "string?", "The path in the tree that it resolves to." },
	{ "line", place_push_line, NULL, "integer", "Its line, from 1." },
	{ "column", place_push_column, NULL, "integer", "Where it begins there, in bytes from 1." },
	{ "text", place_push_text, NULL, "string", "The line, without its end." },
	{ "of", NULL, import_of,
	  "(modules: string|string[]|sequence<string>, name?: integer): boolean",
	  "Whether it is of a module, or within it; by one of its names, or 0, by none." },
};

const struct object_class import_class = {
	.name = "import",
	.help = "A module that a file names; a place.",
	.fields = fields,
	.n_fields = ARRAY_SIZE(fields),
	.text = source_path_push,
};

static void
imports_element(lua_State *lua, struct sequence *sequence, size_t i)
{
	source_place_push(lua, &import_class, sequence, i);
}

static size_t
at(const void *found, size_t i)
{
	return ((const struct imports *)found)->items.items[i].at;
}

void
imports_push(lua_State *lua, const struct subject *subject)
{
	static const struct sequence_kind kind = { "imports", imports_element };
	struct facts *facts = source_facts(policy_of(lua), subject);
	struct partial partial = { false, 0, 0 };
	const struct imports *imports = NULL;

	if (facts)
		imports = imports_of(lua, facts, &partial);
	source_places_push(lua, subject, facts, &kind, imports ? imports->items.len : 0, at,
			   imports);
	source_report_partial(lua, subject, facts, &partial);
}
