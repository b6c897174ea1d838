#include "config.h"

#include "lua/budget.h"
#include "lua/library.h"
#include "lua/objects.h"

static const struct tree_object *
self_tree(lua_State *lua)
{
	return object_self(lua, &tree_class);
}

static void
push_id(lua_State *lua, const struct object *object)
{
	push_oid(lua, &((const struct tree_object *)object)->tree);
}

static void
push_update(lua_State *lua, const struct object *object)
{
	update_object_push(lua, ((const struct tree_object *)object)->update);
}

const struct change_list *
tree_changes_of(lua_State *lua, const struct tree_object *tree)
{
	static const struct change_list none;
	const struct policy_env *env = policy_of(lua)->env;
	const struct change_list *changes;
	struct error err;

	if (tree->of == TREE_OF_BASE)
		return &none;
	if (tree->of == TREE_OF_COMMIT)
		return tree->commit.changes;
	budget_charge(policy_of(lua), WORK_OF_OBJECT_READ);
	if (env->update_changes(env->ctx, tree->update, &changes, &err) < 0)
		policy_fail_with(policy_of(lua), &err);
	return changes;
}

static const struct change *
change_find(const struct change_list *changes, struct bytes path)
{
	size_t low = 0, high = changes->len;

	while (low < high) {
		size_t middle = low + (high - low) / 2;
		int order = bytes_compare(changes->items[middle].path->name, path);

		if (order == 0)
			return &changes->items[middle];
		if (order < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return NULL;
}

void
tree_file_push(lua_State *lua, const struct tree_object *tree, const struct change_list *changes,
	       struct bytes path, const struct entry *entry)
{
	const struct change *change = change_find(changes, path);
	struct subject subject;

	if (!change || change->now.kind != entry->kind || !oid_equal(&change->now.id, &entry->id)) {
		unchanged_file_push(lua, tree, path, entry);
		return;
	}
	subject = subject_of(policy_of(lua), change, tree_commit(tree), tree->update);
	file_object_push(lua, &subject);
}

/* tree:file(path) -> the file; nil if absent */
static int
tree_file(lua_State *lua)
{
	const struct tree_object *tree = self_tree(lua);
	struct bytes path = check_bytes(lua, 2);
	struct policy *policy = policy_of(lua);
	const struct objects *objects = policy->env->objects;
	struct entry entry = { ENTRY_NONE };
	struct error err;

	budget_charge(policy, WORK_OF_OBJECT_READ + path.len);
	if (path.len && !oid_is_zero(&tree->tree) &&
	    objects->ops->tree_find(objects->ctx, &tree->tree, path, &entry, &err) < 0)
		policy_fail_with(policy, &err);
	if (entry.kind == ENTRY_NONE)
		lua_pushnil(lua);
	else
		tree_file_push(lua, tree, tree_changes_of(lua, tree), path, &entry);
	return 1;
}

/* A walk gathers in the policy's memory, and only afterwards anything is charged or raised: nobody
 * may jump over the walk's own frames. */
struct walk {
	struct policy *policy;
	struct pattern_list patterns;
	uint64_t work, most;  /* instructions, bytes of memory */
	bool everything, any; /* no patterns; the first file will do */
};

enum { WORK_OF_ENTRY = 20, WALK_SPENT = 1, WALK_FOUND };

static int
walk_visit(void *ctx, const struct tree_file *file)
{
	struct walk *walk = ctx;
	struct policy *policy = walk->policy;
	struct tree_file *kept;

	walk->work += WORK_OF_ENTRY + walk->patterns.len * (1 + file->path.len / 8);
	if (walk->work > policy->fuel)
		return WALK_SPENT;
	if (!walk->everything && !pattern_list_matches(&walk->patterns, file->path))
		return 0;
	if (walk->any)
		return WALK_FOUND;
	if (policy->walk_paths.len + policy->walk_files.len * sizeof(*file) > walk->most)
		return WALK_SPENT;
	kept = vec_add(&policy->walk_files);
	*kept = *file;
	buf_add(&policy->walk_paths, file->path);
	return 0;
}

static bool
walk_prune(void *ctx, struct bytes prefix)
{
	const struct walk *walk = ctx;

	return !walk->everything && !pattern_list_may_match_below(&walk->patterns, prefix);
}

/* The files of a tree: their entries, and their paths behind them. */
struct files_entry {
	struct entry entry;
	size_t path_at, path_len;
};

struct files_sequence {
	struct sequence base;
	struct tree_object tree;
	const struct change_list *changes; /* of the tree, looked up once for all elements */
	struct files_entry files[];
};

static void
files_element(lua_State *lua, struct sequence *sequence, size_t i)
{
	const struct files_sequence *self = (const struct files_sequence *)sequence;
	const struct files_entry *file = &self->files[i];
	struct bytes path = { (const char *)self + file->path_at, file->path_len };

	budget_charge(policy_of(lua), WORK_OF_ENTRY);
	tree_file_push(lua, &self->tree, self->changes, path, &file->entry);
}

/* Moves what the walk gathered into a sequence. */
static void
files_push(lua_State *lua, const struct tree_object *tree, const struct change_list *changes)
{
	static const struct sequence_kind kind = { "files", files_element };
	struct policy *policy = policy_of(lua);
	size_t n = policy->walk_files.len;
	size_t at =
		sequence_size(lua, sizeof(struct files_sequence), n, sizeof(struct files_entry));
	struct files_sequence *self =
		sequence_new(lua, &kind, sequence_size(lua, at, policy->walk_paths.len, 1), n);

	if (policy->walk_paths.len)
		memcpy((char *)self + at, policy->walk_paths.data, policy->walk_paths.len);
	self->tree = *tree;
	self->changes = changes;
	for (size_t i = 0; i < n; i++) {
		const struct tree_file *file = &policy->walk_files.items[i];

		self->files[i] = (struct files_entry){ file->entry, at, file->path.len };
		at += file->path.len;
	}
}

/* Whether it found the file that was looked for. */
static bool
walk_run(struct policy *policy, const struct tree_object *tree, struct walk *walk)
{
	const struct objects *objects = policy->env->objects;
	struct error err;
	int result = 0;

	policy->walk_files.len = 0;
	buf_clear(&policy->walk_paths);
	if (!oid_is_zero(&tree->tree))
		result = objects->ops->tree_walk(objects->ctx, &tree->tree, walk_prune, walk_visit,
						 walk, &err);
	if (result < 0)
		policy_fail_with(policy, &err);
	budget_charge(policy, walk->work);
	if (result == WALK_SPENT)
		policy_spend(policy, LIMIT_MEMORY);
	return result == WALK_FOUND;
}

/* tree:files([patterns]) -> the files, in byte order of their paths */
static int
tree_files(lua_State *lua)
{
	const struct tree_object *tree = self_tree(lua);
	struct policy *policy = policy_of(lua);
	struct walk walk = { policy,
			     policy->decision->scope,
			     WORK_OF_OBJECT_READ,
			     policy->limits.value[LIMIT_MEMORY],
			     false,
			     false };

	walk.everything = walk.patterns.len == 0;
	if (!lua_isnoneornil(lua, 2)) {
		walk.patterns = patterns_check(lua, 2);
		walk.everything = false;
	}
	walk_run(policy, tree, &walk);
	files_push(lua, tree, tree_changes_of(lua, tree));
	return 1;
}

/* tree:has(patterns) -> whether a file matches */
static int
tree_has(lua_State *lua)
{
	const struct tree_object *tree = self_tree(lua);
	struct policy *policy = policy_of(lua);
	struct walk walk = { policy,
			     patterns_check(lua, 2),
			     WORK_OF_OBJECT_READ,
			     policy->limits.value[LIMIT_MEMORY],
			     false,
			     true };

	lua_pushboolean(lua, walk_run(policy, tree, &walk));
	return 1;
}

/* tree:base() -> the tree before; its changes() are none */
static int
tree_base(lua_State *lua)
{
	const struct ref_update *update = self_tree(lua)->update;
	struct policy *policy = policy_of(lua);
	const struct policy_env *env = policy->env;

	/* It may be the pusher's own: what grants a right is not read there. */
	if (!env->governed_update(env->ctx, policy->decision, update->index)) {
		push_bytes(lua, bytes_slice(update->ref, 0, 200));
		luaL_error(lua,
			   "tree:base() is known of the refs that this decision governs, and "
			   "%s is none of them",
			   lua_tostring(lua, -1));
	}
	tree_object_push(lua, update, true);
	return 1;
}

/* tree:changes([patterns]) -> the files that differ from the tree before */
static int
tree_changes(lua_State *lua)
{
	const struct tree_object *tree = self_tree(lua);

	changes_push(lua, tree_changes_of(lua, tree), 2, tree_commit(tree), tree->update);
	return 1;
}

static const struct object_field fields[] = {
	{ "update", push_update, NULL, "update", "The ref update that it is of." },
	{ "id", push_id, NULL, "string?",
	  "Its object id; nil for the empty tree before a first commit." },
	{ "file", NULL, tree_file, "(path: string): file?",
	  "The file at a path; nil when there is none." },
	{ "files", NULL, tree_files, "(patterns?: patterns): sequence<file>",
	  "The files in scope, or those that match." },
	{ "has", NULL, tree_has, "(patterns: patterns): boolean", "Whether a file matches." },
	{ "base", NULL, tree_base, "(): tree", "The tree of the ref's old value." },
	{ "changes", NULL, tree_changes, "(patterns?: patterns): sequence<file>",
	  "What differs from before: in scope, or what matches." },
	{ "graph", NULL, tree_graph, "(options?: tree.graph_options): graph",
	  "Which file of it imports which." },
	{ "violation", NULL, tree_violation, "(violation: string|violation)", "Reports one." },
};

const struct object_class tree_class = {
	.name = "tree",
	.help = "All files of a ref or a commit.",
	.fields = fields,
	.n_fields = ARRAY_SIZE(fields),
	.text = push_id,
};

void
tree_object_push(lua_State *lua, const struct ref_update *update, bool base)
{
	struct tree_object *tree = object_new(lua, &tree_class, sizeof(*tree), 0);

	tree->of = base ? TREE_OF_BASE : TREE_OF_UPDATE;
	tree->tree = base ? update->base_tree : update->new_tree;
	tree->update = update;
}

void
tree_object_push_of_commit(lua_State *lua, const struct commit_view *view)
{
	struct tree_object *tree = object_new(lua, &tree_class, sizeof(*tree), 0);

	tree->of = TREE_OF_COMMIT;
	tree->tree = view->node->tree;
	tree->commit = *view;
	tree->update = view->update;
}
