#include "config.h"

#include "walk_history.h"

#include <inttypes.h>
#include <stdio.h>

#include "base/macros.h"

enum { FIRST_DATE = 1600000000, DAY = 86400 };

static int64_t
date_make(uint64_t *seed, enum history_dates dates, int i)
{
	if (dates == DATES_RISING)
		return FIRST_DATE + i * (DAY / 4) + (int64_t)random_below(seed, DAY / 4);
	if (dates == DATES_ABSURD && random_below(seed, 5) == 0)
		return random_below(seed, 2) ? 0 : INT64_C(4294967295);
	return FIRST_DATE + (int64_t)random_below(seed, 10 * DAY);
}

static void
parents_make(struct history *history, uint64_t *seed, int i)
{
	static const int shares[] = { 0, 1, 1, 1, 1, 1, 1, 2, 2, 3 };
	int n = shares[random_below(seed, ARRAY_SIZE(shares))];

	history->reach[i] = UINT32_C(1) << i;
	for (int j = 0; j < n && i > 0; j++) {
		int near = i < 5 ? i : 5;
		int parent = random_below(seed, 4) ? i - 1 - (int)random_below(seed, (size_t)near)
						   : (int)random_below(seed, (size_t)i);

		history->parents[i][history->n_parents[i]++] = parent;
		history->reach[i] |= history->reach[parent];
	}
}

static void
commit_text(const struct history *history, uint64_t number, int i, struct buf *out)
{
	static const struct oid empty_tree = { { 0x4b, 0x82, 0x5d, 0xc6, 0x42, 0xcb, 0x6e,
						 0xb9, 0xa0, 0x60, 0xe5, 0x4b, 0xf8, 0xd6,
						 0x92, 0x88, 0xfb, 0xee, 0x49, 0x04 } };

	raw_header_add_id(out, "tree", &empty_tree);
	for (int j = 0; j < history->n_parents[i]; j++)
		raw_header_add_id(out, "parent", &history->ids[history->parents[i][j]]);
	buf_printf(out, "author A <a@b> %" PRId64 " +0000\n", history->dates[i]);
	buf_printf(out, "committer A <a@b> %" PRId64 " +0000\n\n", history->dates[i]);
	buf_printf(out, "history %" PRIu64 ", commit %d\n", number, i);
}

static void
ref_choose(struct history *history, uint64_t *seed, int i)
{
	struct history_ref *ref = &history->refs[i];

	*ref = (struct history_ref){ .old_commit = -1, .new_commit = -1 };
	snprintf(ref->name, sizeof(ref->name), "refs/%s/%c%d",
		 random_below(seed, 4) ? "heads" : "tags", random_below(seed, 2) ? 'g' : 'u', i);
	if (random_below(seed, 4))
		ref->old_commit = (int)random_below(seed, (size_t)history->n);
	if (random_below(seed, 3) == 0)
		ref->new_commit = (int)random_below(seed, (size_t)history->n);
}

/* The old value of a tag is an annotated one. */
static void
ref_write(struct history *history, struct object_store *main, int i)
{
	struct history_ref *ref = &history->refs[i];
	CLEANUP(buf_release) struct buf tag = BUF_INIT;

	if (ref->old_commit < 0)
		return;
	ref->old_id = history->ids[ref->old_commit];
	if (strncmp(ref->name, "refs/tags/", strlen("refs/tags/")) != 0)
		return;
	raw_header_add_id(&tag, "object", &ref->old_id);
	buf_printf(&tag, "type commit\ntag %s\ntagger A <a@b> 1 +0000\n\n", ref->name);
	ref->old_id = object_store_write(main, "tag", buf_bytes(&tag));
}

/* All that is known before the push, which may be more than the refs reach. */
static uint32_t
known_before(const struct history *history, uint64_t *seed)
{
	uint32_t known = 0;

	if (random_below(seed, 3) == 0)
		known = history->reach[random_below(seed, (size_t)history->n)];
	for (int i = 0; i < history->n_refs; i++) {
		if (history->refs[i].old_commit >= 0)
			known |= history->reach[history->refs[i].old_commit];
	}
	return known;
}

static void
commits_write(struct history *history, uint64_t number, uint32_t known, struct object_store *main,
	      struct object_store *quarantine)
{
	for (int i = 0; i < history->n; i++) {
		CLEANUP(buf_release) struct buf text = BUF_INIT;
		bool before = known >> i & 1;

		commit_text(history, number, i, &text);
		history->ids[i] =
			object_store_write(before ? main : quarantine, "commit", buf_bytes(&text));
	}
}

void
history_make(struct history *history, uint64_t number, enum history_dates dates,
	     struct object_store *main, struct object_store *quarantine)
{
	uint64_t seed = number * DATES_KINDS + dates;

	*history = (struct history){ .n = 3 + (int)random_below(&seed, HISTORY_COMMITS_MAX - 2) };
	history->n_refs = 1 + (int)random_below(&seed, HISTORY_REFS_MAX);
	for (int i = 0; i < history->n; i++) {
		history->dates[i] = date_make(&seed, dates, i);
		parents_make(history, &seed, i);
	}
	for (int i = 0; i < history->n_refs; i++)
		ref_choose(history, &seed, i);
	commits_write(history, number, known_before(history, &seed), main, quarantine);
	for (int i = 0; i < history->n_refs; i++)
		ref_write(history, main, i);
}

void
history_pack_refs(const struct history *history, struct buf *out)
{
	for (int i = 0; i < history->n_refs; i++) {
		char hex[OID_HEX_CHARS + 1];

		if (history->refs[i].old_commit < 0)
			continue;
		oid_hex(&history->refs[i].old_id, hex);
		buf_printf(out, "%s %s\n", hex, history->refs[i].name);
	}
	/* A ref that dangles proves nothing, and breaks nothing. */
	buf_printf(out, "%040d refs/zzz/dangling\n", 7);
}

int
history_find(const struct history *history, const struct oid *id)
{
	for (int i = 0; i < history->n; i++) {
		if (oid_equal(&history->ids[i], id))
			return i;
	}
	return -1;
}

uint32_t
history_new(const struct history *history, const bool *select)
{
	uint32_t brought = 0, old = 0;

	for (int i = 0; i < history->n_refs; i++) {
		const struct history_ref *ref = &history->refs[i];

		if (select[i] && ref->new_commit >= 0)
			brought |= history->reach[ref->new_commit];
		if (select[i] && ref->old_commit >= 0)
			old |= history->reach[ref->old_commit];
	}
	return brought & ~old;
}

int
history_sort(const struct history *history, uint32_t set, int *sorted)
{
	uint32_t left = set;
	int n = 0;

	while (left) {
		int next = -1;

		for (int i = 0; i < history->n; i++) {
			uint32_t below = history->reach[i] & ~(UINT32_C(1) << i);

			if (!(left >> i & 1) || (below & left))
				continue;
			if (next < 0 || oid_compare(&history->ids[i], &history->ids[next]) < 0)
				next = i;
		}
		sorted[n++] = next;
		left &= ~(UINT32_C(1) << next);
	}
	return n;
}

static int
boundaries_below(const struct history *history, uint32_t set, int at, uint32_t *seen, int *found,
		 int n)
{
	if (*seen >> at & 1)
		return n;
	*seen |= UINT32_C(1) << at;
	if (!(set >> at & 1)) {
		found[n] = at;
		return n + 1;
	}
	for (int i = 0; i < history->n_parents[at]; i++)
		n = boundaries_below(history, set, history->parents[at][i], seen, found, n);
	return n;
}

int
history_boundaries(const struct history *history, uint32_t set, int tip, int *found)
{
	uint32_t seen = 0;

	return boundaries_below(history, set, tip, &seen, found, 0);
}
