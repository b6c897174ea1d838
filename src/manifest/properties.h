#ifndef WRIT_MANIFEST_PROPERTIES_H
#define WRIT_MANIFEST_PROPERTIES_H

/*
 * Values that a file gives a name, to be said by it elsewhere: Maven's properties, the versions of
 * a version catalog. They are looked up by halving a sorted list, as a name may stand in each of
 * many dependencies.
 */

#include "base/vec.h"
#include "manifest/reader.h"

struct property {
	struct bytes name, value;
	size_t index; /* in the order in which they were added */
};

struct properties {
	VEC(struct property) items;
};

void properties_add(struct properties *properties, struct bytes name, struct bytes value);
/* NAME has no value: another one may come from elsewhere. */
void properties_hide(struct properties *properties, struct bytes name);
/* Before the first find; of equal names the one that was added last counts. */
void properties_sort(struct properties *properties);
/* The value of NAME; data is NULL when there is none. */
struct bytes properties_find(const struct properties *properties, struct bytes name);
/* TEXT with what `${name}` stands for, in ARENA; TEXT itself where a name is not known, or the
 * result is longer than 256 bytes or needs more than 16 names. */
struct bytes
properties_fill(const struct properties *properties, struct bytes text, struct arena *arena);
void properties_release(struct properties *properties);

#endif
