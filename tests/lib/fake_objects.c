#include "config.h"

#include "fake_objects.h"

#include "base/macros.h"
#include "base/sha256.h"

static struct fake_blob *
blob_find(struct fake_objects *fake, const struct oid *id)
{
	for (size_t i = 0; i < fake->blobs.len; i++) {
		if (oid_equal(&fake->blobs.items[i].id, id))
			return &fake->blobs.items[i];
	}
	return NULL;
}

static int
fake_size(void *ctx, const struct oid *id, uint64_t *size, struct error *err)
{
	struct fake_objects *fake = ctx;
	struct fake_blob *found = blob_find(fake, id);

	fake->n_sizes++;
	if (!found)
		return error_set(err, ERROR_NOT_FOUND, "no such blob");
	*size = found->content.len;
	return 0;
}

static int
fake_read(void *ctx, const struct oid *id, struct blob *blob, struct error *err)
{
	struct fake_objects *fake = ctx;
	struct fake_blob *found = blob_find(fake, id);
	char *copy;

	if (!found)
		return error_set(err, ERROR_NOT_FOUND, "no such blob");
	/* A copy of exactly its size, so that valgrind sees a byte too far or too late. */
	copy = memory_realloc(NULL, found->content.len, 1);
	if (found->content.len)
		memcpy(copy, found->content.data, found->content.len);
	*blob = (struct blob){ { copy, found->content.len }, copy };
	fake->n_reads++;
	fake->n_unreleased++;
	return 0;
}

static void
fake_release(void *ctx, struct blob *blob)
{
	struct fake_objects *fake = ctx;

	free(blob->handle);
	fake->n_unreleased--;
}

static const struct objects_ops fake_ops = {
	.blob_size = fake_size,
	.blob_read = fake_read,
	.blob_release = fake_release,
};

void
fake_objects_init(struct fake_objects *fake)
{
	*fake = (struct fake_objects){ .objects = { &fake_ops, fake } };
	arena_init(&fake->arena);
}

void
fake_objects_release(struct fake_objects *fake)
{
	vec_release(&fake->blobs);
	arena_release(&fake->arena);
}

struct oid
fake_objects_add(struct fake_objects *fake, struct bytes content)
{
	struct sha256 *hash = sha256_new();
	char hex[SHA256_HEX_CHARS + 1];
	struct oid id;

	sha256_add(hash, content);
	sha256_finish(hash, hex);
	(void)oid_parse((struct bytes){ hex, OID_HEX_CHARS }, &id);
	if (!blob_find(fake, &id))
		vec_push(&fake->blobs,
			 ((struct fake_blob){ id, arena_copy(&fake->arena, content) }));
	return id;
}
