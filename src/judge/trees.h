#ifndef WRIT_JUDGE_TREES_H
#define WRIT_JUDGE_TREES_H

/*
 * What an update changes as a whole, the tree before it against the tree after it: compared once
 * for all the decisions that ask.
 */

#include "base/vec.h"
#include "model/objects.h"
#include "model/push.h"

struct trees_entry {
	struct oid before, after;
	struct change_list changes;
};

struct trees {
	const struct objects *objects;
	struct arena *arena;
	struct trees_entry **entries; /* in ARENA */
	size_t n_entries, room;
};

void trees_init(struct trees *trees, const struct objects *objects, struct arena *arena);
/* Lives as long as the arena. */
int trees_changes(struct trees *trees, const struct ref_update *update,
		  const struct change_list **changes, struct error *err) MUST_CHECK;

#endif
