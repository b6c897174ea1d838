#include "config.h"

#include "manifest/manifest.h"

#include <stdlib.h>

#include "base/memory.h"

/*
 * What a change does to dependencies. Both sides are sorted and gone through together: the same
 * answer for every order of the file, and no table that somebody could fill with colliding names.
 */

typedef struct dependency *const *cursor;

/* The dependencies of a side, sorted; heap. */
struct sorted {
	struct dependency **items;
	size_t n;
};

static int
group_compare(const struct dependency *a, const struct dependency *b)
{
	int order = bytes_compare(a->name, b->name);

	return order ? order : (a->scope > b->scope) - (a->scope < b->scope);
}

/* What makes two of one group the same. */
static int
release_compare(const struct dependency *a, const struct dependency *b)
{
	int order = bytes_compare(a->version, b->version);

	if (order == 0)
		order = (a->source > b->source) - (a->source < b->source);
	if (order == 0)
		order = bytes_compare(a->location, b->location);
	return order ? order : bytes_compare(a->asked_as, b->asked_as);
}

static int
compare(const void *a, const void *b)
{
	const struct dependency *one = *(struct dependency *const *)a;
	const struct dependency *other = *(struct dependency *const *)b;
	int order = group_compare(one, other);

	if (order == 0)
		order = release_compare(one, other);
	return order ? order : (one > other) - (one < other); /* both are of one array */
}

static struct sorted
sort(const struct manifest *manifest)
{
	/* One more, so that of an empty one there is a place to begin at. */
	struct sorted sorted = { memory_calloc(manifest->n + 1, sizeof(struct dependency *)),
				 manifest->n };

	for (size_t i = 0; i < manifest->n; i++)
		sorted.items[i] = &manifest->dependencies[i];
	qsort(sorted.items, sorted.n, sizeof(*sorted.items), compare);
	return sorted;
}

/* The end of what is EQUAL to the first of FROM..END. */
static cursor
run_end(cursor from, cursor end,
	int (*equal)(const struct dependency *a, const struct dependency *b))
{
	cursor at = from;

	while (at < end && equal(*from, *at) == 0)
		at++;
	return at;
}

static void
mark(cursor from, cursor end, enum dependency_change change)
{
	for (; from < end; from++)
		(*from)->change = change;
}

/* Dependencies of one name and scope. What both sides have is kept. */
static void
group_match(cursor old, cursor old_end, cursor now, cursor now_end)
{
	mark(old, old_end, DEPENDENCY_REMOVED);
	mark(now, now_end, DEPENDENCY_ADDED);
	while (old < old_end && now < now_end) {
		int order = release_compare(*old, *now);
		cursor old_next = run_end(old, old_end, release_compare);
		cursor now_next = run_end(now, now_end, release_compare);

		if (order == 0) {
			mark(old, old_next, DEPENDENCY_KEPT);
			mark(now, now_next, DEPENDENCY_KEPT);
		}
		old = order <= 0 ? old_next : old;
		now = order >= 0 ? now_next : now;
	}
}

/* One release on either side, and not the same: it has changed. */
static void
group_change(const struct manifest *before, cursor old, cursor old_end, cursor now, cursor now_end)
{
	if (old == old_end || now == now_end || (*now)->change != DEPENDENCY_ADDED ||
	    run_end(old, old_end, release_compare) != old_end ||
	    run_end(now, now_end, release_compare) != now_end)
		return;
	for (cursor at = now; at < now_end; at++)
		(*at)->old = (size_t)(*old - before->dependencies);
	mark(now, now_end, DEPENDENCY_CHANGED);
	mark(old, old_end, DEPENDENCY_CHANGED);
}

void
manifest_compare(struct manifest *before, struct manifest *now)
{
	struct sorted old = sort(before), new = sort(now);
	cursor old_at = old.items, old_end = old_at + old.n;
	cursor new_at = new.items, new_end = new_at + new.n;

	while (old_at < old_end || new_at < new_end) {
		int order = old_at == old_end   ? 1
			    : new_at == new_end ? -1
						: group_compare(*old_at, *new_at);
		cursor old_next = order <= 0 ? run_end(old_at, old_end, group_compare) : old_at;
		cursor new_next = order >= 0 ? run_end(new_at, new_end, group_compare) : new_at;

		group_match(old_at, old_next, new_at, new_next);
		group_change(before, old_at, old_next, new_at, new_next);
		old_at = old_next;
		new_at = new_next;
	}
	free(old.items);
	free(new.items);
}

void
manifest_keep_shared(const struct manifest *other, struct manifest *now)
{
	struct sorted old = sort(other), new = sort(now);
	size_t i = 0;

	for (size_t j = 0; j < new.n; j++) {
		int order = -1;

		while (i < old.n) {
			order = group_compare(old.items[i], new.items[j]);
			if (order == 0)
				order = release_compare(old.items[i], new.items[j]);
			if (order >= 0)
				break;
			i++;
		}
		if (i < old.n && order == 0)
			new.items[j]->change = DEPENDENCY_KEPT;
	}
	free(old.items);
	free(new.items);
}

void
manifest_mark(struct manifest *manifest, enum dependency_change change)
{
	for (size_t i = 0; i < manifest->n; i++)
		manifest->dependencies[i].change = change;
}
