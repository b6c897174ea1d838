#ifndef WRIT_GIT_RAW_TREE_H
#define WRIT_GIT_RAW_TREE_H

/*
 * A tree object as it is stored: `<octal mode> SP <name> NUL <20 bytes of id>`, again and again,
 * sorted by name with '/' behind the names of directories. Untrusted bytes; nothing is copied.
 */

#include <stdint.h>

#include "git/fsck_id.h"
#include "model/change.h"

enum { RAW_MODE_DIRECTORY = 0040000 };

struct raw_entry {
	struct bytes name;
	const struct oid *id; /* points into the tree, as NAME does */
	enum entry_kind kind; /* ENTRY_NONE for a directory */
	bool odd_mode;        /* written otherwise than git does: unknown, or zero-padded */
	uint32_t mode;        /* as written */
	size_t size;          /* of the whole entry in the tree */
};

/* Reads the entry at AT, before END; false when there is none: cut off, or no mode. An unknown mode
 * is taken for what git takes it for (canon_mode: by its type bits, a submodule at last). */
bool raw_entry_read(const char *at, const char *end, struct raw_entry *entry);

/* The order of a tree: byte order, with '/' behind the name of a directory. */
int raw_entry_compare(const struct raw_entry *a, const struct raw_entry *b);

/* All that git-fsck(1) says about the tree RAW. */
fsck_set raw_tree_check(struct bytes raw);

#endif
