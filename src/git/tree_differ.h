#ifndef WRIT_GIT_TREE_DIFFER_H
#define WRIT_GIT_TREE_DIFFER_H

/*
 * The state of a comparison, for the files that make it: tree_diff.c goes through the trees,
 * tree_change.c makes the list of changes.
 */

#include "base/buf.h"
#include "base/vec.h"
#include "git/tree_cursor.h"
#include "git/tree_diff.h"

/* One directory, in the result and in every parent: `n_sides` cursors from `first` on. */
struct frame {
	size_t first;
	size_t prefix_len; /* of its path, with the '/' */
	bool suspect;      /* an entry of the result calls for a look at all of them */
	bool cut;          /* the result's tree ends in something that is no entry */
};

/*
 * Directories are compared depth first. A tree is sorted as if the names of directories ended in
 * '/', so going down where one stands gives the paths in byte order, and a file is never taken for
 * the directory of its name: the one is deleted, what lies in the other is added.
 */
struct tree_differ {
	struct repository *repository;
	struct arena *arena;
	struct path_table *paths;
	struct object_check *check;
	uint64_t depth_max, bytes_max, changes_max;
	uint64_t n_changes; /* so far, counted once for each parent */
	size_t n_sides;     /* the result and its parents; a root's is the empty tree */
	bool is_merge;
	struct tree_cache cache;
	VEC(struct tree_cursor) cursors;
	VEC(struct frame) frames;
	VEC(struct change) changes;
	struct buf path;
};

/* Adds the change of the name that SIDES stand at: NAME below the path. ERROR_LIMIT. */
int tree_change_add(struct tree_differ *differ, const struct tree_cursor *sides, struct bytes name,
		    struct error *err) MUST_CHECK;
/* Hands over what was added since the last time. */
struct change_list tree_changes_take(struct tree_differ *differ);

#endif
