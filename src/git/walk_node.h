#ifndef WRIT_GIT_WALK_NODE_H
#define WRIT_GIT_WALK_NODE_H

/*
 * The commits of a walk, each read once, with what the parts of the walk note on them. For the
 * walk's own files: walk_node.c reads, walk_paint.c colours, walk_set.c answers, walk_order.c
 * sorts.
 */

#include "base/map.h"
#include "base/vec.h"
#include "git/fsck_id.h"
#include "git/handle.h"
#include "git/walk.h"

enum node_mark {
	MARK_NEW = 1,    /* reached from what may be new */
	MARK_OLD = 2,    /* reached from a value before the push: beats MARK_NEW */
	MARK_QUEUED = 4, /* waits in a painting's queue */
	MARK_SEEN = 8,
	MARK_FRESH = 16, /* of the set that is being made */
	MARK_BROUGHT = 32,
};

struct node {
	struct commit_node commit; /* only the id until loaded */
	struct node **parents;
	fsck_set problems;
	bool loaded;
	bool known_new; /* walk_know_new() */
	uint32_t round; /* in which the marks were set; in another there are none */
	uint32_t marks;
	uint32_t visit; /* the last visit it was seen on */
	uint32_t slot;  /* a place in an array of the current round */
};

typedef VEC(struct node *) node_list;

struct walk {
	struct repository *repository;
	struct arena *arena;
	struct object_check *check;
	uint64_t commits_max, commit_bytes_max;
	struct map nodes; /* by id */
	uint32_t round, visit;
};

/* For CLEANUP. */
void node_list_release(node_list *list);

/* The commit ID, made on first sight; not loaded. */
struct node *walk_node(struct walk *walk, const struct oid *id);
/* Reads NODE, if that was not done yet. ERROR_NOT_FOUND, and ERROR_MALFORMED for another kind. */
int node_load(struct walk *walk, struct node *node, struct error *err) MUST_CHECK;
/* The same from an object that was read already. */
void node_load_raw(struct walk *walk, struct node *node, struct bytes raw);

/* Takes all marks off all nodes. */
void walk_begin_round(struct walk *walk);
bool node_has(const struct walk *walk, const struct node *node, uint32_t marks);
void node_mark(struct walk *walk, struct node *node, uint32_t marks);
void node_unmark(struct walk *walk, struct node *node, uint32_t marks);

/* What a ref's value comes to through tags. */
struct peeled {
	enum object_kind
		kind;        /* of the value itself; OBJECT_NONE when it, or a target, is missing */
	struct node *commit; /* loaded; NULL when it is none */
	struct oid tree;     /* of the commit, or the tree itself; zero when it is a blob */
};

/* Follows ID. Tags that the main store lacks are checked when CHECKED. ERROR_MALFORMED for what
 * cannot be read though it is there. */
int walk_peel(struct walk *walk, const struct oid *id, bool checked, struct peeled *peeled,
	      struct error *err) MUST_CHECK;
/* Whether ID was there before the push; without a quarantine everything on disk was. */
bool walk_main_has(const struct walk *walk, const struct oid *id);

/* Puts the marked-fresh NODES in the order of the set, with the updates that brought them, and
 * finds boundaries. Needs MARK_FRESH on just these. */
int walk_order(struct walk *walk, const struct walk_query *query, const node_list *fresh,
	       struct commit_set *set, struct error *err) MUST_CHECK;

#endif
