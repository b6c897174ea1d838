#ifndef WRIT_CONTENT_BLOB_STORE_H
#define WRIT_CONTENT_BLOB_STORE_H

/*
 * The blobs that were read last, by id, within a byte bound: the old side of one change is the new
 * side of the next, so that each version of a path is read once when its changes come in order.
 */

#include "base/error.h"
#include "content/lines.h"
#include "model/objects.h"

/* A blob that was read. Valid while it is held. */
struct held_blob {
	struct oid id;
	struct blob blob;
	struct line_index lines; /* once asked for */
	bool indexed;
	unsigned n_holders;
	struct held_blob *newer, *older;
};

struct blob_store {
	const struct objects *objects;
	uint64_t blob_max_bytes;
	size_t room_bytes, used_bytes;
	size_t n_blobs;
	struct held_blob *newest, *oldest;
};

void blob_store_init(struct blob_store *store, const struct objects *objects,
		     uint64_t blob_max_bytes, size_t room_bytes);
/* Frees all blobs, held or not. */
void blob_store_release(struct blob_store *store);

/* Reads or finds the blob ID and holds it until blob_store_drop. ERROR_LIMIT when it is over the
 * bound (its content is not read then), ERROR_NOT_FOUND when it is missing. */
int blob_store_hold(struct blob_store *store, const struct oid *id, struct held_blob **held,
		    struct error *err) MUST_CHECK;
void blob_store_drop(struct blob_store *store, struct held_blob *held);
/* Its lines, indexed once. */
const struct line_index *blob_store_lines(struct blob_store *store, struct held_blob *held);

/* Frees the oldest blobs that nobody holds until the rest fits; false when it cannot. */
bool blob_store_trim(struct blob_store *store);

#endif
