#include "config.h"

#include "history/steps.h"

#include "base/map.h"

/* A push of one ref from BASE to TIP, as REQUEST would judge it. */
static struct ref_update
update_of(struct bytes ref, const struct oid *base, const struct oid *tip)
{
	return (struct ref_update){
		.ref = ref,
		.old_id = *base,
		.new_id = *tip,
		.kind = oid_is_zero(base) ? UPDATE_CREATE : UPDATE_UPDATE,
	};
}

static void
listed_index(const struct verdict *verdict, struct map *by_id)
{
	for (size_t i = 0; i < verdict->n_listed; i++)
		*map_put(by_id, oid_bytes(&verdict->listed[i].id)) = &verdict->listed[i];
}

static void
step_take(struct step *step, const struct listed_commit *commit)
{
	*step = (struct step){ .commit = commit->id,
			       .tree = commit->tree,
			       .date = commit->date,
			       .author = commit->merged };
}

/* Goes down from the tip; what the list does not hold was there before. */
static void
chain_follow(struct step_list *steps, const struct verdict *verdict, const struct oid *tip,
	     struct arena *arena)
{
	struct map by_id = MAP_INIT;
	const struct listed_commit *commit;
	size_t n = 0;

	listed_index(verdict, &by_id);
	for (commit = map_get(&by_id, oid_bytes(tip)); commit;
	     commit = map_get(&by_id, oid_bytes(&commit->parent)))
		n++;
	steps->items = arena_new_array(arena, struct step, n + 1);
	steps->len = n;
	steps->n_commits = verdict->n_listed;
	for (commit = map_get(&by_id, oid_bytes(tip)); commit;
	     commit = map_get(&by_id, oid_bytes(&commit->parent)))
		step_take(&steps->items[--n], commit);
	map_release(&by_id);
}

/* Puts what stood at BASE in front. */
static int
base_put(struct step_list *steps, struct repository *repository, const struct oid *base,
	 struct arena *arena, struct error *err)
{
	struct step *items = arena_new_array(arena, struct step, steps->len + 1);
	char hex[OID_HEX_CHARS + 1];

	oid_hex(base, hex);
	items[0] = (struct step){ .commit = *base, .date = steps->len ? steps->items[0].date : 0 };
	for (size_t i = 0; i < steps->len; i++)
		items[i + 1] = steps->items[i];
	steps->items = items;
	steps->len++;
	return revision_parse(repository, arena_printf(arena, "%s^{tree}", hex).data,
			      &items[0].tree, err);
}

int
steps_find(struct step_list *steps, const struct judge_request *request, struct bytes ref,
	   const struct oid *base, const struct oid *tip, struct arena *arena, struct error *err)
{
	struct ref_update update = update_of(ref, base, tip);
	struct judge_request listing = *request;
	struct push push = *request->push;
	struct judgement judgement;
	int result = 0;

	push.updates = &update;
	push.n_updates = 1;
	listing.push = &push;
	listing.only_old_values = listing.list_only = listing.list_commits = true;
	judge(&listing, arena, &judgement);
	if (judgement.verdict.kind == VERDICT_NONE) {
		*err = judgement.error;
		result = -1;
	} else {
		chain_follow(steps, &judgement.verdict, tip, arena);
	}
	judgement_release(&judgement);
	if (result == 0 && !oid_is_zero(base))
		result = base_put(steps, request->repository, base, arena, err);
	for (size_t i = 1; result == 0 && i < steps->len; i++)
		steps->items[i].base_tree = steps->items[i - 1].tree;
	return result;
}

void
steps_begin(struct step_list *steps, int64_t since)
{
	static const struct oid none;
	size_t first = 0;

	while (first + 1 < steps->len && steps->items[first + 1].date < since)
		first++;
	if (first == 0)
		return;
	steps->items += first;
	steps->len -= first;
	steps->items[0].base_tree = none;
}
