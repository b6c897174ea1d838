#ifndef WRIT_GIT_TREE_DIFF_H
#define WRIT_GIT_TREE_DIFF_H

/*
 * What a commit changes: its tree against those of all its parents at once. Equal subtrees are
 * skipped by id, entries come from raw tree objects and are validated as they are read.
 */

#include "git/fsck.h"
#include "git/repository.h"
#include "model/change.h"
#include "model/commit.h"
#include "model/limits.h"

/* Interns paths for a push; lives in an arena. */
struct path_table;
struct path_table *path_table_new(struct arena *arena);
void path_table_free(struct path_table *table); /* its index; the paths stay with the arena */
const struct path *path_intern(struct path_table *table, struct bytes name);
size_t path_table_count(const struct path_table *table);

struct tree_differ;

/* Keeps the buffers of comparing, and trees that were read lately (at most 64 MiB). CHECK takes
 * what is wrong with the trees of new commits; NULL when nobody asks. ARENA holds the changes. */
struct tree_differ *
tree_differ_new(struct repository *repository, const struct limits *limits, struct arena *arena,
		struct path_table *paths, struct object_check *check);
void tree_differ_free(struct tree_differ *differ);

/* The paths that the commit of TREE changed: whose content or mode differs from every parent (from
 * the empty tree for a root commit), in byte order of the paths, exact renames annotated
 * (git/rename.h). PARENT_TREES are those of its parents, in order; a zero id is the empty tree.
 * Modes compare as git reads them: 100664 is 100644. Submodules are never looked up.
 *
 * What is wrong with a tree goes to the check when the change brings it in: a problem that a
 * parent's tree of the same path has too is old. A tree of the result that is too large or too
 * deep, or cut off, is such a problem, and the rest is compared. ERROR_LIMIT for one of a parent,
 * and over LIMIT_CHANGES; ERROR_NOT_FOUND for a missing tree, ERROR_MALFORMED for an object that is
 * none. After an error the differ can be used again. */
int tree_differ_commit(struct tree_differ *differ, const struct oid *tree,
		       const struct oid *parent_trees, size_t n_parents,
		       struct change_list *changes, struct error *err) MUST_CHECK;

#endif
