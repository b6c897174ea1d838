#ifndef WRIT_GIT_MEMORY_REPOSITORY_H
#define WRIT_GIT_MEMORY_REPOSITORY_H

/*
 * A repository that exists in memory only: no refs, no folder, and the objects that are put into
 * it. For contracts, which are pushes that nobody makes.
 */

#include "git/repository.h"
#include "model/change.h"

/* A file of a tree; a submodule's id is that of a commit. */
struct memory_file {
	struct bytes path; /* relative, a NUL stands behind it */
	enum entry_kind kind;
	struct oid id;
};

/* What a commit says. People are "name <email>". */
struct memory_commit {
	struct oid tree;
	const struct oid *parent; /* NULL: it has none */
	struct bytes author, committer, message;
};

/* Objects can be added to a repository on disk as well, where they stay in memory: from the first
 * memory_begin on, until memory_drop or its end. */
int memory_begin(struct repository *repository, struct error *err) MUST_CHECK;
int memory_drop(struct repository *repository, struct error *err) MUST_CHECK;
/* The caller frees it with repository_free(). */
int memory_repository_new(struct repository **repository, struct error *err) MUST_CHECK;
int memory_blob_add(struct repository *repository, struct bytes content, struct oid *id,
		    struct error *err) MUST_CHECK;
/* ERROR_MALFORMED for a path that git would not have. */
int memory_tree_add(struct repository *repository, const struct memory_file *files, size_t n,
		    struct oid *id, struct error *err) MUST_CHECK;
int memory_commit_add(struct repository *repository, const struct memory_commit *commit,
		      struct oid *id, struct error *err) MUST_CHECK;

#endif
