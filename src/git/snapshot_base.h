#ifndef WRIT_GIT_SNAPSHOT_BASE_H
#define WRIT_GIT_SNAPSHOT_BASE_H

/*
 * What a change that nobody has made yet is made on: the tree of HEAD, and objects in memory.
 */

#include "git/handle.h"

struct snapshot_base {
	git_tree *tree; /* of HEAD; the empty one on an unborn branch */
	struct oid head;
	size_t n_parents; /* 0 or 1 */
};

/* Also makes the library write to memory and go by the configuration of the user. Release it also
 * when this fails; it begins zeroed. */
int snapshot_base_open(struct repository *repository, struct snapshot_base *base,
		       struct error *err) MUST_CHECK;
void snapshot_base_release(struct snapshot_base *base);
/* Makes a commit of TREE on it. */
int snapshot_base_commit(struct repository *repository, const struct snapshot_base *base,
			 const git_oid *tree, struct bytes message, struct oid *commit,
			 struct error *err) MUST_CHECK;

#endif
