#ifndef WRIT_TESTS_LIB_GIT_OBJECTS_H
#define WRIT_TESTS_LIB_GIT_OBJECTS_H

/*
 * Writes thousands of git objects without starting git: any bytes as any kind, right or wrong.
 * Whatever fails ends the test program.
 */

#include <stdint.h>

#include "base/buf.h"
#include "model/oid.h"

struct object_store;

/* The loose objects of the directory OBJECTS_DIR, which exists. */
struct object_store *object_store_open(const char *objects_dir);
void object_store_close(struct object_store *store);
/* KIND is commit, tree, blob or tag. */
struct oid object_store_write(struct object_store *store, const char *kind, struct bytes content);

/* Adds `MODE NAME NUL ID` to a raw tree. */
void raw_tree_add(struct buf *tree, const char *mode, const char *name, const struct oid *id);
/* Adds `KEY <40 hex digits> LF` to a raw commit or tag. */
void raw_header_add_id(struct buf *raw, const char *key, const struct oid *id);

/* A small generator of the same numbers everywhere (splitmix64). */
uint64_t random_next(uint64_t *seed);
/* One of 0 .. N - 1. */
size_t random_below(uint64_t *seed, size_t n);

#endif
