#ifndef WRIT_GIT_WALK_H
#define WRIT_GIT_WALK_H

/*
 * Which commits are new to a set of governed refs: reachable from the new values of the updates
 * that match, not from the value before the push of any ref that matches. Never fewer than
 * `git rev-list NEW --not OLD...` gives; in histories with skewed dates perhaps more exact.
 *
 * What the main store lacks is new. Each commit that it has is a boundary to be proved reachable
 * from an old value of a matching ref: by being one, else by a walk. "Not in quarantine" never
 * means "accepted".
 */

#include "git/fsck.h"
#include "git/refs.h"
#include "model/commit.h"
#include "model/limits.h"
#include "model/push.h"

enum { WALK_LOST_MAX = 1000 };

struct walk; /* the commits seen in this push, each read and checked once */

/* ARENA holds the commits and outlives the walk. CHECK takes what is wrong with them. */
struct walk *walk_new(struct repository *repository, const struct limits *limits,
		      struct arena *arena, struct object_check *check);
void walk_free(struct walk *walk);
/* Takes these commits for new without proof, as if the main store lacked them: for who knows it,
 * because all of the history was walked before. */
void walk_know_new(struct walk *walk, const struct oid *ids, size_t n);

/* Fills what only objects tell: object, old_commit, new_commit, old_tree, new_tree, forced, lost.
 * ref, target, old_id, new_id, kind and index are set. A missing object leaves OBJECT_NONE, which
 * the caller judges; so does a tag of a missing one. An old value that cannot be read is as none.
 * `forced` is exact; `lost` is cut after WALK_LOST_MAX and, where dates are skewed, may have more
 * than the new value lacks. */
int walk_update_fill(struct walk *walk, struct ref_update *update, struct error *err) MUST_CHECK;

/* The question to walk_set. */
struct walk_query {
	const struct ref_update *const *updates; /* that match, in the order of the push */
	size_t n_updates;
	/* Whether a ref (in namespace terms, or the target of a symref) belongs to the set. */
	bool (*matches)(void *ctx, struct bytes ref);
	void *ctx;
	const struct oid *baseline; /* commits that count as judged, with all they reach */
	size_t n_baseline;
	const struct held_refs *refs; /* in place of those of the repository; NULL: those */
};

/* A new commit, and the first of the query's updates that brought it. */
struct new_commit {
	const struct commit_node *node; /* one per commit and walk: compares by address */
	const struct ref_update *update;
};

struct boundary_list {
	const struct commit_node **items;
	size_t len;
};

struct commit_set {
	struct new_commit *commits; /* topological, parents first, ties by id */
	size_t n_commits;
	/* Per update of the query: the boundary commits on which its new ones stand (the tip when
	 * it is not new itself), in the order found from the tip along first parents first; the
	 * first one is the base of a created ref. Updates of one tip share a list. */
	struct boundary_list *boundaries;
};

/* ERROR_NOT_FOUND for a missing commit, ERROR_LIMIT over LIMIT_COMMITS. */
int walk_set(struct walk *walk, const struct walk_query *query, struct commit_set *set,
	     struct error *err) MUST_CHECK;

/* Commit ID as the walk knows it, read now if it was not yet. ERROR_NOT_FOUND. */
int walk_commit(struct walk *walk, const struct oid *id, const struct commit_node **commit,
		struct error *err) MUST_CHECK;

/* Sorts N different COMMITS of this walk as walk_set does: topological, parents first, ties by id.
 */
void walk_sort(struct walk *walk, const struct commit_node **commits, size_t n);

/* Whether ANCESTOR is reachable from (or equal to) COMMIT. */
int walk_reaches(struct walk *walk, const struct oid *commit, const struct oid *ancestor,
		 bool *reaches, struct error *err) MUST_CHECK;

#endif
