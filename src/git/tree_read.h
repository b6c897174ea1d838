#ifndef WRIT_GIT_TREE_READ_H
#define WRIT_GIT_TREE_READ_H

/*
 * Looking into one tree: a path of it, or every file. A zero id is the empty tree.
 */

#include "git/handle.h"
#include "model/limits.h"
#include "model/objects.h"

enum { TREES_KEPT = 64, KEPT_TREE_MAX_BYTES = 1024 * 1024 };

/* The trees read last: a policy asks for many paths of one tree, and the library keeps small
 * trees only. */
struct tree_reader {
	struct repository *repository;
	const struct limits *limits;
	git_odb_object *kept[TREES_KEPT]; /* by the first byte of the id */
};

void tree_reader_release(struct tree_reader *reader);

/* Finds PATH below TREE: *IS_TREE for a directory, else the kind of ENTRY, which is ENTRY_NONE
 * when it is absent. ERROR_NOT_FOUND for a missing tree, ERROR_MALFORMED, ERROR_LIMIT. */
int tree_lookup(struct tree_reader *reader, const struct oid *tree, struct bytes path,
		struct entry *entry, bool *is_tree, struct error *err) MUST_CHECK;

/* What to call for the files of a walk. */
struct tree_walk {
	tree_pruner *prune; /* may be NULL */
	tree_visitor *visit;
	void *ctx; /* for both */
};

/* Visits every file below TREE in byte order of the paths, and ends with the first non-zero value
 * of VISIT, which it returns. A tree that is cut, unsorted, or holds a name twice is
 * ERROR_MALFORMED. */
int tree_walk_files(struct tree_reader *reader, const struct oid *tree,
		    const struct tree_walk *walk, struct error *err) MUST_CHECK;

#endif
