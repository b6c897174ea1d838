#include "config.h"

#include "judge/plan_sets.h"

#include <stdlib.h>

#include "base/map.h"
#include "judge/aliases.h"
#include "judge/contests.h"
#include "judge/request.h"

struct matcher {
	const struct plan_set *set;
	const struct judge_request *request;
};

static bool
set_matches(const struct plan_set *set, struct bytes ref)
{
	for (size_t i = 0; i < set->n_minus; i++) {
		if (pattern_list_matches(set->minus[i], ref))
			return false;
	}
	return !set->refs || pattern_list_matches(set->refs, ref);
}

/* Whether a ref of the repository, under its name on the server, is governed by the set. */
static bool
repository_ref_matches(void *ctx, struct bytes ref)
{
	const struct matcher *matcher = ctx;
	char name[TRACKED_NAME_BYTES];
	struct bytes on_server = ref;

	if (matcher->request->only_old_values)
		return false;
	if (matcher->request->remote.data &&
	    !tracked_ref(matcher->request->remote, ref, name, &on_server))
		return false;
	return set_matches(matcher->set, on_server);
}

static bool
set_is_of(const struct plan_set *set, const struct pattern_list *refs,
	  const struct pattern_list *const *minus, size_t n_minus)
{
	if (!set->refs || !pattern_lists_equal(set->refs, refs) || set->n_minus != n_minus)
		return false;
	for (size_t i = 0; i < n_minus; i++) {
		if (!pattern_lists_equal(set->minus[i], minus[i]))
			return false;
	}
	return true;
}

struct plan_set *
plan_set_of(struct plan *plan, const struct pattern_list *refs,
	    const struct pattern_list *const *minus, size_t n_minus)
{
	struct plan_set *set;

	for (size_t i = 0; i < plan->n_sets; i++) {
		if (set_is_of(&plan->sets[i], refs, minus, n_minus))
			return &plan->sets[i];
	}
	set = &plan->sets[plan->n_sets++];
	set->refs = refs;
	set->minus = minus;
	set->n_minus = n_minus;
	set->standing = plan->standing;
	return set;
}

/* The first is for the built-in decisions: every ref. */
static void
sets_group(struct plan *plan, struct arena *arena)
{
	size_t room = 1;

	for (size_t i = 0; i < plan->n_decisions; i++)
		room += plan->decisions[i].decision->contest ? CONTEST_SETS : 1;
	plan->sets = arena_new_array(arena, struct plan_set, room);
	plan->n_sets = 1;
	for (size_t i = 0; i < plan->n_decisions; i++) {
		struct plan_decision *decision = &plan->decisions[i];

		decision->set = plan_set_of(plan, &decision->decision->refs, NULL, 0);
	}
	contests_plan(plan, arena);
}

static void
note_alias(struct plan *plan, const struct ref_update *update, struct bytes alias,
	   struct arena *arena)
{
	plan_note(plan,
		  arena_printf(arena, "%.*s is a symbolic ref to %.*s: its rules apply",
			       BYTES_ARG(alias), BYTES_ARG(update_end(update))),
		  arena);
}

/* Whether the set governs UPDATE under one of its names: 1 or 0. */
static int
set_governs(const struct plan_set *set, struct plan *plan, const struct judge_request *request,
	    const struct ref_update *update, struct arena *arena, struct error *err)
{
	struct bytes alias = BYTES_NONE;
	int among = 1;

	if (set->refs)
		among = update_is_among(request, set->refs, update, arena, &alias, err);
	if (alias.data)
		note_alias(plan, update, alias, arena);
	for (size_t i = 0; among > 0 && i < set->n_minus; i++) {
		int taken = update_is_among(request, set->minus[i], update, arena, &alias, err);

		among = taken < 0 ? -1 : !taken;
	}
	return among;
}

static int
set_take_updates(struct plan_set *set, struct plan *plan, const struct judge_request *request,
		 struct arena *arena, struct error *err)
{
	const struct push *push = plan->push;

	set->updates = arena_new_array(arena, struct ref_update, push->n_updates);
	for (size_t i = 0; i < push->n_updates; i++) {
		int governs = set_governs(set, plan, request, &push->updates[i], arena, err);

		if (governs < 0)
			return -1;
		if (governs)
			set->updates[set->n_updates++] = push->updates[i];
	}
	return 0;
}

/* A ref that begins is compared with the first commit on which its new ones stand. */
static void
set_take_bases(struct plan_set *set, const struct commit_set *found)
{
	for (size_t i = 0; i < set->n_updates; i++) {
		struct ref_update *update = &set->updates[i];

		if (!update_begins(update))
			update->base_tree = update->old_tree;
		else if (found->boundaries[i].len)
			update->base_tree = found->boundaries[i].items[0]->tree;
	}
}

static void
set_take_commits(struct plan_set *set, const struct commit_set *found, struct arena *arena)
{
	set->commits = arena_new_array(arena, struct commit_view, found->n_commits);
	set->n_commits = found->n_commits;
	for (size_t i = 0; i < found->n_commits; i++) {
		set->commits[i].node = found->commits[i].node;
		set->commits[i].update = found->commits[i].update;
	}
}

static int
set_walk(struct plan_set *set, const struct judge_request *request, struct walk *walk,
	 struct arena *arena, struct error *err)
{
	const struct ref_update **updates =
		arena_new_array(arena, const struct ref_update *, set->n_updates);
	struct matcher matcher = { set, request };
	struct walk_query query = { .updates = updates,
				    .n_updates = set->n_updates,
				    .matches = repository_ref_matches,
				    .ctx = &matcher,
				    .baseline = request->baseline,
				    .n_baseline = request->n_baseline,
				    .refs = request->refs };
	struct commit_set found = { 0 };

	for (size_t i = 0; i < set->n_updates; i++)
		updates[i] = &set->updates[i];
	if (set->n_updates == 0)
		return 0;
	if (walk_set(walk, &query, &found, err) < 0)
		return -1;
	set_take_bases(set, &found);
	set_take_commits(set, &found, arena);
	set->boundaries = found.boundaries;
	return 0;
}

/* All commits of all sets, each once, oldest first. */
static void
commits_unite(struct plan *plan, struct walk *walk, struct arena *arena)
{
	struct map seen = MAP_INIT;
	size_t room = 0;

	for (size_t i = 0; i < plan->n_sets; i++)
		room += plan->sets[i].n_commits;
	plan->commits = arena_new_array(arena, const struct commit_node *, room);
	for (size_t i = 0; i < plan->n_sets; i++) {
		for (size_t k = 0; k < plan->sets[i].n_commits; k++) {
			const struct commit_node *node = plan->sets[i].commits[k].node;
			void **place = map_put(&seen, oid_bytes(&node->id));

			if (!*place)
				plan->commits[plan->n_commits++] = node;
			*place = plan;
		}
	}
	map_release(&seen);
	walk_sort(walk, plan->commits, plan->n_commits);
}

static void
sets_index(struct plan *plan, struct arena *arena)
{
	struct map orders = MAP_INIT;

	for (size_t i = 0; i < plan->n_commits; i++)
		*map_put(&orders, oid_bytes(&plan->commits[i]->id)) = (void *)(uintptr_t)i;
	for (size_t i = 0; i < plan->n_sets; i++) {
		struct plan_set *set = &plan->sets[i];

		set->by_order = arena_new_array(arena, struct commit_view *, plan->n_commits);
		for (size_t k = 0; k < set->n_commits; k++) {
			struct commit_view *view = &set->commits[k];

			view->order = (uintptr_t)map_get(&orders, oid_bytes(&view->node->id));
			set->by_order[view->order] = view;
		}
	}
	map_release(&orders);
}

int
plan_find_commits(struct plan *plan, const struct judge_request *request, struct walk *walk,
		  struct arena *arena, struct error *err)
{
	sets_group(plan, arena);
	for (size_t i = 0; i < plan->n_sets; i++) {
		if (set_take_updates(&plan->sets[i], plan, request, arena, err) < 0 ||
		    set_walk(&plan->sets[i], request, walk, arena, err) < 0)
			return -1;
	}
	commits_unite(plan, walk, arena);
	sets_index(plan, arena);
	return 0;
}
