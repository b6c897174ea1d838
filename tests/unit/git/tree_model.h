#ifndef WRIT_TESTS_UNIT_GIT_TREE_MODEL_H
#define WRIT_TESTS_UNIT_GIT_TREE_MODEL_H

/*
 * The files of a tree as a flat list of a few paths that get in each other's way, written as nested
 * tree objects.
 */

#include "../../lib/git_objects.h"

enum { MODEL_PATHS = 16 };

/* In no order; `a` is a file here and a directory there. */
extern const char *const model_paths[MODEL_PATHS];

struct tree_model {
	const char *modes[MODEL_PATHS];   /* NULL: absent */
	unsigned char blobs[MODEL_PATHS]; /* which content */
};

/* Puts a random file at a random path, or takes it away; what stands in its way goes. */
void tree_model_change(struct tree_model *model, uint64_t *seed);
/* Takes each path from one of A and B. */
void tree_model_mix(struct tree_model *model, const struct tree_model *a,
		    const struct tree_model *b, uint64_t *seed);
struct oid tree_model_write(const struct tree_model *model, struct object_store *store);

#endif
