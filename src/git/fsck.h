#ifndef WRIT_GIT_FSCK_H
#define WRIT_GIT_FSCK_H

/*
 * What is wrong with a pushed object, under the message ids of git-fsck(1), so that
 * `receive.fsck.<id>` and `receive.fsck.skipList` mean what an administrator expects. writ checks
 * what it reads (commits, trees, tags on the way); it does not depend on receive.fsckObjects.
 *
 * A problem that makes the object ambiguous (two authors, an unsorted tree, duplicate entries, an
 * unknown mode, a cut object) can be lowered by configuration only to what git itself accepts.
 */

#include "base/arena.h"
#include "base/error.h"
#include "model/oid.h"

struct object_problem {
	struct oid id;
	const char *kind;     /* commit, tree, tag */
	const char *fsck_id;  /* treeNotSorted */
	struct bytes message; /* one line */
};

/* Collects problems; at most 100, each object and id once. */
struct object_check;

struct config_entry;
/* From the receive.fsck.* entries; the skipList file is read here. ERROR_CONFIG. */
int object_check_new(const struct config_entry *entries, size_t n_entries, struct arena *arena,
                     struct object_check **check, struct error *err) MUST_CHECK;
size_t object_check_count(const struct object_check *check);
const struct object_problem *object_check_get(const struct object_check *check, size_t i);

#endif
