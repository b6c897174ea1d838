#include "config.h"

#include "git/tree_cursor.h"

/* Compared at a time: the C library takes many bytes a cycle, but does not say where they differ;
 * and what one parent has in common is of no use behind the place where another differs. */
enum { BLOCK_BYTES = 256 };

int
tree_cursor_open(struct tree_cursor *cursor, struct tree_cache *cache,
		 struct repository *repository, const struct oid *id, struct error *err)
{
	*cursor = (struct tree_cursor){ .lacks = true };
	if (!id || oid_is_zero(id))
		return 0;
	if (tree_cache_read(cache, repository, id, &cursor->object, err) < 0)
		return -1;
	cursor->lacks = false;
	cursor->at = git_odb_object_data(cursor->object);
	cursor->end = cursor->at + git_odb_object_size(cursor->object);
	return 0;
}

void
tree_cursor_close(struct tree_cursor *cursor)
{
	git_odb_object_free(cursor->object);
	*cursor = (struct tree_cursor){ .lacks = true };
}

struct bytes
tree_cursor_raw(const struct tree_cursor *cursor)
{
	if (!cursor->object)
		return BYTES_NONE;
	return (struct bytes){ git_odb_object_data(cursor->object),
			       git_odb_object_size(cursor->object) };
}

int
tree_cursor_decode(struct tree_cursor *cursor)
{
	if (cursor->decoded)
		return 1;
	if (cursor->at == cursor->end)
		return 0;
	if (!raw_entry_read(cursor->at, cursor->end, &cursor->entry)) {
		cursor->at = cursor->end;
		return -1;
	}
	cursor->decoded = true;
	return 1;
}

void
tree_cursor_advance(struct tree_cursor *cursor, size_t size)
{
	cursor->at += size;
	cursor->decoded = false;
}

/* How many of LEN bytes A and B have in common from their beginning on. */
static size_t
common_length(const char *a, const char *b, size_t len)
{
	size_t at = 0;
	uint64_t x, y;

	if (memcmp(a, b, len) == 0)
		return len;
	for (; at + sizeof(x) <= len; at += sizeof(x)) {
		memcpy(&x, a + at, sizeof(x));
		memcpy(&y, b + at, sizeof(y));
		if (x != y)
			break;
	}
	while (at < len && a[at] == b[at])
		at++;
	return at;
}

/* How many bytes all N cursors have in common from their places on. */
static size_t
common_to_all(const struct tree_cursor *cursors, size_t n)
{
	size_t left = (size_t)(cursors[0].end - cursors[0].at);
	size_t same = 0;

	for (size_t i = 1; i < n; i++) {
		size_t here = (size_t)(cursors[i].end - cursors[i].at);

		left = here < left ? here : left;
	}
	while (same < left) {
		size_t block = left - same < BLOCK_BYTES ? left - same : (size_t)BLOCK_BYTES;
		size_t len = block;

		for (size_t i = 1; i < n && len; i++)
			len = common_length(cursors[0].at + same, cursors[i].at + same, len);
		same += len;
		if (len < block)
			break;
	}
	return same;
}

/* The whole entries in the first LEN bytes at AT. */
static size_t
whole_entries(const char *at, size_t len)
{
	size_t done = 0;

	for (;;) {
		const char *nul = memchr(at + done, '\0', len - done);
		size_t size = nul ? (size_t)(nul - at) - done + 1 + OID_BYTES : 0;

		if (!nul || size > len - done)
			return done;
		done += size;
	}
}

void
tree_cursors_skip_equal(struct tree_cursor *cursors, size_t n)
{
	size_t same = common_to_all(cursors, n);

	same = same ? whole_entries(cursors[0].at, same) : 0;
	if (same == 0)
		return;
	for (size_t i = 0; i < n; i++)
		tree_cursor_advance(&cursors[i], same);
}
