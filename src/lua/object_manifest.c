#include "config.h"

#include "lua/budget.h"
#include "lua/library.h"
#include "lua/objects.h"

/*
 * Manifests. Like a document, one holds a copy of all that it says, in one piece of the state's
 * memory; a dependency, and a sequence of them, hold the manifest.
 */

enum { BYTES_READ_AS_MANIFEST_PER_INSTRUCTION = 1, WORK_OF_DEPENDENCY = 40 };

struct manifest_object {
	struct object head;
	struct subject subject;
	const struct manifest_format *format;
	size_t n, n_before;
	/* Those of now, then those of before; their texts behind them. */
	struct dependency dependencies[];
};

struct dependency_object {
	struct place_object place;
	const struct dependency *dependency;
};

static const struct manifest_object *
manifest_in(const struct object *object)
{
	return (const struct manifest_object *)object;
}

static const struct dependency *
dependency_in(const struct object *object)
{
	return ((const struct dependency_object *)object)->dependency;
}

/* -- A dependency */

/* Pushes DEPENDENCY of the manifest at MANIFEST_INDEX. */
static void
dependency_push(lua_State *lua, int manifest_index, const struct dependency *dependency)
{
	const struct manifest_object *manifest = lua_touserdata(lua, manifest_index);
	struct dependency_object *object;

	lua_pushvalue(lua, manifest_index);
	object = object_new(lua, &dependency_class, sizeof(*object), 1);
	lua_insert(lua, -2);
	lua_setiuservalue(lua, -2, 1);
	object->place.subject = manifest->subject;
	object->place.side =
		dependency < manifest->dependencies + manifest->n ? SIDE_NEW : SIDE_OLD;
	object->place.number = dependency->line;
	object->place.column = dependency->column;
	object->dependency = dependency;
}

bool
dependency_test(lua_State *lua, int index, bool *kept)
{
	const struct dependency_object *object = object_test(lua, index, &dependency_class);

	*kept = object && object->dependency->change == DEPENDENCY_KEPT;
	return object;
}

static void
push_name(lua_State *lua, const struct object *object)
{
	push_bytes(lua, dependency_in(object)->name);
}

static void
push_version(lua_State *lua, const struct object *object)
{
	push_bytes_or_nil(lua, dependency_in(object)->version);
}

static void
push_scope(lua_State *lua, const struct object *object)
{
	lua_pushstring(lua, dependency_scope_name(dependency_in(object)->scope));
}

static void
push_source(lua_State *lua, const struct object *object)
{
	lua_pushstring(lua, dependency_source_name(dependency_in(object)->source));
}

static void
push_location(lua_State *lua, const struct object *object)
{
	push_bytes_or_nil(lua, dependency_in(object)->location);
}

static void
push_pinned(lua_State *lua, const struct object *object)
{
	lua_pushboolean(lua, dependency_in(object)->pinned);
}

/* What it was before, when the change has changed it. The object is at index 1. */
static void
push_old(lua_State *lua, const struct object *object)
{
	const struct dependency *dependency = dependency_in(object);
	const struct manifest_object *manifest;

	lua_getiuservalue(lua, 1, 1);
	manifest = lua_touserdata(lua, -1);
	if (dependency->change == DEPENDENCY_CHANGED &&
	    dependency < manifest->dependencies + manifest->n)
		dependency_push(lua, lua_gettop(lua),
				&manifest->dependencies[manifest->n + dependency->old]);
	else
		lua_pushnil(lua);
	lua_remove(lua, -2);
}

static const struct object_field dependency_fields[] = {
	{ "name", push_name, NULL, "string", "As its package manager compares it." },
	{ "version", push_version, NULL, "string?", "As written: a range or a version." },
	{ "scope", push_scope, NULL, "'runtime'|'dev'|'peer'|'optional'|'build'|'test'|'indirect'",
	  "What it is for." },
	{ "source", push_source, NULL, "'registry'|'git'|'url'|'path'|'workspace'",
	  "Where it comes from." },
	{ "location", push_location, NULL, "string?",
	  "The registry, repository, address or path." },
	{ "pinned", push_pinned, NULL, "boolean", "Whether it names exactly one release." },
	{ "old", push_old, NULL, "dependency?", "What it was before, when the change changed it." },
	{ "line", place_push_line, NULL, "integer", "Its line, from 1." },
	{ "column", place_push_column, NULL, "integer", "Where it begins there, in bytes from 1." },
	{ "text", place_push_text, NULL, "string", "The line, without its end." },
};

const struct object_class dependency_class = {
	.name = "dependency",
	.help = "A dependency that a manifest states.",
	.fields = dependency_fields,
	.n_fields = ARRAY_SIZE(dependency_fields),
	.text = push_name,
};

/* -- Sequences of them */

struct dependencies_sequence {
	struct sequence base; /* its user value is the manifest */
	const struct dependency *dependencies[];
};

static void
dependencies_element(lua_State *lua, struct sequence *sequence, size_t i)
{
	lua_getiuservalue(lua, 1, 1);
	dependency_push(lua, lua_gettop(lua),
			((struct dependencies_sequence *)sequence)->dependencies[i]);
	lua_remove(lua, -2);
}

/* Writes what is CHANGE, or everything with ANY, of FROM..END to OUT when that is not NULL; returns
 * how many these are. */
static size_t
select_dependencies(const struct dependency *from, const struct dependency *end, bool any,
		    enum dependency_change change, const struct dependency **out)
{
	size_t n = 0;

	for (; from < end; from++) {
		if (!any && from->change != change)
			continue;
		if (out)
			out[n] = from;
		n++;
	}
	return n;
}

/* Pushes those of SIDE of the manifest at index 1 that are CHANGE, or all with ANY. */
static void
dependencies_push(lua_State *lua, const struct object *object, enum side side, bool any,
		  enum dependency_change change)
{
	static const struct sequence_kind kind = { "dependencies", dependencies_element };
	const struct manifest_object *manifest = manifest_in(object);
	const struct dependency *from =
		manifest->dependencies + (side == SIDE_OLD ? manifest->n : 0);
	const struct dependency *end = from + (side == SIDE_OLD ? manifest->n_before : manifest->n);
	struct dependencies_sequence *sequence;
	size_t n = select_dependencies(from, end, any, change, NULL);

	budget_charge(policy_of(lua), (size_t)(end - from));
	sequence = sequence_new(
		lua, &kind,
		sequence_size(lua, sizeof(*sequence), n, sizeof(sequence->dependencies[0])), n);
	select_dependencies(from, end, any, change, sequence->dependencies);
	lua_pushvalue(lua, 1);
	lua_setiuservalue(lua, -2, 1);
}

/* -- A manifest */

static void
push_ecosystem(lua_State *lua, const struct object *object)
{
	lua_pushstring(lua, ecosystem_name(manifest_format_ecosystem(manifest_in(object)->format)));
}

static void
push_lock(lua_State *lua, const struct object *object)
{
	lua_pushboolean(lua, manifest_format_is_lock(manifest_in(object)->format));
}

static void
push_dependencies(lua_State *lua, const struct object *object)
{
	dependencies_push(lua, object, SIDE_NEW, true, DEPENDENCY_KEPT);
}

static void
push_added(lua_State *lua, const struct object *object)
{
	dependencies_push(lua, object, SIDE_NEW, false, DEPENDENCY_ADDED);
}

static void
push_changed(lua_State *lua, const struct object *object)
{
	dependencies_push(lua, object, SIDE_NEW, false, DEPENDENCY_CHANGED);
}

static void
push_removed(lua_State *lua, const struct object *object)
{
	dependencies_push(lua, object, SIDE_OLD, false, DEPENDENCY_REMOVED);
}

static void
push_file_name(lua_State *lua, const struct object *object)
{
	push_bytes(lua, manifest_in(object)->subject.change->path->name);
}

static const struct object_field manifest_fields[] = {
	{ "ecosystem", push_ecosystem, NULL,
	  "'npm'|'pypi'|'go'|'cargo'|'maven'|'nuget'|'composer'|'rubygems'", "Whose it is." },
	{ "lock", push_lock, NULL, "boolean", "Whether it is a lock file." },
	{ "dependencies", push_dependencies, NULL, "sequence<dependency>", "What it states now." },
	{ "added", push_added, NULL, "sequence<dependency>", "Those that the change adds." },
	{ "removed", push_removed, NULL, "sequence<dependency>", "Those that it removes." },
	{ "changed", push_changed, NULL, "sequence<dependency>", "Those that it changes." },
};

const struct object_class manifest_class = {
	.name = "manifest",
	.help = "The dependencies that a package manager's file states.",
	.fields = manifest_fields,
	.n_fields = ARRAY_SIZE(manifest_fields),
	.text = push_file_name,
};

static struct bytes
text_copy(char **room, struct bytes text)
{
	struct bytes copy = { *room, text.len };

	if (!text.data)
		return text;
	if (text.len)
		memcpy(*room, text.data, text.len);
	*room += text.len;
	return copy;
}

static void
dependencies_copy(struct dependency *to, const struct manifest *from, char **room)
{
	for (size_t i = 0; i < from->n; i++) {
		to[i] = from->dependencies[i];
		to[i].name = text_copy(room, to[i].name);
		to[i].version = text_copy(room, to[i].version);
		to[i].location = text_copy(room, to[i].location);
		to[i].asked_as = BYTES_NONE; /* policies have no use for it */
	}
}

static void
manifest_push(lua_State *lua, const struct subject *subject, const struct manifest *now,
	      const struct manifest *before)
{
	struct manifest_object *object;
	size_t n = now->n + before->n;
	size_t size = sequence_size(lua, sizeof(*object), n, sizeof(object->dependencies[0]));
	char *room;

	budget_charge(policy_of(lua), n * WORK_OF_DEPENDENCY);
	budget_charge_bytes(policy_of(lua), now->n_bytes + before->n_bytes);
	object = object_new(lua, &manifest_class,
			    sequence_size(lua, size, now->n_bytes + before->n_bytes, 1), 0);
	object->subject = *subject;
	object->format = manifest_format_of_path(subject->change->path->name);
	object->n = now->n;
	object->n_before = before->n;
	room = (char *)&object->dependencies[n];
	dependencies_copy(object->dependencies, now, &room);
	dependencies_copy(object->dependencies + now->n, before, &room);
}

/* The facts of both sides, paid for; NULL when one is skipped as too large. */
static struct facts *
facts_to_read(lua_State *lua, const struct subject *subject)
{
	struct facts *facts = NULL;
	struct error err;
	uint64_t size;

	for (enum side side = SIDE_NEW; side <= SIDE_OLD; side++) {
		if (!contents_present(subject, side))
			continue;
		facts = contents_facts(policy_of(lua), subject, side, true);
		if (!facts)
			return NULL;
	}
	if (!facts)
		return NULL;
	if (facts_manifest_size(facts, &size, &err) < 0)
		policy_fail_with(policy_of(lua), &err);
	budget_charge(policy_of(lua), size / BYTES_READ_AS_MANIFEST_PER_INSTRUCTION);
	return facts;
}

static void
problem_report(lua_State *lua, const struct subject *subject,
	       const struct document_problem *problem, const struct document_problem *before)
{
	struct policy *policy = policy_of(lua);

	if (problem->line == 0 || policy->unparsed_change == subject->change)
		return;
	policy->unparsed_change = subject->change;
	unparsed_report(lua, subject,
			manifest_format_name(manifest_format_of_path(subject->change->path->name)),
			problem, before->line > 0);
}

static bool
is_manifest(const struct subject *subject)
{
	enum side side = contents_present(subject, SIDE_NEW) ? SIDE_NEW : SIDE_OLD;
	const struct entry *entry =
		side == SIDE_NEW ? &subject->change->now : &subject->change->before;

	return entry->kind != ENTRY_SUBMODULE &&
	       manifest_format_of_path(subject->change->path->name);
}

/* file:manifest() -> what the file says of dependencies; nil when its name is that of no manifest
 */
int
file_manifest(lua_State *lua)
{
	static const struct manifest none;
	const struct subject *subject = file_subject_to_read(lua);
	const struct manifest *now = &none, *before = &none;
	struct document_problem problem, problem_before;
	struct facts *facts;
	struct error err;
	int top;

	if (!is_manifest(subject)) {
		lua_pushnil(lua);
		return 1;
	}
	facts = facts_to_read(lua, subject);
	if (facts) {
		if (facts_manifest(facts, SIDE_NEW, &now, &problem, &err) < 0 ||
		    facts_manifest(facts, SIDE_OLD, &before, &problem_before, &err) < 0)
			policy_fail_with(policy_of(lua), &err);
	}
	manifest_push(lua, subject, now, before);
	top = lua_gettop(lua);
	if (facts)
		problem_report(lua, subject, &problem, &problem_before);
	lua_settop(lua, top);
	return 1;
}
