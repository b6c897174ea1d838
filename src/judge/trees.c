#include "config.h"

#include "judge/trees.h"

void
trees_init(struct trees *trees, const struct objects *objects, struct arena *arena)
{
	*trees = (struct trees){ .objects = objects, .arena = arena };
}

static void
trees_grow(struct trees *trees)
{
	size_t room = trees->room ? trees->room * 2 : 4;
	struct trees_entry **grown = arena_new_array(trees->arena, struct trees_entry *, room);

	if (trees->n_entries)
		memcpy(grown, trees->entries, trees->n_entries * sizeof(*grown));
	trees->entries = grown;
	trees->room = room;
}

int
trees_changes(struct trees *trees, const struct ref_update *update,
	      const struct change_list **changes, struct error *err)
{
	struct trees_entry *entry;

	for (size_t i = 0; i < trees->n_entries; i++) {
		entry = trees->entries[i];
		if (oid_equal(&entry->before, &update->base_tree) &&
		    oid_equal(&entry->after, &update->new_tree)) {
			*changes = &entry->changes;
			return 0;
		}
	}
	if (trees->n_entries == trees->room)
		trees_grow(trees);
	entry = arena_new(trees->arena, struct trees_entry);
	entry->before = update->base_tree;
	entry->after = update->new_tree;
	if (trees->objects->ops->tree_diff(trees->objects->ctx, &entry->before, &entry->after,
					   trees->arena, &entry->changes, err) < 0)
		return -1;
	trees->entries[trees->n_entries++] = entry;
	*changes = &entry->changes;
	return 0;
}
