#include "config.h"

#include "git_objects.h"

#include <git2.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/memory.h"

struct object_store {
	git_odb *odb;
};

static void
require(int rc, const char *what)
{
	if (rc >= 0)
		return;
	fprintf(stderr, "git_objects: %s: %s\n", what, git_error_last()->message);
	exit(99);
}

struct object_store *
object_store_open(const char *objects_dir)
{
	struct object_store *store = memory_calloc(1, sizeof(*store));

	require(git_libgit2_init(), "init");
	require(git_odb_open(&store->odb, objects_dir), objects_dir);
	return store;
}

void
object_store_close(struct object_store *store)
{
	git_odb_free(store->odb);
	free(store);
}

struct oid
object_store_write(struct object_store *store, const char *kind, struct bytes content)
{
	struct oid id;
	git_oid written;

	require(git_odb_write(&written, store->odb, content.data ? content.data : "", content.len,
			      git_object_string2type(kind)),
		"write");
	memcpy(id.id, written.id, OID_BYTES);
	return id;
}

void
raw_tree_add(struct buf *tree, const char *mode, const char *name, const struct oid *id)
{
	buf_printf(tree, "%s %s", mode, name);
	buf_add_char(tree, '\0');
	buf_add(tree, oid_bytes(id));
}

void
raw_header_add_id(struct buf *raw, const char *key, const struct oid *id)
{
	char hex[OID_HEX_CHARS + 1];

	oid_hex(id, hex);
	buf_printf(raw, "%s %s\n", key, hex);
}

uint64_t
random_next(uint64_t *seed)
{
	uint64_t z = (*seed += UINT64_C(0x9e3779b97f4a7c15));

	z = (z ^ (z >> 30)) * UINT64_C(0xbf58476d1ce4e5b9);
	z = (z ^ (z >> 27)) * UINT64_C(0x94d049bb133111eb);
	return z ^ (z >> 31);
}

size_t
random_below(uint64_t *seed, size_t n)
{
	return (size_t)(random_next(seed) % n);
}
