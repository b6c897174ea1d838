#ifndef WRIT_GIT_INDEX_FILE_H
#define WRIT_GIT_INDEX_FILE_H

/*
 * The index of a work tree, where git would look for it.
 */

#include "base/buf.h"
#include "git/handle.h"

/* Adds its path: that of GIT_INDEX_FILE (git(1)), else the repository's own. */
void index_file_path(const struct repository *repository, struct buf *path);
/* Opens it as it is on disk, and has REPOSITORY use it; what is done to it stays in memory. The
 * caller frees it. ERROR_CONFIG for one that keeps entries elsewhere, which libgit2 cannot read. */
int index_file_open(struct repository *repository, git_index **index, struct error *err) MUST_CHECK;

#endif
