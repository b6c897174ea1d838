#include "config.h"

#include "content/blob_store.h"

#include <inttypes.h>
#include <stdlib.h>

#include "base/memory.h"

/* They are looked up one by one, newest first; the two sides of a change are all that matters. */
enum { BLOBS_MAX = 64 };

void
blob_store_init(struct blob_store *store, const struct objects *objects, uint64_t blob_max_bytes,
		size_t room_bytes)
{
	*store = (struct blob_store){ .objects = objects,
				      .blob_max_bytes = blob_max_bytes < CONTENT_MAX_BYTES
								? blob_max_bytes
								: CONTENT_MAX_BYTES,
				      .room_bytes = room_bytes };
}

static size_t
held_bytes(const struct held_blob *held)
{
	return held->blob.content.len + held->lines.n_lines * sizeof(*held->lines.starts);
}

static void
unlink_blob(struct blob_store *store, struct held_blob *held)
{
	*(held->newer ? &held->newer->older : &store->newest) = held->older;
	*(held->older ? &held->older->newer : &store->oldest) = held->newer;
	store->n_blobs--;
	store->used_bytes -= held_bytes(held);
}

static void
link_newest(struct blob_store *store, struct held_blob *held)
{
	held->newer = NULL;
	held->older = store->newest;
	*(store->newest ? &store->newest->newer : &store->oldest) = held;
	store->newest = held;
	store->n_blobs++;
	store->used_bytes += held_bytes(held);
}

static void
free_blob(struct blob_store *store, struct held_blob *held)
{
	unlink_blob(store, held);
	store->objects->ops->blob_release(store->objects->ctx, &held->blob);
	line_index_release(&held->lines);
	free(held);
}

void
blob_store_release(struct blob_store *store)
{
	while (store->newest)
		free_blob(store, store->newest);
}

static bool
fits(const struct blob_store *store)
{
	return store->n_blobs <= BLOBS_MAX && store->used_bytes <= store->room_bytes;
}

bool
blob_store_trim(struct blob_store *store)
{
	struct held_blob *held = store->oldest;

	while (held && !fits(store)) {
		struct held_blob *newer = held->newer;

		if (held->n_holders == 0)
			free_blob(store, held);
		held = newer;
	}
	return fits(store);
}

/* Whoever reads has bounds of its own, so that a size over them is never held in memory. */
static int
read_blob(struct blob_store *store, const struct oid *id, struct blob *blob, struct error *err)
{
	const struct objects *objects = store->objects;
	size_t size;

	if (objects->ops->blob_read(objects->ctx, id, blob, err) < 0)
		return -1;
	size = blob->content.len;
	if (size <= store->blob_max_bytes)
		return 0;
	objects->ops->blob_release(objects->ctx, blob);
	return error_set(err, ERROR_LIMIT,
			 "a file of %zu bytes is over the limit of %" PRIu64
			 " (writ.limit.blob-bytes)",
			 size, store->blob_max_bytes);
}

int
blob_store_hold(struct blob_store *store, const struct oid *id, struct held_blob **held,
		struct error *err)
{
	struct held_blob *found = store->newest;
	struct blob blob;

	while (found && !oid_equal(&found->id, id))
		found = found->older;
	if (found) {
		unlink_blob(store, found);
	} else {
		if (read_blob(store, id, &blob, err) < 0)
			return -1;
		found = memory_calloc(1, sizeof(*found));
		found->id = *id;
		found->blob = blob;
	}
	found->n_holders++;
	link_newest(store, found);
	(void)blob_store_trim(store);
	*held = found;
	return 0;
}

void
blob_store_drop(struct blob_store *store, struct held_blob *held)
{
	(void)store;
	held->n_holders--;
}

const struct line_index *
blob_store_lines(struct blob_store *store, struct held_blob *held)
{
	if (!held->indexed) {
		line_index_build(&held->lines, held->blob.content);
		held->indexed = true;
		store->used_bytes += held->lines.n_lines * sizeof(*held->lines.starts);
	}
	return &held->lines;
}
