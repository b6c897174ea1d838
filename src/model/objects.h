#ifndef WRIT_MODEL_OBJECTS_H
#define WRIT_MODEL_OBJECTS_H

/*
 * Reading git objects on demand, as an interface: git/objects implements it, the tests have one of
 * their own, and whoever judges needs no libgit2. Errors: ERROR_NOT_FOUND for a missing object,
 * ERROR_MALFORMED for one that breaks its format, ERROR_LIMIT for one over a limit.
 */

#include "base/arena.h"
#include "base/error.h"
#include "model/change.h"
#include "model/commit.h"

/* The bytes of a blob, held until blob_release. */
struct blob {
	struct bytes content;
	void *handle;
};

/* One path of a tree. */
struct tree_file {
	struct bytes path;
	struct entry entry;
};

/* Called for each file below a tree, in byte order of the paths; the path is borrowed for the
 * call. Returning non-zero ends the walk, which then returns that value. */
typedef int tree_visitor(void *ctx, const struct tree_file *file);

/* May the walk skip the directory PREFIX (which ends in '/')? */
typedef bool tree_pruner(void *ctx, struct bytes prefix);

struct objects_ops {
	/* The size from the object's header; the content is not read. */
	int (*blob_size)(void *ctx, const struct oid *id, uint64_t *size, struct error *err);
	int (*blob_read)(void *ctx, const struct oid *id, struct blob *blob, struct error *err);
	void (*blob_release)(void *ctx, struct blob *blob);
	int (*commit_text)(void *ctx, const struct oid *id, struct arena *arena,
			   struct commit_text *text, struct error *err);
	/* Finds PATH below TREE; its kind is ENTRY_NONE when absent or a directory. */
	int (*tree_find)(void *ctx, const struct oid *tree, struct bytes path, struct entry *entry,
			 struct error *err);
	/* Visits every file below TREE; PRUNE may be NULL. */
	int (*tree_walk)(void *ctx, const struct oid *tree, tree_pruner *prune, tree_visitor *visit,
			 void *visit_ctx, struct error *err);
	/* The changes from tree OLD to tree NEW (a zero id is the empty tree), with renames
	 * annotated. The list and its paths live in ARENA; the paths are not interned with others.
	 */
	int (*tree_diff)(void *ctx, const struct oid *old_tree, const struct oid *new_tree,
			 struct arena *arena, struct change_list *changes, struct error *err);
};

struct objects {
	const struct objects_ops *ops;
	void *ctx;
};

#endif
