#ifndef WRIT_GIT_SNAPSHOT_H
#define WRIT_GIT_SNAPSHOT_H

/*
 * What is staged, or lies in the work tree, as a commit on HEAD that exists only in memory: so the
 * same engine judges it. Nothing is written to the repository.
 */

#include "git/repository.h"

enum snapshot_kind { SNAPSHOT_STAGED, SNAPSHOT_WORKTREE };

/* Makes a commit of the index (unmerged entries: ERROR_CONFIG), or of the index with all tracked
 * and untracked, not ignored files of the work tree. Its parent is HEAD (none on an unborn
 * branch); author and committer are the configured user with time 0; MESSAGE may be empty. */
int snapshot_take(struct repository *repository, enum snapshot_kind kind, struct bytes message,
                  struct oid *commit, struct error *err) MUST_CHECK;
/* A commit without parents whose tree is that of REVISION. */
int snapshot_tree(struct repository *repository, const char *revision, struct oid *commit,
                  struct error *err) MUST_CHECK;

#endif
