#ifndef WRIT_GRAPH_VIEW_H
#define WRIT_GRAPH_VIEW_H

/*
 * A graph as one policy asks of it: the files and the kinds of imports that it is about, the groups
 * that files are taken together in, and what the change added to it. What is at the ends of an edge
 * here is a unit: a file (or a folder, see graph.h), or with groups a group. Edges within a unit
 * are left out.
 *
 * Every answer is paid for, by what the view has not read before, whatever another view of the same
 * graph has: a policy spends the same whoever else is there. A function that runs out gives
 * ERROR_LIMIT, and the meter names the limit.
 *
 * Answers name no numbers of nodes, which depend on who asked first: paths, groups and edges come
 * in byte order of their files, then by place; of several ways from here to there, a shortest one.
 */

#include "base/pattern.h"
#include "base/vec.h"
#include "graph/graph.h"
#include "model/limits.h"

struct graph_group {
	struct bytes name;
	struct pattern_list files;
};

struct graph_options {
	struct pattern_list files; /* no patterns: every file */
	unsigned kinds;            /* a bit, 1 << enum import_kind, for each that counts; 0: all */
	/* Of several that match a file, the first is its own; a file of none is left out. */
	const struct graph_group *groups;
	size_t n_groups;
	/* Instead of groups: folders, each of which is one with all that is below it. */
	struct pattern_list folders;
};

/* What may still be spent; set before each call. */
struct graph_meter {
	uint64_t work;       /* instructions */
	uint64_t read_bytes; /* of blobs */
	uint64_t memory;     /* bytes, of all views of the policy */
	uint64_t blob_max;   /* bytes of one file */
	bool skip_large; /* a larger one is passed over, and counted; else it spends the limit */
	uint64_t skipped;
	enum limit spent;   /* after ERROR_LIMIT */
	struct bytes large; /* of LIMIT_BLOB_BYTES: the file and its size */
	uint64_t large_size;
};

/* An edge from the unit of NODE to the unit TO, by the import that is number EDGE of those of NODE.
 */
struct graph_place {
	uint32_t node, edge, to;
};

struct graph_places {
	struct graph_place *items;
	size_t len, room;
};

struct graph_units {
	uint32_t *items;
	size_t len, room;
};

/* Cycles one behind another; each is a run of edges, of which the last leads to where the first
 * begins. */
struct graph_cycles {
	struct graph_places places;
	VEC(size_t) ends; /* of each, in places */
};

#define GRAPH_CYCLES_INIT                                                                          \
	{                                                                                          \
		VEC_INIT, VEC_INIT                                                                 \
	}

struct graph_view;

/* A view of GRAPH, which it holds. BASE is the graph before CHANGES. OPTIONS and CHANGES must
 * outlive it. */
int graph_view_new(struct graph *graph, struct graph *base, const struct change_list *changes,
		   const struct graph_options *options, struct graph_meter *meter,
		   struct graph_view **view, struct error *err) MUST_CHECK;
void graph_view_free(struct graph_view *view);

const struct graph_node *graph_view_node(const struct graph_view *view, uint32_t node);
/* The unit of a name, GRAPH_NONE when there is none; its name. */
uint32_t graph_view_find(const struct graph_view *view, struct bytes name);
struct bytes graph_view_name(const struct graph_view *view, uint32_t unit);
/* The unit that PLACE leads from. */
uint32_t graph_view_from(const struct graph_view *view, struct graph_place place);

/* All edges between units; or, UNRESOLVED, all imports that lead to nothing in the tree. */
int graph_view_edges(struct graph_view *view, bool unresolved, struct graph_meter *meter,
		     struct graph_places *edges, struct error *err) MUST_CHECK;
/* The edges of files that the change added or modified which the same file, under its old name if
 * it was moved within its group, did not have. */
int graph_view_added(struct graph_view *view, struct graph_meter *meter, struct graph_places *edges,
		     struct error *err) MUST_CHECK;
/* A shortest way; empty when there is none, or FROM is TO. */
int graph_view_path(struct graph_view *view, uint32_t from, uint32_t to, struct graph_meter *meter,
		    struct graph_places *edges, struct error *err) MUST_CHECK;
/* The units that UNIT leads to in any number of steps or, BACKWARD, that lead to it; by name. */
int
graph_view_reach(struct graph_view *view, uint32_t unit, bool backward, struct graph_meter *meter,
		 struct graph_units *units, struct error *err) MUST_CHECK;

/* How many cycles an answer names at the most. */
enum { GRAPH_CYCLES_MAX = 1000 };
/* Cycles, such that every edge that lies on some cycle lies on one of them, as far as
 * GRAPH_CYCLES_MAX goes; each begins with the first edge that none before it has. ADDED: as much of
 * the edges that the change brought, whichever file's they are: a file that comes or goes decides
 * where the imports of others lead. Then only what the changed files lead to is read. */
int graph_view_cycles(struct graph_view *view, bool added, struct graph_meter *meter,
		      struct graph_cycles *cycles, struct error *err) MUST_CHECK;
void graph_cycles_release(struct graph_cycles *cycles);

/* Files that the change added or modified and that cannot be read to their end; of FILES, only the
 * nodes say something. */
int graph_view_partial(struct graph_view *view, struct graph_meter *meter,
		       struct graph_places *files, struct error *err) MUST_CHECK;

#endif
