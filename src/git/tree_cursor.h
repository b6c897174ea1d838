#ifndef WRIT_GIT_TREE_CURSOR_H
#define WRIT_GIT_TREE_CURSOR_H

/*
 * One tree object, read entry by entry, beside others that are read in step.
 */

#include "git/raw_tree.h"
#include "git/tree_cache.h"

struct tree_cursor {
	git_odb_object *object; /* NULL: no tree here, which reads as an empty one */
	const char *at, *end;
	struct raw_entry entry; /* the one at AT, when `decoded` */
	bool decoded;
	bool here;  /* the entry has the name that is looked at */
	bool lacks; /* a name of the result is missing here */
};

/* Reads the tree ID; NULL and the zero id are the empty tree. ERROR_NOT_FOUND, and ERROR_MALFORMED
 * when it is another kind of object. */
int
tree_cursor_open(struct tree_cursor *cursor, struct tree_cache *cache,
		 struct repository *repository, const struct oid *id, struct error *err) MUST_CHECK;
void tree_cursor_close(struct tree_cursor *cursor);
struct bytes tree_cursor_raw(const struct tree_cursor *cursor);

/* Makes `entry` the one at the cursor: 1, 0 at the end, and -1 where the tree is cut off or broken,
 * which ends it. */
int tree_cursor_decode(struct tree_cursor *cursor);
/* Goes SIZE bytes further: to the next entry. */
void tree_cursor_advance(struct tree_cursor *cursor, size_t size);
/* Goes over all entries that are the same, byte by byte, in all N cursors from their places on. */
void tree_cursors_skip_equal(struct tree_cursor *cursors, size_t n);

#endif
