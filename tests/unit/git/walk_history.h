#ifndef WRIT_TESTS_UNIT_GIT_WALK_HISTORY_H
#define WRIT_TESTS_UNIT_GIT_WALK_HISTORY_H

/*
 * Small random histories with refs and updates, small enough for sets of commits to be bits of a
 * number: what is new can then be said without any walk.
 */

#include "../../lib/git_objects.h"
#include "base/buf.h"

enum { HISTORY_COMMITS_MAX = 28, HISTORY_REFS_MAX = 6, HISTORY_PARENTS_MAX = 3 };

enum history_dates {
	DATES_RISING, /* no commit is older than its parent */
	DATES_SKEWED, /* any date within days */
	DATES_ABSURD, /* also 1970 and 2106 */
	DATES_KINDS,
};

struct history_ref {
	char name[32];     /* refs/heads/g1 (governed), refs/heads/u2, refs/tags/g3 */
	int old_commit;    /* -1: not there before the push */
	int new_commit;    /* -1: not updated */
	struct oid old_id; /* perhaps of a tag */
};

struct history {
	int n;
	struct oid ids[HISTORY_COMMITS_MAX];
	int parents[HISTORY_COMMITS_MAX][HISTORY_PARENTS_MAX];
	int n_parents[HISTORY_COMMITS_MAX];
	int64_t dates[HISTORY_COMMITS_MAX];
	uint32_t reach[HISTORY_COMMITS_MAX]; /* a bit for each commit it reaches, itself included */
	struct history_ref refs[HISTORY_REFS_MAX];
	int n_refs;
};

/* Makes the history of NUMBER: what its refs reach, and at times more, goes to MAIN, the rest to
 * QUARANTINE. */
void history_make(struct history *history, uint64_t number, enum history_dates dates,
		  struct object_store *main, struct object_store *quarantine);
/* The refs as they were before the push, as a packed-refs file. */
void history_pack_refs(const struct history *history, struct buf *out);
int history_find(const struct history *history, const struct oid *id);

/* What the new values of the refs that SELECT has reach, and the old ones of these do not. */
uint32_t history_new(const struct history *history, const bool *select);
/* The commits of SET, parents first, ties by id; returns how many. */
int history_sort(const struct history *history, uint32_t set, int *sorted);
/* The commits outside SET that TIP meets, along first parents first; returns how many. */
int history_boundaries(const struct history *history, uint32_t set, int tip, int *found);

#endif
