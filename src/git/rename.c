#include "config.h"

#include "git/rename.h"

#include <stdlib.h>

#include "base/memory.h"
#include "base/path.h"
#include "base/vec.h"

/* A deleted path that is to be had. */
struct source {
	const struct entry *entry;
	struct bytes base_name; /* empty in the second round, where any will do */
	const struct path *path;
	size_t index; /* of the change: byte order */
	size_t taken; /* in the first of a run of equals: how many of the run are gone */
};

struct sources {
	VEC(struct source) list;
};

static void
sources_release(struct sources *sources)
{
	vec_release(&sources->list);
}

static bool
can_be_renamed(const struct entry *entry)
{
	static const struct oid empty_blob = { { 0xe6, 0x9d, 0xe2, 0x9b, 0xb2, 0xd1, 0xd6,
						 0x43, 0x4b, 0x8b, 0x29, 0xae, 0x77, 0x5a,
						 0xd8, 0xc2, 0xe4, 0x8c, 0x53, 0x91 } };

	return entry->kind != ENTRY_SUBMODULE && !oid_equal(&entry->id, &empty_blob);
}

/* Whether they can stand for each other; the order of a run is that of `index`. */
static int
run_compare(const struct source *a, const struct source *b)
{
	int order = oid_compare(&a->entry->id, &b->entry->id);

	if (order == 0)
		order = (a->entry->kind == ENTRY_SYMLINK) - (b->entry->kind == ENTRY_SYMLINK);
	return order ? order : bytes_compare(a->base_name, b->base_name);
}

static int
source_compare(const void *a, const void *b)
{
	const struct source *x = a, *y = b;
	int order = run_compare(x, y);

	return order ? order : (x->index > y->index) - (x->index < y->index);
}

/* Takes the next source of the run that is like WANTED; NULL when there is none left. */
static const struct source *
source_take(struct sources *sources, const struct source *wanted)
{
	size_t low = 0, high = sources->list.len;
	struct source *first;
	size_t at;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (run_compare(&sources->list.items[middle], wanted) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	if (low == sources->list.len)
		return NULL;
	first = &sources->list.items[low];
	at = low + first->taken;
	if (at == sources->list.len || run_compare(&sources->list.items[at], wanted) != 0)
		return NULL;
	first->taken++;
	return &sources->list.items[at];
}

/* What of TAKEN (by index of the change) is not gone yet. */
static void
sources_collect(struct sources *sources, const struct change *changes, size_t n, const bool *taken,
		bool by_name)
{
	sources->list.len = 0;
	for (size_t i = 0; i < n; i++) {
		const struct change *change = &changes[i];

		if (change->status != CHANGE_DELETED || taken[i] ||
		    !can_be_renamed(&change->before))
			continue;
		vec_push(&sources->list,
			 ((struct source){ .entry = &change->before,
					   .base_name = by_name ? path_name(change->path->name)
								: BYTES_NONE,
					   .path = change->path,
					   .index = i }));
	}
	if (sources->list.len)
		qsort(sources->list.items, sources->list.len, sizeof(*sources->list.items),
		      source_compare);
}

static void
round_run(struct sources *sources, struct change *changes, size_t n, bool *taken, bool by_name)
{
	sources_collect(sources, changes, n, taken, by_name);
	for (size_t i = 0; i < n && sources->list.len; i++) {
		struct change *change = &changes[i];
		struct source wanted = { .entry = &change->now };
		const struct source *source;

		if (change->status != CHANGE_ADDED || change->renamed_from)
			continue;
		if (by_name)
			wanted.base_name = path_name(change->path->name);
		source = source_take(sources, &wanted);
		if (!source)
			continue;
		change->renamed_from = source->path;
		taken[source->index] = true;
	}
}

static bool
has_status(const struct change *changes, size_t n, enum change_status status)
{
	for (size_t i = 0; i < n; i++) {
		if (changes[i].status == status)
			return true;
	}
	return false;
}

void
renames_annotate(struct change *changes, size_t n)
{
	CLEANUP(sources_release) struct sources sources = { VEC_INIT };
	CLEANUP(memory_free) bool *taken = NULL;

	if (!has_status(changes, n, CHANGE_ADDED) || !has_status(changes, n, CHANGE_DELETED))
		return;
	taken = memory_calloc(n, sizeof(*taken));
	round_run(&sources, changes, n, taken, true);
	round_run(&sources, changes, n, taken, false);
}
