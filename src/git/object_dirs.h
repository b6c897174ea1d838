#ifndef WRIT_GIT_OBJECT_DIRS_H
#define WRIT_GIT_OBJECT_DIRS_H

/*
 * Which object directories a repository reads: the way of git(1) from GIT_OBJECT_DIRECTORY and
 * GIT_ALTERNATE_OBJECT_DIRECTORIES, and of gitrepository-layout(5) through info/alternates. The
 * library splits the variable at each ':', quoted or not, and so loses a store whose path has one.
 */

#include "base/arena.h"
#include "base/buf.h"
#include "base/error.h"
#include "base/vec.h"

enum {
	ALTERNATES_DEPTH_MAX = 5, /* as git(1) */
	ALTERNATES_FILE_MAX_BYTES = 1024 * 1024,
	OBJECT_DIRS_MAX = 1000,
};

struct object_dirs {
	VEC(const char *) paths; /* absolute, links resolved; each directory once */
};

/* Takes the next entry off REST, which SEPARATOR cuts, into ENTRY; false at the end. An entry that
 * begins with '#' is a comment, one in double quotes is C-quoted (git's quote.c); both may give an
 * empty ENTRY, to be passed over. */
bool alternates_next(struct bytes *rest, char separator, struct buf *entry);

/* Adds PATH and, depth first, what its info/alternates name. A directory that is absent is passed
 * over, as git does: what is missed then shows as a missing object. ERROR_LIMIT, ERROR_SYSTEM. */
int object_dirs_add(struct object_dirs *dirs, const char *path, struct arena *arena,
		    struct error *err) MUST_CHECK;
/* Adds each entry of LIST, written as GIT_ALTERNATE_OBJECT_DIRECTORIES is. */
int object_dirs_add_list(struct object_dirs *dirs, const char *list, struct arena *arena,
			 struct error *err) MUST_CHECK;
void object_dirs_release(struct object_dirs *dirs);

#endif
