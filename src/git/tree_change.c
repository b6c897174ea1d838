#include "config.h"

#include "git/tree_differ.h"

#include <inttypes.h>
#include <stdlib.h>

#include "git/rename.h"

static struct entry
side_entry(const struct tree_cursor *side)
{
	struct entry entry = { ENTRY_NONE };

	if (side->here)
		entry = (struct entry){ side->entry.kind, *side->entry.id };
	return entry;
}

static const struct entry *
parent_entries(struct tree_differ *differ, const struct tree_cursor *sides)
{
	struct entry *entries;

	if (!differ->is_merge)
		return NULL;
	entries = arena_new_array(differ->arena, struct entry, differ->n_sides - 1);
	for (size_t i = 1; i < differ->n_sides; i++)
		entries[i - 1] = side_entry(&sides[i]);
	return entries;
}

static enum change_status
status_of(const struct change *change)
{
	if (change->now.kind == ENTRY_NONE)
		return CHANGE_DELETED;
	return change->before.kind == ENTRY_NONE ? CHANGE_ADDED : CHANGE_MODIFIED;
}

int
tree_change_add(struct tree_differ *differ, const struct tree_cursor *sides, struct bytes name,
		struct error *err)
{
	size_t n_parents = differ->n_sides - 1;
	struct change *change;

	differ->n_changes += n_parents;
	if (differ->n_changes > differ->changes_max)
		return error_set(err, ERROR_LIMIT,
				 "more changed paths than writ.limit.changes (%" PRIu64 ")",
				 differ->changes_max);
	buf_add(&differ->path, name);
	change = vec_add(&differ->changes);
	*change = (struct change){ .path = path_intern(differ->paths, buf_bytes(&differ->path)),
				   .now = side_entry(&sides[0]),
				   .parents = parent_entries(differ, sides),
				   .n_parents = differ->is_merge ? n_parents : 0 };
	for (size_t i = 1; i < differ->n_sides && change->before.kind == ENTRY_NONE; i++)
		change->before = side_entry(&sides[i]);
	change->status = status_of(change);
	differ->path.len -= name.len;
	return 0;
}

static int
change_compare(const void *a, const void *b)
{
	const struct change *x = a, *y = b;

	return bytes_compare(x->path->name, y->path->name);
}

/* The same with an order for changes of one path. */
static int
change_compare_all(const void *a, const void *b)
{
	const struct change *x = a, *y = b;
	int order = change_compare(a, b);

	if (order == 0)
		order = oid_compare(&x->now.id, &y->now.id);
	return order ? order : oid_compare(&x->before.id, &y->before.id);
}

static bool
is_sorted(const struct change *changes, size_t n)
{
	for (size_t i = 1; i < n; i++) {
		if (change_compare(&changes[i - 1], &changes[i]) >= 0)
			return false;
	}
	return true;
}

/* Of two changes of one path: what it was before the one and is after the other. */
static void
change_join(struct change *change, const struct change *other)
{
	if (change->now.kind == ENTRY_NONE)
		change->now = other->now;
	if (change->before.kind == ENTRY_NONE)
		change->before = other->before;
	change->status = status_of(change);
}

/*
 * Trees that are not sorted, or repeat a name, give a path twice: as deleted and as added. Such a
 * tree of a push is refused; an old one is not the pusher's fault, and nothing of it is hidden.
 */
static size_t
changes_mend(struct change *changes, size_t n)
{
	size_t kept = 0;

	qsort(changes, n, sizeof(*changes), change_compare_all);
	for (size_t i = 1; i < n; i++) {
		if (changes[kept].path == changes[i].path)
			change_join(&changes[kept], &changes[i]);
		else
			changes[++kept] = changes[i];
	}
	return kept + 1;
}

struct change_list
tree_changes_take(struct tree_differ *differ)
{
	size_t n = differ->changes.len;
	struct change *items;

	if (n == 0)
		return (struct change_list){ NULL, 0 };
	if (!is_sorted(differ->changes.items, n))
		n = changes_mend(differ->changes.items, n);
	renames_annotate(differ->changes.items, n);
	items = arena_new_array(differ->arena, struct change, n);
	memcpy(items, differ->changes.items, n * sizeof(*items));
	differ->changes.len = 0;
	return (struct change_list){ items, n };
}
