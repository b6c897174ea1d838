#include "config.h"

#include "lua/api.h"
#include "lua/budget.h"
#include "lua/library.h"
#include "lua/objects.h"

static const struct subject *
subject_in(const struct object *object)
{
	return &((const struct file_object *)object)->subject;
}

static void
push_path(lua_State *lua, const struct object *object)
{
	push_bytes(lua, subject_in(object)->change->path->name);
}

static void
push_status(lua_State *lua, const struct object *object)
{
	lua_pushstring(lua, change_status_name(subject_in(object)->change->status));
}

static void
push_kind(lua_State *lua, const struct object *object)
{
	lua_pushstring(lua, entry_kind_name(subject_in(object)->change->now.kind));
}

static void
push_old_kind(lua_State *lua, const struct object *object)
{
	lua_pushstring(lua, entry_kind_name(subject_in(object)->change->before.kind));
}

static void
push_renamed_from(lua_State *lua, const struct object *object)
{
	const struct path *from = subject_in(object)->change->renamed_from;

	push_bytes_or_nil(lua, from ? from->name : BYTES_NONE);
}

static void
push_side_size(lua_State *lua, const struct subject *subject, enum side side)
{
	if (contents_present(subject, side))
		lua_pushinteger(lua, (lua_Integer)contents_size(policy_of(lua), subject, side));
	else
		lua_pushnil(lua);
}

static void
push_size(lua_State *lua, const struct object *object)
{
	push_side_size(lua, subject_in(object), SIDE_NEW);
}

static void
push_old_size(lua_State *lua, const struct object *object)
{
	push_side_size(lua, subject_in(object), SIDE_OLD);
}

static void
push_binary(lua_State *lua, UNUSED const struct object *object)
{
	const struct subject *subject = file_subject_to_read(lua);
	enum side side = contents_present(subject, SIDE_NEW) ? SIDE_NEW : SIDE_OLD;
	struct facts *facts = contents_facts(policy_of(lua), subject, side, false);
	struct error err;
	bool binary = true;

	if (facts && facts_binary(facts, &binary, &err) < 0)
		policy_fail_with(policy_of(lua), &err);
	lua_pushboolean(lua, binary);
}

static void
push_id(lua_State *lua, const struct object *object)
{
	push_oid(lua, &subject_in(object)->change->now.id);
}

static void
push_old_id(lua_State *lua, const struct object *object)
{
	push_oid(lua, &subject_in(object)->change->before.id);
}

static void
push_commit(lua_State *lua, const struct object *object)
{
	if (subject_in(object)->commit.node)
		commit_object_push(lua, &subject_in(object)->commit);
	else
		lua_pushnil(lua);
}

static void
push_update(lua_State *lua, const struct object *object)
{
	update_object_push(lua, subject_in(object)->update);
}

static int
push_side_content(lua_State *lua, enum side side)
{
	const struct subject *subject = file_subject_to_read(lua);
	struct bytes content = BYTES_NONE;
	struct facts *facts;
	struct error err;

	if (!contents_present(subject, side)) {
		lua_pushnil(lua);
		return 1;
	}
	facts = contents_facts(policy_of(lua), subject, side, true);
	if (!facts) {
		lua_pushnil(lua);
		return 1;
	}
	if (facts_content(facts, side, &content, &err) < 0)
		policy_fail_with(policy_of(lua), &err);
	push_bytes(lua, content);
	return 1;
}

/* file:content() -> the new content; nil when deleted, or skipped as too large */
static int
file_content(lua_State *lua)
{
	return push_side_content(lua, SIDE_NEW);
}

/* file:old_content() -> the content before; nil when added */
static int
file_old_content(lua_State *lua)
{
	return push_side_content(lua, SIDE_OLD);
}

/* file:lines() -> every line of the new content */
static int
file_lines(lua_State *lua)
{
	lines_push(lua, file_subject_to_read(lua), SIDE_NEW);
	return 1;
}

/* file:added() -> the lines that the change added */
static int
file_added(lua_State *lua)
{
	changed_lines_push(lua, file_subject_to_read(lua), SIDE_NEW);
	return 1;
}

/* file:removed() -> the lines that it removed, with their old numbers */
static int
file_removed(lua_State *lua)
{
	changed_lines_push(lua, file_subject_to_read(lua), SIDE_OLD);
	return 1;
}

static enum view
view_of(lua_State *lua, int arg, const char *name)
{
	static const char *const names[] = { "code", "comments", "strings" };

	for (size_t i = 0; i < ARRAY_SIZE(names); i++) {
		if (strcmp(name, names[i]) == 0)
			return (enum view)i;
	}
	luaL_argerror(lua, arg, "view is \"code\", \"comments\" or \"strings\"");
	return VIEW_CODE;
}

enum find_option { FIND_ADDED, FIND_VIEW, FIND_OPTIONS };

static const struct api_row find_options[FIND_OPTIONS] = {
	[FIND_ADDED] = { "added", "boolean?", "true: only on lines that the change adds." },
	[FIND_VIEW] = { "view", "'code'|'comments'|'strings'|nil", "Only there." },
};

const struct api_table find_table = { "file.find_options", "Options of file:find().", find_options,
				      FIND_OPTIONS };

/* One option of find, its key and value on the top. */
static void
look_option(lua_State *lua, int arg, struct look *look)
{
	if (api_key_check(lua, -2, "find", "option", find_options, FIND_OPTIONS) == FIND_VIEW) {
		luaL_argcheck(lua, lua_type(lua, -1) == LUA_TSTRING, arg, "view is a text");
		look->view = view_of(lua, arg, lua_tostring(lua, -1));
		look->in_view = true;
	} else {
		luaL_argcheck(lua, lua_isboolean(lua, -1), arg, "added is true or false");
		look->added_only = lua_toboolean(lua, -1);
	}
}

/* The options of find at ARG, which is the last argument. */
static struct look
look_check(lua_State *lua, int arg)
{
	struct look look = { false, false, VIEW_CODE };

	if (lua_isnoneornil(lua, arg))
		return look;
	luaL_checktype(lua, arg, LUA_TTABLE);
	lua_settop(lua, arg);
	lua_pushnil(lua);
	while (lua_next(lua, arg)) {
		look_option(lua, arg, &look);
		lua_pop(lua, 1);
	}
	return look;
}

/* file:find(re [, { added = true, view = "code" }]) -> every hit in the new content, or on added
 * lines only, or only in its code, comments or strings */
static int
file_find(lua_State *lua)
{
	const struct subject *subject = file_subject_to_read(lua);
	const struct regex *regex = regex_check(lua, 2);
	struct look look = look_check(lua, 3);

	hits_push(lua, subject, regex, &look);
	return 1;
}

/* file:imports() -> what the new content imports */
static int
file_imports(lua_State *lua)
{
	imports_push(lua, file_subject_to_read(lua));
	return 1;
}

/* file:declarations() -> what the new content declares */
static int
file_declarations(lua_State *lua)
{
	declarations_push(lua, file_subject_to_read(lua));
	return 1;
}

static const struct object_field fields[] = {
	{ "path", push_path, NULL, "string", "Its path in the tree." },
	{ "status", push_status, NULL, "'added'|'modified'|'deleted'|'unchanged'",
	  "What became of it; unchanged only in a tree." },
	{ "kind", push_kind, NULL, "'file'|'executable'|'symlink'|'submodule'?",
	  "What it is now." },
	{ "old_kind", push_old_kind, NULL, "'file'|'executable'|'symlink'|'submodule'?",
	  "What it was before." },
	{ "renamed_from", push_renamed_from, NULL, "string?",
	  "The path that had the same content and is gone now." },
	{ "size", push_size, NULL, "integer?", "In bytes; nil when it is deleted." },
	{ "old_size", push_old_size, NULL, "integer?",
	  "Before, in bytes; nil when it was not there." },
	{ "binary", push_binary, NULL, "boolean", "Whether it looks binary; hides nothing." },
	{ "id", push_id, NULL, "string?", "The object id of its content; nil when it is deleted." },
	{ "old_id", push_old_id, NULL, "string?", "That before; nil when it was not there." },
	{ "commit", push_commit, NULL, "commit?",
	  "The commit that changes it; nil for a whole update." },
	{ "update", push_update, NULL, "update", "The ref update that brings it." },
	{ "content", NULL, file_content, "(): string?",
	  "Its content; nil when it is deleted or passed over as too large." },
	{ "old_content", NULL, file_old_content, "(): string?",
	  "The content before; nil when it was not there." },
	{ "lines", NULL, file_lines, "(): sequence<line>", "Its lines." },
	{ "added", NULL, file_added, "(): sequence<line>", "The lines that the change adds." },
	{ "removed", NULL, file_removed, "(): sequence<line>",
	  "The lines that it removes, with their old numbers." },
	{ "find", NULL, file_find, "(pattern: string, options?: file.find_options): sequence<hit>",
	  "What a regular expression matches." },
	{ "imports", NULL, file_imports, "(): sequence<import>",
	  "What it imports, in languages that are known." },
	{ "declarations", NULL, file_declarations, "(): sequence<declaration>",
	  "What it declares, in languages that are known." },
	{ "parse", NULL, file_parse, "(format?: format): document",
	  "Its content as data, by its name or the format." },
	{ "old_parse", NULL, file_old_parse, "(format?: format): document",
	  "The content before as data." },
	{ "manifest", NULL, file_manifest, "(): manifest?",
	  "The dependencies that it states; nil when it is no manifest." },
	{ "violation", NULL, file_violation, "(violation: string|violation)", "Reports one." },
};

/* The same fact of the same file, though each file that no change brought has a change of its own.
 */
static bool
file_equal(const struct object *a, const struct object *b)
{
	const struct subject *one = subject_in(a), *other = subject_in(b);
	const struct change *change = one->change, *same = other->change;

	if (one->update != other->update || one->commit.node != other->commit.node)
		return false;
	if (!one->of_tree || !other->of_tree)
		return change == same;
	return bytes_equal(change->path->name, same->path->name) &&
	       change->now.kind == same->now.kind && oid_equal(&change->now.id, &same->now.id);
}

const struct object_class file_class = {
	.name = "file",
	.help = "A path that a change is about, or one of a tree.",
	.fields = fields,
	.n_fields = ARRAY_SIZE(fields),
	.text = push_path,
	.equal = file_equal,
};

void
file_object_push(lua_State *lua, const struct subject *subject)
{
	struct file_object *object = object_new(lua, &file_class, sizeof(*object), 0);

	object->subject = *subject;
}

/* What stood under a name where the decision was out of force is new to it. */
static bool
was_judged(const struct policy *policy, const struct path *path, const struct ref_update *update)
{
	const struct policy_env *env = policy->env;

	if (!decision_in_scope(policy->decision, path->name))
		return false;
	return !policy->decision->contest ||
	       env->in_force(env->ctx, policy->decision, update, path);
}

struct subject
subject_of(struct policy *policy, const struct change *change, const struct commit_view *commit,
	   const struct ref_update *update)
{
	struct subject subject;

	memset(&subject, 0, sizeof(subject));
	subject.change = change;
	subject.update = update;
	if (commit)
		subject.commit = *commit;
	subject.rename_in_scope =
		change->renamed_from && was_judged(policy, change->renamed_from, update);
	return subject;
}
