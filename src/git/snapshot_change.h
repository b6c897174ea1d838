#ifndef WRIT_GIT_SNAPSHOT_CHANGE_H
#define WRIT_GIT_SNAPSHOT_CHANGE_H

/*
 * A change that nobody has made yet, as a commit on HEAD that exists only in memory: one file with
 * the content that it would get, or a patch. Its one parent is HEAD (none on an unborn branch),
 * also while a merge is going on; author and committer are as with snapshot_take(). Neither the
 * work tree nor the index is looked at, but for the attributes of files.
 */

#include "git/repository.h"

/* PATH, relative to the root, with CONTENT. It keeps its mode, and is a plain file when HEAD does
 * not have it; what stands for a symlink is its target. CONTENT becomes a blob as `git hash-object
 * --path` makes one: line ends by attributes and configuration, filter drivers not run. ERROR_USAGE
 * when HEAD has a folder or a submodule there, or a file where PATH needs a folder, and for a path
 * that git would not have. */
int snapshot_file(struct repository *repository, struct bytes path, struct bytes content,
		  struct bytes message, struct oid *commit, struct error *err) MUST_CHECK;

/* PATCH (git/patch.h) applied to HEAD. ERROR_USAGE says where it is no patch, or which file it does
 * not fit, and why. */
int snapshot_patch(struct repository *repository, struct bytes patch, struct bytes message,
		   struct oid *commit, struct error *err) MUST_CHECK;

#endif
