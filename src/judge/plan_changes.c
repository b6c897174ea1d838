#include "config.h"

#include "judge/plan_changes.h"

#include <inttypes.h>

#include "base/vec.h"
#include "judge/contests.h"
#include "judge/plan_ratchets.h"

typedef VEC(struct oid) oid_vec;

static int
parent_trees(const struct commit_node *node, struct walk *walk, oid_vec *trees, struct error *err)
{
	trees->len = 0;
	for (size_t i = 0; i < node->n_parents; i++) {
		const struct commit_node *parent;

		if (walk_commit(walk, &node->parents[i], &parent, err) < 0)
			return -1;
		vec_push(trees, parent->tree);
	}
	return 0;
}

static int
count_changes(size_t *total, size_t more, const struct limits *limits, struct error *err)
{
	*total += more;
	if (*total > limits->value[LIMIT_CHANGES])
		return error_set(err, ERROR_LIMIT,
				 "the push changes more than %" PRIu64
				 " paths (writ.limit.changes)",
				 limits->value[LIMIT_CHANGES]);
	return 0;
}

static int
commits_compare(struct plan *plan, struct walk *walk, struct tree_differ *differ,
		const struct limits *limits, struct arena *arena, oid_vec *trees, struct error *err)
{
	struct change_list *changes = arena_new_array(arena, struct change_list, plan->n_commits);
	size_t total = 0;

	for (size_t i = 0; i < plan->n_commits; i++) {
		const struct commit_node *node = plan->commits[i];

		if (parent_trees(node, walk, trees, err) < 0 ||
		    tree_differ_commit(differ, &node->tree, trees->items, trees->len, &changes[i],
				       err) < 0 ||
		    count_changes(&total, changes[i].len, limits, err) < 0)
			return -1;
	}
	plan->changes = changes;
	for (size_t i = 0; i < plan->n_sets; i++) {
		for (size_t k = 0; k < plan->n_commits; k++) {
			if (plan->sets[i].by_order[k])
				plan->sets[i].by_order[k]->changes = &changes[k];
		}
	}
	return 0;
}

/* The old value of an update, or the commits on which its new ones stand. */
static void
result_bases(const struct plan_set *set, size_t update, oid_vec *trees)
{
	const struct ref_update *it = &set->updates[update];

	trees->len = 0;
	if (!update_begins(it)) {
		if (!oid_is_zero(&it->old_tree))
			vec_push(trees, it->old_tree);
		return;
	}
	for (size_t i = 0; set->boundaries && i < set->boundaries[update].len; i++)
		vec_push(trees, set->boundaries[update].items[i]->tree);
}

static int
set_compare_results(struct plan_set *set, struct tree_differ *differ, struct arena *arena,
		    oid_vec *trees, struct error *err)
{
	set->results = arena_new_array(arena, struct change_list, set->n_updates);
	for (size_t i = 0; i < set->n_updates; i++) {
		if (oid_is_zero(&set->updates[i].new_commit))
			continue; /* deleted, or no tree: the ref rule's business */
		result_bases(set, i, trees);
		if (tree_differ_commit(differ, &set->updates[i].new_tree, trees->items, trees->len,
				       &set->results[i], err) < 0)
			return -1;
	}
	return 0;
}

/* Whether a decision judges the results of the set; one with a baseline, if that is asked. */
static bool
set_wants_results(const struct plan *plan, const struct plan_set *set, bool no_worse)
{
	for (size_t i = 0; i < plan->n_decisions; i++) {
		const struct plan_decision *planned = &plan->decisions[i];

		if (planned->decision->judge_result && planned->decision->no_worse == no_worse &&
		    (planned->set == set ||
		     (planned->contest && contest_uses(planned->contest, set))))
			return true;
	}
	return false;
}

static int
set_find_results(struct plan_set *set, const struct plan *plan, struct tree_differ *differ,
		 struct arena *arena, oid_vec *trees, struct error *err)
{
	if (set_wants_results(plan, set, false) &&
	    set_compare_results(set, differ, arena, trees, err) < 0)
		return -1;
	if (!set_wants_results(plan, set, true))
		return 0;
	return plan_compare_ratchets(set, differ, arena, err);
}

int
plan_find_changes(struct plan *plan, struct walk *walk, struct tree_differ *differ,
		  const struct limits *limits, struct arena *arena, struct error *err)
{
	oid_vec trees = VEC_INIT;
	int result = commits_compare(plan, walk, differ, limits, arena, &trees, err);

	for (size_t i = 0; result == 0 && !plan->standing && i < plan->n_sets; i++)
		result = set_find_results(&plan->sets[i], plan, differ, arena, &trees, err);
	vec_release(&trees);
	return result;
}

/* Called for every version, in the order that each path is to keep. */
typedef void version_visitor(void *ctx, const struct plan_version *version);

static void
list_visit(const struct change_list *list, struct plan_version version, version_visitor *visit,
	   void *ctx)
{
	for (size_t i = 0; i < list->len; i++) {
		version.change = &list->items[i];
		visit(ctx, &version);
	}
}

static void
versions_visit(const struct plan *plan, version_visitor *visit, void *ctx)
{
	for (size_t i = 0; i < plan->n_sets; i++) {
		const struct plan_set *set = &plan->sets[i];

		for (size_t k = 0; set->results && k < set->n_updates; k++)
			list_visit(&set->results[k],
				   (struct plan_version){ .set = set, .update = k }, visit, ctx);
		for (size_t k = 0; set->ratchets && k < set->n_updates; k++)
			list_visit(
				&set->ratchets[k].changes,
				(struct plan_version){ .set = set, .update = k, .counted = true },
				visit, ctx);
	}
	for (size_t i = plan->n_commits; i-- > 0;)
		list_visit(&plan->changes[i], (struct plan_version){ .order = i }, visit, ctx);
}

static void
version_count(void *ctx, const struct plan_version *version)
{
	struct plan_path *paths = ctx;

	paths[version->change->path->index].path = version->change->path;
	paths[version->change->path->index].n_versions++;
}

struct placer {
	const struct plan_path *paths;
	struct plan_version **next;
};

static void
version_place(void *ctx, const struct plan_version *version)
{
	struct placer *placer = ctx;

	*placer->next[version->change->path->index]++ = *version;
}

void
plan_gather_paths(struct plan *plan, size_t n_paths, struct arena *arena)
{
	struct placer placer;
	struct plan_version *versions;
	size_t total = 0;

	plan->paths = arena_new_array(arena, struct plan_path, n_paths);
	plan->n_paths = n_paths;
	versions_visit(plan, version_count, plan->paths);
	for (size_t i = 0; i < n_paths; i++)
		total += plan->paths[i].n_versions;
	versions = arena_new_array(arena, struct plan_version, total);
	placer.paths = plan->paths;
	placer.next = arena_new_array(arena, struct plan_version *, n_paths);
	for (size_t i = 0; i < n_paths; i++) {
		plan->paths[i].versions = placer.next[i] = versions;
		versions += plan->paths[i].n_versions;
	}
	versions_visit(plan, version_place, &placer);
}
