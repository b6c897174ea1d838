#ifndef WRIT_GIT_PATCH_H
#define WRIT_GIT_PATCH_H

/*
 * A patch as `git diff` or `diff -u` write it (git-diff-files(1), "Generating patch text with -p";
 * POSIX diff, "Diff -u Output Format"): what stands before and between its files is passed over,
 * one leading folder of each name is stripped, as git apply does. It is read strictly: a hunk has
 * the lines that its header counts, no more and no less, and fits exactly where it says. libgit2
 * has a reader too, which takes names with blanks, mode changes and files without a last line feed
 * wrong.
 *
 * Not read: binary patches and submodules; ERROR_USAGE says so.
 */

#include <stdint.h>

#include "base/arena.h"
#include "base/buf.h"

struct patch_hunk {
	size_t line;      /* of the patch, from 1, that its header stands on */
	size_t old_start; /* the line of the old file, from 1; that before it where none is taken */
	size_t n_old;     /* how many lines of the old file it covers */
	struct bytes body; /* each line with its sign and its line feed */
};

struct patch_file {
	size_t line;           /* of the patch, from 1 */
	struct bytes old_path; /* NULL data: the file is new */
	struct bytes new_path; /* NULL data: it is deleted */
	bool copied;           /* the old one stays */
	uint32_t old_mode;     /* 0100644, 0100755, 0120000; 0 when the patch does not say */
	uint32_t new_mode;
	struct patch_hunk *hunks; /* in the order of the old file */
	size_t n_hunks;
};

struct patch {
	struct patch_file *files;
	size_t n_files;
};

/* Reads TEXT, in linear time. PATCH lives in ARENA and borrows TEXT. ERROR_USAGE names the line of
 * the patch; also when there is no file in it. */
int patch_parse(struct patch *patch, struct bytes text, struct arena *arena,
		struct error *err) MUST_CHECK;
/* Adds to OUT what FILE makes of OLD. ERROR_USAGE when it does not fit. */
int patch_apply(const struct patch_file *file, struct bytes old, struct buf *out,
		struct error *err) MUST_CHECK;

#endif
