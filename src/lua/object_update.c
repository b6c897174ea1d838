#include "config.h"

#include "lua/budget.h"
#include "lua/library.h"
#include "lua/objects.h"

static const struct ref_update *
update_of(const struct object *object)
{
	return ((const struct update_object *)object)->update;
}

static void
push_ref(lua_State *lua, const struct object *object)
{
	push_bytes(lua, update_of(object)->ref);
}

static void
push_branch(lua_State *lua, const struct object *object)
{
	push_bytes_or_nil(lua, ref_branch(update_of(object)->ref));
}

static void
push_tag(lua_State *lua, const struct object *object)
{
	push_bytes_or_nil(lua, ref_tag(update_of(object)->ref));
}

static void
push_old(lua_State *lua, const struct object *object)
{
	push_oid(lua, &update_of(object)->old_id);
}

static void
push_new(lua_State *lua, const struct object *object)
{
	push_oid(lua, &update_of(object)->new_id);
}

static void
push_kind(lua_State *lua, const struct object *object)
{
	lua_pushstring(lua, update_kind_name(update_of(object)->kind));
}

static void
push_forced(lua_State *lua, const struct object *object)
{
	lua_pushboolean(lua, update_of(object)->forced);
}

static void
push_object(lua_State *lua, const struct object *object)
{
	lua_pushstring(lua, object_kind_name(update_of(object)->object));
}

/* The commits of an update, as policy_env gives them. */
struct commits_sequence {
	struct sequence base;
	const struct commit_view *const *commits;
};

static void
commits_element(lua_State *lua, struct sequence *sequence, size_t i)
{
	commit_object_push(lua, ((struct commits_sequence *)sequence)->commits[i]);
}

/* update:commits() -> the new commits that the decision judges, oldest first */
static int
update_commits(lua_State *lua)
{
	static const struct sequence_kind kind = { "commits", commits_element };
	const struct update_object *self = object_self(lua, &update_class);
	struct policy *policy = policy_of(lua);
	const struct commit_view *const *commits = NULL;
	struct commits_sequence *sequence;
	size_t n = policy->env->update_commits(policy->env->ctx, policy->decision, self->update,
					       &commits);

	budget_charge(policy, WORK_OF_OBJECT_READ);
	sequence = sequence_new(lua, &kind, sizeof(*sequence), n);
	sequence->commits = commits;
	return 1;
}

/* The commits that an update takes away. */
struct lost_sequence {
	struct sequence base;
	const struct ref_update *update;
};

static void
lost_element(lua_State *lua, struct sequence *sequence, size_t i)
{
	const struct ref_update *update = ((struct lost_sequence *)sequence)->update;
	const struct commit_view view = { .node = update->lost[i], .update = update };

	commit_object_push(lua, &view);
}

/* update:lost_commits() -> the commits that a forced update or a delete takes away, newest first */
static int
update_lost_commits(lua_State *lua)
{
	static const struct sequence_kind kind = { "commits", lost_element };
	const struct update_object *self = object_self(lua, &update_class);
	struct lost_sequence *sequence;

	budget_charge(policy_of(lua), WORK_OF_OBJECT_READ);
	sequence = sequence_new(lua, &kind, sizeof(*sequence), self->update->n_lost);
	sequence->update = self->update;
	return 1;
}

/* update:tree() -> the tree that the ref would have; nil for a delete */
static int
update_tree(lua_State *lua)
{
	const struct update_object *self = object_self(lua, &update_class);

	if (self->update->kind == UPDATE_DELETE || oid_is_zero(&self->update->new_tree))
		lua_pushnil(lua);
	else
		tree_object_push(lua, self->update, false);
	return 1;
}

static const struct object_field fields[] = {
	{ "ref", push_ref, NULL, "string", "The full name of the ref." },
	{ "branch", push_branch, NULL, "string?", "Its short name, when it is a branch." },
	{ "tag", push_tag, NULL, "string?", "Its short name, when it is a tag." },
	{ "old", push_old, NULL, "string?", "The id before; nil when it is created." },
	{ "new", push_new, NULL, "string?", "The id afterwards; nil when it is deleted." },
	{ "kind", push_kind, NULL, "'create'|'update'|'delete'", "What happens to the ref." },
	{ "forced", push_forced, NULL, "boolean",
	  "Whether the old value is no ancestor of the new one." },
	{ "object", push_object, NULL, "'commit'|'tag'|'tree'|'blob'?", "What the new value is." },
	{ "commits", NULL, update_commits, "(): sequence<commit>",
	  "The new commits that the decision judges, oldest first." },
	{ "lost_commits", NULL, update_lost_commits, "(): sequence<commit>",
	  "The commits that it takes away, newest first." },
	{ "tree", NULL, update_tree, "(): tree?",
	  "The tree that the ref would have; nil for a delete." },
	{ "violation", NULL, update_violation, "(violation: string|violation)", "Reports one." },
};

const struct object_class update_class = {
	.name = "update",
	.help = "A ref that the push moves.",
	.fields = fields,
	.n_fields = ARRAY_SIZE(fields),
	.text = push_ref,
};

void
update_object_push(lua_State *lua, const struct ref_update *update)
{
	struct update_object *object = object_new(lua, &update_class, sizeof(*object), 0);

	object->update = update;
}
