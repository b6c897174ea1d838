#ifndef WRIT_TESTS_LIB_FAKE_OBJECTS_H
#define WRIT_TESTS_LIB_FAKE_OBJECTS_H

/*
 * Blobs in memory behind the interface of model/objects.h, for tests that need contents but
 * no repository. Equal contents have equal ids, as in git.
 */

#include "base/vec.h"
#include "model/objects.h"

struct fake_blob {
	struct oid id;
	struct bytes content;
};

struct fake_objects {
	struct objects objects; /* hand this out */
	VEC(struct fake_blob) blobs;
	struct arena arena;
	/* What was done: calls, and blobs that are not yet released. */
	size_t n_sizes, n_reads, n_unreleased;
};

void fake_objects_init(struct fake_objects *fake);
void fake_objects_release(struct fake_objects *fake);
/* Copies CONTENT; nothing is added when it is there already. */
struct oid fake_objects_add(struct fake_objects *fake, struct bytes content);

#endif
