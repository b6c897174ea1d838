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
 * branch) and, while a merge is going on, what is merged; author and committer are who would
 * commit, with time 0; MESSAGE may be empty. GIT_INDEX_FILE is honoured. A filter driver (git
 * lfs) is not run: with one, the work tree's content stands as it lies there. */
int snapshot_take(struct repository *repository, enum snapshot_kind kind, struct bytes message,
		  struct oid *commit, struct error *err) MUST_CHECK;
/* A commit without parents whose tree is that of REVISION. */
int snapshot_tree(struct repository *repository, const char *revision, struct oid *commit,
		  struct error *err) MUST_CHECK;

#endif
