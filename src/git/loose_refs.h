#ifndef WRIT_GIT_LOOSE_REFS_H
#define WRIT_GIT_LOOSE_REFS_H

/*
 * Refs that are files of their own (gitrepository-layout(5)). Names are full ones, with their
 * namespace.
 */

#include "base/vec.h"
#include "git/repository.h"

enum ref_value_kind {
	REF_ABSENT,
	REF_ID,
	REF_SYMBOLIC,
	REF_BROKEN, /* a file that holds neither an id nor the name of a ref */
};

struct ref_value {
	enum ref_value_kind kind;
	struct oid id;
	struct bytes target; /* of a symref, in ARENA */
};

/* Reads the file of NAME, if there is one. ERROR_SYSTEM. */
int loose_ref_read(const struct repository *repository, struct bytes name, struct arena *arena,
		   struct ref_value *value, struct error *err) MUST_CHECK;

struct name_list {
	VEC(struct bytes) names;
};

/* Appends the names of all files below the directory PREFIX ("refs/", ends in '/') that can be
 * ref names, in no order. */
int loose_refs_list(const struct repository *repository, struct bytes prefix, struct arena *arena,
		    struct name_list *list, struct error *err) MUST_CHECK;

#endif
