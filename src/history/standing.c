#include "config.h"

#include "history/standing.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"

void
standing_init(struct standing *standing, struct drift_decision *decisions, size_t n_decisions)
{
	*standing = (struct standing){ .decisions = decisions, .n_decisions = n_decisions };
	arena_init(&standing->arena);
	standing->counts = arena_new_array(&standing->arena, uint64_t, n_decisions);
}

void
standing_release(struct standing *standing)
{
	for (size_t i = 0; i < standing->paths.room; i++) {
		struct mark_list *marks = standing->paths.slots[i].value;

		if (marks)
			free(marks->items);
	}
	map_release(&standing->paths);
	arena_release(&standing->arena);
}

static unsigned char
hex_value(char digit)
{
	return (unsigned char)(digit <= '9' ? digit - '0' : digit - 'a' + 10);
}

struct mark
mark_of(uint32_t decision, struct bytes fingerprint)
{
	struct mark mark = { .decision = decision };

	for (size_t i = 0; i < FINGERPRINT_BYTES && 2 * i + 1 < fingerprint.len; i++)
		mark.fingerprint[i] = (unsigned char)(hex_value(fingerprint.data[2 * i]) << 4 |
						      hex_value(fingerprint.data[2 * i + 1]));
	return mark;
}

int
mark_compare(const void *pa, const void *pb)
{
	const struct mark *a = pa, *b = pb;

	if (a->decision != b->decision)
		return a->decision < b->decision ? -1 : 1;
	return memcmp(a->fingerprint, b->fingerprint, FINGERPRINT_BYTES);
}

static struct mark_list *
marks_of(struct standing *standing, struct bytes path)
{
	void **place = map_find(&standing->paths, path);
	struct mark_list *marks;

	if (place)
		return *place;
	marks = arena_new(&standing->arena, struct mark_list);
	*map_put(&standing->paths, arena_copy(&standing->arena, path)) = marks;
	return marks;
}

/* Takes the marks that a path has away from it, without counting them as repaired. */
static struct mark_list
marks_take(struct standing *standing, struct bytes path)
{
	void **place = map_find(&standing->paths, path);
	struct mark_list taken = { NULL, 0 };

	if (!place)
		return taken;
	taken = *(struct mark_list *)*place;
	*(struct mark_list *)*place = (struct mark_list){ NULL, 0 };
	return taken;
}

struct bringing {
	struct standing *standing;
	const bool *failed;
	enum author_kind author;
	enum credit credit;
};

static void
count_introduced(const struct bringing *by, uint32_t decision)
{
	struct drift_decision *of = &by->standing->decisions[decision];

	by->standing->counts[decision]++;
	of->appeared += by->credit == CREDIT_DECISIONS;
	if (by->credit != CREDIT_AUTHOR)
		return;
	of->counts.introduced[by->author]++;
	by->standing->introduced++;
}

static void
count_repaired(const struct bringing *by, uint32_t decision)
{
	struct drift_decision *of = &by->standing->decisions[decision];

	by->standing->counts[decision]--;
	of->vanished += by->credit == CREDIT_DECISIONS;
	if (by->credit != CREDIT_AUTHOR)
		return;
	of->counts.repaired[by->author]++;
	by->standing->repaired++;
}

/* How many of a sorted list, from FROM on, are of the same decision as the one there. */
static size_t
of_decision(const struct mark_list *marks, size_t from)
{
	size_t n = 1;

	while (from + n < marks->len &&
	       marks->items[from + n].decision == marks->items[from].decision)
		n++;
	return n;
}

/* A file that moved: its marks have another path in them, so only their number tells. */
static void
compare_moved(const struct bringing *by, const struct mark_list *before,
	      const struct mark_list *now)
{
	size_t i = 0, k = 0;

	while (i < before->len || k < now->len) {
		uint32_t a = i < before->len ? before->items[i].decision : UINT32_MAX;
		uint32_t b = k < now->len ? now->items[k].decision : UINT32_MAX;
		size_t had = a <= b ? of_decision(before, i) : 0;
		size_t has = b <= a ? of_decision(now, k) : 0;

		for (size_t n = had; n < has; n++)
			count_introduced(by, b);
		for (size_t n = has; n < had; n++)
			count_repaired(by, a);
		i += had;
		k += has;
	}
}

static void
compare(const struct bringing *by, const struct mark_list *before, const struct mark_list *now)
{
	size_t i = 0, k = 0;

	while (i < before->len || k < now->len) {
		int order = i == before->len ? 1
			    : k == now->len  ? -1
					     : mark_compare(&before->items[i], &now->items[k]);

		if (order < 0)
			count_repaired(by, before->items[i].decision);
		else if (order > 0)
			count_introduced(by, now->items[k].decision);
		i += order <= 0;
		k += order >= 0;
	}
}

/* Adds to NOW what BEFORE has of decisions that failed. */
static void
keep_failed(const struct bringing *by, const struct mark_list *before, struct mark_list *now)
{
	size_t more = 0;

	for (size_t i = 0; i < before->len; i++)
		more += by->failed[before->items[i].decision];
	if (more == 0)
		return;
	now->items = memory_realloc(now->items, now->len + more, sizeof(*now->items));
	for (size_t i = 0; i < before->len; i++) {
		if (by->failed[before->items[i].decision])
			now->items[now->len++] = before->items[i];
	}
	qsort(now->items, now->len, sizeof(*now->items), mark_compare);
}

static void
change_apply(const struct bringing *by, const struct change *change, struct mark_list now)
{
	struct mark_list *here = marks_of(by->standing, change->path->name);
	struct mark_list before = *here;

	if (change->renamed_from && before.len == 0) {
		before = marks_take(by->standing, change->renamed_from->name);
		keep_failed(by, &before, &now);
		compare_moved(by, &before, &now);
	} else {
		if (change->status != CHANGE_DELETED)
			keep_failed(by, &before, &now);
		compare(by, &before, &now);
	}
	free(before.items);
	*here = now;
}

void
standing_step(struct standing *standing, const struct change_list *changes, struct mark_list *found,
	      const bool *failed, enum author_kind author, enum credit credit)
{
	const struct bringing by = { standing, failed, author, credit };

	/* What moved takes its marks along before the old path gives them up. */
	for (int moved = 1; moved >= 0; moved--) {
		for (size_t i = 0; i < changes->len; i++) {
			if ((changes->items[i].renamed_from != NULL) == (moved == 1))
				change_apply(&by, &changes->items[i], found[i]);
		}
	}
}
