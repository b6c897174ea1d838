#include "config.h"

#include "lua/budget.h"
#include "lua/library.h"
#include "lua/objects.h"
#include "source/module.h"

/*
 * Imports: places that know which of their file's imports they are, and ask for it anew.
 */

struct import_object {
	struct place_object place;
	size_t number; /* among the file's imports, from 0 */
};

static void
charge_tokens(lua_State *lua, struct facts *facts, enum side side)
{
	struct error err;
	uint64_t size;

	if (facts_size(facts, side, &size, &err) < 0)
		policy_fail_with(policy_of(lua), &err);
	budget_charge(policy_of(lua), size / BYTES_LEXED_PER_INSTRUCTION);
}

/* Whether the file was partial before, and the change adds nothing that is out of sight. */
static bool
was_partial(lua_State *lua, const struct subject *subject, struct facts *facts,
	    const struct partial *partial)
{
	const struct line_set *added;
	struct error err;
	bool was = false;

	if (!contents_present(subject, SIDE_OLD) || !contents_facts(lua, subject, SIDE_OLD, true))
		return false;
	charge_tokens(lua, facts, SIDE_OLD);
	if (facts_was_partial(facts, &was, &err) < 0 || facts_added(facts, &added, &err) < 0)
		policy_fail_with(policy_of(lua), &err);
	for (size_t i = 0; was && i < added->n_runs; i++)
		was = added->runs[i].start + added->runs[i].len <= partial->line;
	return was;
}

/* What cannot be read to its end may hold anything behind: that is a violation at the place where
 * it begins, unless the decision allows it. */
static void
report_partial(lua_State *lua, const struct subject *subject, struct facts *facts,
	       const struct partial *partial)
{
	struct policy *policy = policy_of(lua);

	if (!partial->is || policy->decision->partial_allow ||
	    policy->partial_change == subject->change)
		return;
	policy->partial_change = subject->change;
	subject_violation(lua, subject, partial->line, partial->column,
			  BYTES("cannot be read from here on: what begins here does not end, or is "
				"in disguise; so the rest of the file cannot be judged"),
			  was_partial(lua, subject, facts, partial));
}

void
source_view_check(lua_State *lua, const struct subject *subject, struct facts *facts,
		  enum view view)
{
	struct partial partial;
	struct bytes text;
	struct error err;

	charge_tokens(lua, facts, SIDE_NEW);
	if (facts_view(facts, view, &text, &partial, &err) < 0)
		policy_fail_with(policy_of(lua), &err);
	report_partial(lua, subject, facts, &partial);
}

static const struct imports *
imports_of(lua_State *lua, struct facts *facts, struct partial *partial);

void
source_partial_check(lua_State *lua, const struct subject *subject)
{
	struct facts *facts = contents_facts(lua, subject, SIDE_NEW, true);
	struct partial partial;

	if (!facts)
		return;
	charge_tokens(lua, facts, SIDE_NEW);
	imports_of(lua, facts, &partial);
	if (partial.is && !was_partial(lua, subject, facts, &partial))
		report_partial(lua, subject, facts, &partial);
}

static const struct imports *
imports_of(lua_State *lua, struct facts *facts, struct partial *partial)
{
	const struct imports *imports;
	struct error err;

	if (facts_imports(facts, &imports, partial, &err) < 0)
		policy_fail_with(policy_of(lua), &err);
	return imports;
}

/* The import that OBJECT is, borrowed until other facts are asked for; NULL when the file cannot be
 * read any more. */
static const struct import *
import_in(lua_State *lua, const struct object *object)
{
	const struct import_object *self = (const struct import_object *)object;
	const struct subject *subject = &self->place.subject;
	struct facts *facts = contents_facts(lua, subject, SIDE_NEW, false);
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
	size_t n = import ? import->n_names : 0;

	lua_createtable(lua, (int)n, 0);
	for (size_t i = 0; i < n; i++) {
		push_bytes(lua, import->names[i]);
		lua_rawseti(lua, -2, (lua_Integer)i + 1);
	}
	sequence_of_table(lua, SEQUENCE_NAMES, n);
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

static void
push_file_name(lua_State *lua, const struct object *object)
{
	push_bytes(lua, place_in(object)->subject.change->path->name);
}

static bool
is_of(lua_State *lua, const struct object *self, int index)
{
	struct bytes path = place_in(self)->subject.change->path->name;
	const struct import *import = import_in(lua, self);
	struct bytes wanted = check_bytes(lua, index);

	if (!wanted.len)
		luaL_error(lua, "of: the name of a module is needed");
	if (!import)
		return false;
	budget_charge(policy_of(lua),
		      1 + (import->module.len + wanted.len + path.len) / BYTES_PER_COMPARISON +
			      import->n_names);
	return module_is_of(language_of_path(path), path, import, wanted);
}

/* import:of(module | list) -> whether it is of the module, or of one of them, or within it */
static int
import_of(lua_State *lua)
{
	const struct object *self = object_self(lua, &import_class);
	bool found = false;
	lua_Integer n;

	if (lua_type(lua, 2) == LUA_TSTRING) {
		lua_pushboolean(lua, is_of(lua, self, 2));
		return 1;
	}
	if (!sequence_table_push(lua, 2)) {
		luaL_checktype(lua, 2, LUA_TTABLE);
		lua_pushvalue(lua, 2);
	}
	n = luaL_len(lua, -1);
	for (lua_Integer i = 1; i <= n && !found; i++) {
		lua_rawgeti(lua, -1, i);
		found = is_of(lua, self, lua_gettop(lua));
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
	{ "of", NULL, import_of, "(modules: string|string[]|sequence<string>): boolean",
	  "Whether it is of a module, or within it." },
};

const struct object_class import_class = {
	.name = "import",
	.help = "A module that a file names; a place.",
	.fields = fields,
	.n_fields = ARRAY_SIZE(fields),
	.text = push_file_name,
};

struct imports_sequence {
	struct sequence base;
	struct subject subject;
	struct {
		size_t line, column;
	} places[];
};

static void
imports_element(lua_State *lua, struct sequence *sequence, size_t i)
{
	const struct imports_sequence *self = (const struct imports_sequence *)sequence;
	struct import_object *import = object_new(lua, &import_class, sizeof(*import), 0);

	import->place.subject = self->subject;
	import->place.side = SIDE_NEW;
	import->place.number = self->places[i].line;
	import->place.column = self->places[i].column;
	import->number = i;
}

void
imports_push(lua_State *lua, const struct subject *subject)
{
	static const struct sequence_kind kind = { "imports", imports_element };
	struct facts *facts = contents_present(subject, SIDE_NEW)
				      ? contents_facts(lua, subject, SIDE_NEW, true)
				      : NULL;
	struct partial partial = { false, 0, 0 };
	const struct imports *imports = NULL;
	struct imports_sequence *self;
	struct error err;
	size_t n;

	if (facts) {
		charge_tokens(lua, facts, SIDE_NEW);
		imports = imports_of(lua, facts, &partial);
	}
	n = imports ? imports->items.len : 0;
	self = sequence_new(lua, &kind,
			    sequence_size(lua, sizeof(*self), n, sizeof(self->places[0])), n);
	self->subject = *subject;
	for (size_t i = 0; i < n; i++) {
		if (facts_place(facts, imports->items.items[i].at, &self->places[i].line,
				&self->places[i].column, &err) < 0)
			policy_fail_with(policy_of(lua), &err);
	}
	report_partial(lua, subject, facts, &partial);
}
