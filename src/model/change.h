#ifndef WRIT_MODEL_CHANGE_H
#define WRIT_MODEL_CHANGE_H

/*
 * One path that a commit, or a whole update, adds, modifies or deletes. Built by git/ while it
 * compares trees, then only read. Plain added, modified and deleted entries decide; a rename is an
 * annotation.
 */

#include <stddef.h>
#include <stdint.h>

#include "model/oid.h"

enum entry_kind { ENTRY_NONE, ENTRY_FILE, ENTRY_EXECUTABLE, ENTRY_SYMLINK, ENTRY_SUBMODULE };
enum change_status { CHANGE_ADDED, CHANGE_MODIFIED, CHANGE_DELETED, CHANGE_UNCHANGED };

/* A path, interned: two changes of one path of a push share it, so it compares by address. */
struct path {
	struct bytes name;
	uint32_t index; /* dense, in order of first sight */
};

/* One side of a change; kind is ENTRY_NONE and the id zero where the path is absent. */
struct entry {
	enum entry_kind kind;
	struct oid id;
};

struct change {
	const struct path *path;
	const struct path *renamed_from; /* same blob, deleted in the same commit; else NULL */
	enum change_status status;
	struct entry now;    /* ENTRY_NONE when deleted */
	struct entry before; /* of a merge: in the first parent that has the path */
	/* Of a merge: the path's entry in every parent; otherwise empty. A line is added when no
	 * parent has it. */
	const struct entry *parents;
	size_t n_parents;
};

struct change_list {
	const struct change *items; /* in byte order of the paths */
	size_t len;
};

/* The kind of a raw tree mode, ENTRY_NONE for a directory or a mode that git does not write. */
enum entry_kind entry_kind_of_mode(uint32_t mode);
/* file, executable, symlink, submodule; NULL for none. */
const char *entry_kind_name(enum entry_kind kind);
/* added, modified, deleted, unchanged. */
const char *change_status_name(enum change_status status);

#endif
