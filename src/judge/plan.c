#include "config.h"

#include "judge/plan.h"

#include "base/map.h"
#include "judge/contests.h"
#include "judge/plan_changes.h"
#include "judge/plan_sets.h"

/* Below this many versions a second process costs more than it saves. */
enum { SHARDING_VERSIONS = 2000 };

static int
updates_fill(struct push *push, struct walk *walk, struct error *err)
{
	for (size_t i = 0; i < push->n_updates; i++) {
		if (walk_update_fill(walk, &push->updates[i], err) < 0)
			return error_wrap(err, "%.*s", BYTES_ARG(push->updates[i].ref));
	}
	return 0;
}

static size_t
shard_count(const struct plan *plan)
{
	size_t total = 0;

	for (size_t i = 0; i < plan->n_paths; i++)
		total += plan->paths[i].n_versions;
	return total < SHARDING_VERSIONS ? 1 : PLAN_SHARDS;
}

static int
plan_fill(struct plan *plan, const struct judge_request *request, struct walk *walk,
	  struct object_check *check, struct arena *arena, struct error *err)
{
	const struct limits *limits = &request->settings->limits;
	struct path_table *paths = path_table_new(arena);
	struct tree_differ *differ =
		tree_differ_new(request->repository, limits, arena, paths, check);
	int result = plan_find_changes(plan, walk, differ, limits, arena, err);

	if (result == 0)
		plan_gather_paths(plan, path_table_count(paths), arena);
	tree_differ_free(differ);
	path_table_free(paths);
	plan->n_shards = shard_count(plan);
	if (result == 0)
		contests_note(plan, arena);
	return result;
}

int
plan_build(struct plan *plan, const struct judge_request *request, struct arena *arena,
	   struct object_check *check, struct error *err)
{
	struct walk *walk = walk_new(request->repository, &request->settings->limits, arena, check);
	int result;

	walk_know_new(walk, request->known_new, request->n_known_new);
	result = updates_fill(plan->push, walk, err);
	if (result == 0)
		result = plan_find_commits(plan, request, walk, arena, err);
	if (result == 0 && !request->list_only)
		result = plan_fill(plan, request, walk, check, arena, err);
	walk_free(walk);
	return result;
}

const struct ref_update *
plan_set_update(const struct plan_set *set, size_t index)
{
	for (size_t i = 0; i < set->n_updates; i++) {
		if (set->updates[i].index == index)
			return &set->updates[i];
	}
	return NULL;
}

bool
plan_judges(const struct decision *decision, const struct plan_set *set,
	    const struct plan_version *version)
{
	if (version->set)
		return decision->judge_result && set == version->set &&
		       decision->no_worse == version->counted;
	return (decision->judge_commits || set->standing) && set->by_order[version->order];
}

void
plan_note(struct plan *plan, struct bytes note, struct arena *arena)
{
	struct bytes *notes = arena_new_array(arena, struct bytes, plan->n_notes + 1);

	for (size_t i = 0; i < plan->n_notes; i++) {
		if (bytes_equal(plan->notes[i], note))
			return;
		notes[i] = plan->notes[i];
	}
	notes[plan->n_notes++] = note;
	plan->notes = notes;
}

size_t
plan_shard_of(const struct plan *plan, const struct path *path)
{
	return plan->n_shards == 1 ? 0 : (size_t)(bytes_hash(path->name) % plan->n_shards);
}

const struct plan_decision *
plan_decision_of(const struct plan *plan, const struct decision *decision)
{
	size_t i = 0;

	while (plan->decisions[i].decision != decision)
		i++;
	return &plan->decisions[i];
}
