#ifndef WRIT_GIT_RAW_COMMIT_H
#define WRIT_GIT_RAW_COMMIT_H

/*
 * A commit object as it is stored, read for the walk. Untrusted bytes; nothing is copied. What can
 * be read of a broken commit is read, and what is wrong with it is said: an old one must not stop a
 * walk over it.
 */

#include "git/fsck_id.h"
#include "model/oid.h"

struct raw_commit {
	struct oid tree;      /* zero when it has none */
	struct bytes parents; /* the lines `parent <id>` as they stand, for raw_commit_parent */
	size_t n_parents;
	int64_t date; /* committer's; 0 when there is none */
	fsck_set problems;
};

void raw_commit_parse(struct bytes raw, struct raw_commit *commit);
/* Takes the next parent; false at the end. */
bool raw_commit_parent(struct bytes *parents, struct oid *id);

#endif
