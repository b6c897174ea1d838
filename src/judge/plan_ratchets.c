#include "config.h"

#include "judge/plan_ratchets.h"

/* Where PATH stands in the list, which is in byte order; its length when it is not there. */
static size_t
change_place(const struct change_list *changes, struct bytes path)
{
	size_t low = 0, high = changes->len;

	while (low < high) {
		size_t middle = low + (high - low) / 2;
		int order = bytes_compare(changes->items[middle].path->name, path);

		if (order == 0)
			return middle;
		if (order < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return changes->len;
}

struct bytes
plan_moved(const struct plan_ratchet *ratchet, struct bytes path)
{
	size_t place = change_place(&ratchet->changes, path);

	if (place == ratchet->changes.len || !ratchet->moved[place])
		return path;
	return ratchet->moved[place]->name;
}

static void
moves_note(struct plan_ratchet *ratchet, struct arena *arena)
{
	const struct change_list *changes = &ratchet->changes;

	ratchet->moved = arena_new_array(arena, const struct path *, changes->len);
	for (size_t i = 0; i < changes->len; i++) {
		const struct path *from = changes->items[i].renamed_from;

		if (from)
			ratchet->moved[change_place(changes, from->name)] = changes->items[i].path;
	}
}

/* A ref that is created at a value, and nothing before: so what a policy finds there is told from
 * the value alone, and is the same before and after. */
static struct ref_update
as_if_created(const struct ref_update *update)
{
	return (struct ref_update){ .index = update->index,
				    .ref = update->ref,
				    .target = update->target,
				    .new_id = update->new_id,
				    .kind = UPDATE_CREATE,
				    .object = update->object,
				    .new_commit = update->new_commit,
				    .new_tree = update->new_tree };
}

/* The update that would have brought what stands in front of UPDATE. */
static struct ref_update
value_before(const struct plan_set *set, const struct ref_update *update)
{
	struct ref_update before = as_if_created(update);
	const struct boundary_list *boundaries =
		set->boundaries ? &set->boundaries[update - set->updates] : NULL;

	before.new_tree = update->base_tree;
	before.new_id = before.new_commit = (struct oid){ { 0 } };
	if (!update_begins(update)) {
		before.new_id = update->old_id;
		before.new_commit = update->old_commit;
	} else if (boundaries && boundaries->len) {
		before.new_id = before.new_commit = boundaries->items[0]->id;
	}
	return before;
}

int
plan_compare_ratchets(struct plan_set *set, struct tree_differ *differ, struct arena *arena,
		      struct error *err)
{
	set->ratchets = arena_new_array(arena, struct plan_ratchet, set->n_updates);
	for (size_t i = 0; i < set->n_updates; i++) {
		const struct ref_update *update = &set->updates[i];
		struct plan_ratchet *ratchet = &set->ratchets[i];

		if (oid_is_zero(&update->new_commit))
			continue; /* deleted, or no tree */
		ratchet->after = as_if_created(update);
		ratchet->before = value_before(set, update);
		if (tree_differ_commit(differ, &update->new_tree, &update->base_tree, 1,
				       &ratchet->changes, err) < 0)
			return -1;
		moves_note(ratchet, arena);
	}
	return 0;
}
