#ifndef WRIT_GIT_FSCK_H
#define WRIT_GIT_FSCK_H

/*
 * What is wrong with a pushed object, under the message ids of git-fsck(1), so that
 * `receive.fsck.<id>` and `receive.fsck.skipList` mean what an administrator expects. writ checks
 * what it reads (commits, trees, tags on the way); it does not depend on receive.fsckObjects.
 *
 * A problem that makes the object ambiguous (two authors, an unsorted tree, duplicate entries, an
 * unknown mode) can be lowered by configuration, because git itself reads such an object. One that
 * leaves part of the object unread (a cut tree, a commit without a tree) cannot.
 */

#include <stdbool.h>

#include "base/arena.h"
#include "base/error.h"
#include "git/fsck_id.h"
#include "model/oid.h"

enum { OBJECT_PROBLEMS_MAX = 100 };

struct object_problem {
	struct oid id;
	const char *kind;     /* commit, tree, tag */
	const char *fsck_id;  /* treeNotSorted */
	struct bytes message; /* one line */
	bool unread;          /* part of the object could not be read, so nobody judged it: no level
				 of a built-in decision may let it pass */
};

/* Collects problems; at most OBJECT_PROBLEMS_MAX, each object and id once. */
struct object_check;

struct config_entry;
/* From the receive.fsck.* entries, later ones winning; the skipList file is read here. Unknown ids
 * are passed over, as git does. Everything lives in ARENA. ERROR_CONFIG for a severity that is none
 * and for a skipList that cannot be read. */
int object_check_new(const struct config_entry *entries, size_t n_entries, struct arena *arena,
		     struct object_check **check, struct error *err) MUST_CHECK;
size_t object_check_count(const struct object_check *check);
const struct object_problem *object_check_get(const struct object_check *check, size_t i);

/* The fsck_id called NAME, in any case; -1 when writ knows none. */
int fsck_id_find(struct bytes name);

/* For git/: reports PROBLEMS of the object ID, which is a KIND, in the order of enum fsck_id. Drops
 * those that are no errors by severity, and all but the unread ones of an object on the skip list.
 * CHECK may be NULL: nobody asks. */
void object_check_report(struct object_check *check, const struct oid *id, const char *kind,
			 fsck_set problems);

#endif
