#include "config.h"

#include "content/facts_impl.h"

#include "base/macros.h"
#include "content/line_diff.h"

/* git shows a file that becomes a symlink, or the reverse, as one deleted and one added, also where
 * the two have the same bytes. */
enum lines_change
entries_compare(const struct entry *before, const struct entry *now)
{
	if (!entry_has_content(now))
		return LINES_NONE;
	if (!entry_has_content(before) ||
	    (before->kind == ENTRY_SYMLINK) != (now->kind == ENTRY_SYMLINK))
		return LINES_ALL;
	return oid_equal(&before->id, &now->id) ? LINES_NONE : LINES_DIFFER;
}

/* The versions to compare with: one, or of a merge one for each parent. */
static size_t
entries_before(const struct change *change, const struct entry **entries)
{
	*entries = change->n_parents ? change->parents : &change->before;
	return change->n_parents ? change->n_parents : 1;
}

enum lines_change
facts_added_kind(const struct facts *facts, const struct entry **parent)
{
	const struct change *change = facts->change;
	const struct entry *entries;
	size_t n = entries_before(change, &entries);
	enum lines_change kind = LINES_ALL;

	if (change->status == CHANGE_UNCHANGED || change->status == CHANGE_DELETED ||
	    (change->renamed_from && facts->rename_in_scope))
		return LINES_NONE;
	for (size_t i = 0; i < n; i++) {
		enum lines_change one = entries_compare(&entries[i], &change->now);

		if (one == LINES_NONE)
			return LINES_NONE;
		if (one == LINES_DIFFER && kind == LINES_ALL) {
			kind = LINES_DIFFER;
			*parent = &entries[i];
		}
	}
	return kind;
}

struct diff {
	struct line_set added, removed;
};

static void
diff_release(struct diff *diff)
{
	line_set_release(&diff->added);
	line_set_release(&diff->removed);
}

/* Against BEFORE, an older version that differs. */
static int
diff_with(struct facts *facts, const struct entry *before, struct diff *diff, struct error *err)
{
	struct blob_store *store = &facts->cache->store;
	struct held_blob *now;
	struct held_blob *old;

	if (facts_blob(facts, SIDE_NEW, &now, err) < 0 ||
	    blob_store_hold(store, &before->id, &old, err) < 0)
		return -1;
	line_diff(&(struct text){ old->blob.content, blob_store_lines(store, old) },
		  &(struct text){ now->blob.content, blob_store_lines(store, now) },
		  &facts->cache->scratch, &diff->removed, &diff->added);
	blob_store_drop(store, old);
	return 0;
}

static int
all_lines(struct facts *facts, enum side side, struct line_set *set, struct error *err)
{
	size_t count;

	if (facts_line_count(facts, side, &count, err) < 0)
		return -1;
	line_set_add(set, 1, count);
	return 0;
}

/* What the one version before of a commit that is no merge, and the new one, do not share: both
 * sides of it, as either is mostly asked for together with the other. */
static int
take_both_sides(struct facts *facts, struct error *err)
{
	CLEANUP(diff_release) struct diff diff = { LINE_SET_INIT, LINE_SET_INIT };

	if (diff_with(facts, &facts->change->before, &diff, err) < 0)
		return -1;
	if (!facts->added_known)
		facts->added = diff.added;
	if (!facts->removed_known)
		facts->removed = diff.removed;
	diff = (struct diff){ LINE_SET_INIT, LINE_SET_INIT };
	facts->added_known = facts->removed_known = true;
	return 0;
}

/* What no parent has: the parents that have nothing to compare with leave all in. */
static int
added_of_merge(struct facts *facts, struct error *err)
{
	const struct change *change = facts->change;
	CLEANUP(line_set_release) struct line_set added = LINE_SET_INIT;

	if (all_lines(facts, SIDE_NEW, &added, err) < 0)
		return -1;
	for (size_t i = 0; i < change->n_parents; i++) {
		CLEANUP(diff_release) struct diff diff = { LINE_SET_INIT, LINE_SET_INIT };

		if (entries_compare(&change->parents[i], &change->now) != LINES_DIFFER)
			continue;
		if (diff_with(facts, &change->parents[i], &diff, err) < 0)
			return -1;
		line_set_intersect(&added, &diff.added);
	}
	facts->added = added;
	added = (struct line_set)LINE_SET_INIT;
	return 0;
}

static int
added_find(struct facts *facts, struct error *err)
{
	const struct entry *parent;

	switch (facts_added_kind(facts, &parent)) {
	case LINES_NONE:
		return 0;
	case LINES_ALL:
		return all_lines(facts, SIDE_NEW, &facts->added, err);
	case LINES_DIFFER:
		break;
	}
	return facts->change->n_parents ? added_of_merge(facts, err) : take_both_sides(facts, err);
}

static int
removed_find(struct facts *facts, struct error *err)
{
	const struct change *change = facts->change;
	CLEANUP(diff_release) struct diff diff = { LINE_SET_INIT, LINE_SET_INIT };

	if (change->status == CHANGE_UNCHANGED)
		return 0;
	/* Seen from the new side, what is removed was added by going back. */
	switch (entries_compare(&change->now, &change->before)) {
	case LINES_NONE:
		return 0;
	case LINES_ALL:
		return all_lines(facts, SIDE_OLD, &facts->removed, err);
	case LINES_DIFFER:
		break;
	}
	if (!change->n_parents && !facts->added_known)
		return take_both_sides(facts, err);
	if (diff_with(facts, &change->before, &diff, err) < 0)
		return -1;
	facts->removed = diff.removed;
	diff.removed = (struct line_set)LINE_SET_INIT;
	return 0;
}

int
facts_added(struct facts *facts, const struct line_set **added, struct error *err)
{
	if (!facts->added_known && added_find(facts, err) < 0)
		return -1;
	facts->added_known = true;
	*added = &facts->added;
	return 0;
}

int
facts_removed(struct facts *facts, const struct line_set **removed, struct error *err)
{
	if (!facts->removed_known && removed_find(facts, err) < 0)
		return -1;
	facts->removed_known = true;
	*removed = &facts->removed;
	return 0;
}
