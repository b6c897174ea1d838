#ifndef WRIT_GIT_SCRATCH_H
#define WRIT_GIT_SCRATCH_H

/*
 * Objects that exist only in memory, beside those of the repository. The stores on disk take no
 * writes (repository.c), so what the library writes can only come here.
 */

#include "base/buf.h"
#include "git/handle.h"

/* Makes the library's writes go to memory, as long as REPOSITORY is open. */
int scratch_open(struct repository *repository, struct error *err) MUST_CHECK;
/* Drops all of them. */
int scratch_clear(struct repository *repository, struct error *err) MUST_CHECK;
/* Whether ID exists only there, beside stores on disk; of a repository that is all in memory
 * nothing does. */
bool scratch_holds(const struct repository *repository, const struct oid *id);
/* A line of a commit that names an object. */
void scratch_add_id(struct buf *out, const char *key, const struct oid *id);
/* Writes a commit of TREE with PARENTS, by the configured user, at the time of the newest of them;
 * at 0 without any. */
int scratch_commit(struct repository *repository, const git_oid *tree, const struct oid *parents,
		   size_t n_parents, struct bytes message, struct oid *commit,
		   struct error *err) MUST_CHECK;

#endif
