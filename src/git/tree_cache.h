#ifndef WRIT_GIT_TREE_CACHE_H
#define WRIT_GIT_TREE_CACHE_H

/*
 * Trees that were read lately: what is a commit's result is its children's parent. The library
 * keeps only trees of up to 4 KiB, so the top ones, read for every commit, are just those it
 * forgets.
 */

#include "git/handle.h"

enum { TREE_CACHE_SLOTS = 1024, TREE_CACHE_MAX_BYTES = 64 * 1024 * 1024 };

struct tree_cache {
	git_odb_object *slots[TREE_CACHE_SLOTS]; /* by id; a later one takes the place */
	size_t bytes;
};

/* Reads the tree ID; the caller frees *TREE. ERROR_NOT_FOUND, and ERROR_MALFORMED when it is
 * another kind of object. */
int tree_cache_read(struct tree_cache *cache, struct repository *repository, const struct oid *id,
		    git_odb_object **tree, struct error *err) MUST_CHECK;
void tree_cache_clear(struct tree_cache *cache);

#endif
