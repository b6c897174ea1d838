#include "config.h"

#include "lua/library.h"
#include "lua/objects.h"

static const struct declarations *
declarations_of(lua_State *lua, struct facts *facts, struct partial *partial)
{
	const struct declarations *declarations;
	struct error err;

	if (facts_declarations(facts, &declarations, partial, &err) < 0)
		policy_fail_with(policy_of(lua), &err);
	return declarations;
}

/* What OBJECT is, borrowed until other facts are asked for; one without a name when the file cannot
 * be read any more. */
static const struct declaration *
declaration_in(lua_State *lua, const struct object *object)
{
	static const struct declaration none = { .kind = DECLARATION_CLASS };
	const struct source_place *self = (const struct source_place *)object;
	struct facts *facts = contents_facts(policy_of(lua), &self->place.subject, SIDE_NEW, false);
	struct partial partial;

	if (!facts)
		return &none;
	return &declarations_of(lua, facts, &partial)->items.items[self->number];
}

static void
push_name(lua_State *lua, const struct object *object)
{
	push_bytes_or_nil(lua, declaration_in(lua, object)->name);
}

static void
push_outer(lua_State *lua, const struct object *object)
{
	push_bytes_or_nil(lua, declaration_in(lua, object)->outer);
}

static void
push_line_at(lua_State *lua, const struct object *object, size_t at)
{
	struct facts *facts =
		contents_facts(policy_of(lua), &place_in(object)->subject, SIDE_NEW, false);
	struct error err;
	size_t line = place_in(object)->number;
	size_t column;

	if (facts && facts_place(facts, at, &line, &column, &err) < 0)
		policy_fail_with(policy_of(lua), &err);
	lua_pushinteger(lua, (lua_Integer)line);
}

static void
push_first(lua_State *lua, const struct object *object)
{
	push_line_at(lua, object, declaration_in(lua, object)->first);
}

static void
push_last(lua_State *lua, const struct object *object)
{
	push_line_at(lua, object, declaration_in(lua, object)->last);
}

static void
push_kind(lua_State *lua, const struct object *object)
{
	lua_pushstring(lua, declaration_kind_name(declaration_in(lua, object)->kind));
}

static void
push_bases(lua_State *lua, const struct object *object)
{
	const struct declaration *declaration = declaration_in(lua, object);

	source_names_push(lua, declaration->bases, declaration->n_bases);
}

static void
push_annotations(lua_State *lua, const struct object *object)
{
	const struct declaration *declaration = declaration_in(lua, object);

	source_names_push(lua, declaration->annotations, declaration->n_annotations);
}

static const struct object_field fields[] = {
	{ "name", push_name, NULL, "string?", "Its name; nil when it has none." },
	{ "kind", push_kind, NULL,
	  "'class'|'interface'|'enum'|'struct'|'union'|'trait'|'record'|'annotation'|'object'|"
	  "'extension'|'module'|'type'|'message'|'service'|'function'|'method'",
	  "What is declared." },
	{ "bases", push_bases, NULL, "sequence<string>",
	  "What it extends and implements, as written, without arguments." },
	{ "annotations", push_annotations, NULL, "sequence<string>",
	  "Its annotations, decorators or attributes, as written, without arguments." },
	{ "outer", push_outer, NULL, "string?",
	  "The name of the declaration that it is in; nil at the top." },
	{ "first", push_first, NULL, "integer",
	  "The line where its head begins, with its annotations." },
	{ "last", push_last, NULL, "integer", "The line where its head ends." },
	{ "line", place_push_line, NULL, "integer", "Its line, from 1." },
	{ "column", place_push_column, NULL, "integer", "Where it begins there, in bytes from 1." },
	{ "text", place_push_text, NULL, "string", "The line, without its end." },
};

const struct object_class declaration_class = {
	.name = "declaration",
	.help = "A type, a function or a method that a file declares; a place.",
	.fields = fields,
	.n_fields = ARRAY_SIZE(fields),
	.text = source_path_push,
};

static void
declarations_element(lua_State *lua, struct sequence *sequence, size_t i)
{
	source_place_push(lua, &declaration_class, sequence, i);
}

static size_t
at(const void *found, size_t i)
{
	return ((const struct declarations *)found)->items.items[i].at;
}

void
declarations_push(lua_State *lua, const struct subject *subject)
{
	static const struct sequence_kind kind = { "declarations", declarations_element };
	struct facts *facts = source_facts(policy_of(lua), subject);
	struct partial partial = { false, 0, 0 };
	const struct declarations *declarations = NULL;

	if (facts)
		declarations = declarations_of(lua, facts, &partial);
	source_places_push(lua, subject, facts, &kind, declarations ? declarations->items.len : 0,
			   at, declarations);
	source_report_partial(lua, subject, facts, &partial);
}
