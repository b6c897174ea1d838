#include "config.h"

#include "lua/budget.h"
#include "lua/library.h"
#include "lua/objects.h"

/*
 * Where an import leads, in the tree that its file is in: of several that it may mean, the
 * likeliest.
 */

enum { WORK_OF_NAME = 10 }; /* a file of the tree that names are learned from */

struct lookup {
	struct policy *policy;
	const struct oid *tree;
	struct graph *names; /* NULL: no manifest counts */
	struct buf found;
	struct error err;
	int result;
	uint64_t work;
};

/* Whether no more is to be looked at. */
static bool
is_done(struct lookup *lookup, struct bytes path)
{
	if (lookup->found.len || lookup->result < 0)
		return true;
	lookup->work += WORK_OF_OBJECT_READ + path.len / BYTES_PER_COMPARISON;
	return lookup->work > lookup->policy->fuel;
}

static bool
try_file(void *ctx, struct bytes path)
{
	struct lookup *lookup = ctx;
	const struct objects *objects = lookup->policy->env->objects;
	struct entry entry = { ENTRY_NONE };

	if (is_done(lookup, path))
		return true; /* which may end the policy, once nothing is held any more */
	lookup->result =
		objects->ops->tree_find(objects->ctx, lookup->tree, path, &entry, &lookup->err);
	if (lookup->result < 0)
		return true;
	if (entry.kind == ENTRY_NONE)
		return false;
	buf_add(&lookup->found, path);
	return true;
}

static bool
try_folder(void *ctx, struct bytes path)
{
	struct lookup *lookup = ctx;
	uint32_t node;

	if (is_done(lookup, path))
		return true;
	node = graph_folder(lookup->names, path);
	if (node == GRAPH_NONE)
		return false;
	buf_add(&lookup->found, graph_node(lookup->names, node)->name);
	return true;
}

static bool
changes_manifest(const struct change_list *changes)
{
	for (size_t i = 0; i < changes->len; i++) {
		if (graph_is_manifest(changes->items[i].path->name))
			return true;
	}
	return false;
}

static const struct oid *
tree_of(const struct subject *subject)
{
	if (subject->commit.node)
		return &subject->commit.node->tree;
	return subject->of_base ? &subject->update->base_tree : &subject->update->new_tree;
}

/* The tree whose manifests say what names mean in SUBJECT's: that of the update, unless the commit
 * changes some itself. To walk the tree of each commit would be dear. */
static const struct oid *
tree_of_names(const struct subject *subject)
{
	const struct commit_view *commit = &subject->commit;

	if (subject->of_base)
		return &subject->update->base_tree;
	if (commit->node && changes_manifest(commit->changes))
		return &commit->node->tree;
	return &subject->update->new_tree;
}

/* Lets LOOKUP know the names, and pays for them the first time. */
static void
names_find(struct lookup *lookup, const struct subject *subject)
{
	struct policy *policy = lookup->policy;
	const struct oid *tree = tree_of_names(subject);
	struct error err;

	if (!policy->names || !oid_equal(graph_tree(policy->names), tree)) {
		graph_release(steal(&policy->names));
		if (graph_cache_get(policy->env->graphs, tree,
				    policy->limits.value[LIMIT_PLAN_BYTES], &policy->names,
				    &err) < 0) {
			if (err.code == ERROR_LIMIT)
				policy_spend(policy, LIMIT_PLAN_BYTES);
			policy_fail_with(policy, &err);
		}
		budget_charge(policy, graph_n_files(policy->names) * WORK_OF_NAME);
		budget_charge_read(policy, graph_read_bytes(policy->names));
	}
	lookup->names = policy->names;
}

static void
candidates_visit(struct lookup *lookup, const struct language *language, struct bytes path,
		 const struct import *import)
{
	if (lookup->names)
		graph_allow(lookup->names, lookup->policy->fuel);
	graph_candidates(lookup->names, language, path, import, 0, try_file, try_folder, lookup);
	if (lookup->names)
		lookup->work += graph_work(lookup->names);
}

void
import_target_push(lua_State *lua, const struct subject *subject, const struct import *import)
{
	struct policy *policy = policy_of(lua);
	const struct oid *tree = tree_of(subject);
	struct bytes path = subject->change->path->name;
	const struct language *language = language_of_path(path);
	struct lookup lookup = { .policy = policy, .tree = tree };
	struct bytes found;

	if (!oid_is_zero(tree) && !import->computed && !module_is_relative(import->module) &&
	    graph_reads_manifests(language))
		names_find(&lookup, subject);
	if (!oid_is_zero(tree) && !import->computed)
		candidates_visit(&lookup, language, path, import);
	found = arena_copy(&policy->arena, buf_bytes(&lookup.found));
	buf_release(&lookup.found);
	budget_charge(policy, lookup.work);
	if (lookup.result < 0)
		policy_fail_with(policy, &lookup.err);
	if (found.len)
		push_bytes(lua, found);
	else
		lua_pushnil(lua);
}
