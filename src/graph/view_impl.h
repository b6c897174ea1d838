#ifndef WRIT_GRAPH_VIEW_IMPL_H
#define WRIT_GRAPH_VIEW_IMPL_H

/* The inside of a view, for the files of this folder. */

#include "base/map.h"
#include "graph/view.h"

struct unit {
	/* The first edge to each other unit, by file and place. */
	const struct graph_place *steps;
	uint32_t n_steps;
	bool known;
	/* With groups: its name, and its files in byte order. */
	struct bytes name;
	const uint32_t *files;
	uint32_t n_files;
};

/* A graph as one view pays for it. */
struct paid_graph {
	struct graph *graph;
	VEC(bool) paid; /* for each node */
};

struct graph_view {
	struct paid_graph now, base;
	const struct change_list *changes;
	const struct graph_options *options;
	bool grouped;
	struct arena arena;
	VEC(struct unit) units; /* without groups: for each node */
	uint32_t *unit_of;      /* for each file; GRAPH_NONE: it is left out */
	struct map groups;      /* name -> its unit and 1 */
	struct map base_groups; /* the names of those before, see view_places_alike */
	bool base_groups_known;
	/* Of a group, the one other that its files moved to or from, see view_group_before. */
	struct map moved_to, moved_from;
	bool moves_known;
	/* The files where an edge that the change brought begins or ends, see touched.c. */
	bool *touched;
	bool touched_known;
	struct map entered; /* folders that a file came into -> the first struct change */
};

/* Takes WORK off the meter; -1 with ERROR_LIMIT when less is left. */
int meter_work(struct graph_meter *meter, uint64_t work, struct error *err) MUST_CHECK;
int meter_memory(struct graph_meter *meter, uint64_t bytes, struct error *err) MUST_CHECK;
/* Lets the edges of NODE be looked at: reads and pays for them the first time. */
int paid_read(struct paid_graph *paid, uint32_t node, struct graph_meter *meter,
	      struct error *err) MUST_CHECK;

static inline const struct graph_node *
paid_node(const struct paid_graph *paid, uint32_t node)
{
	return graph_node(paid->graph, node);
}

/* groups.c: whether the view is about PATH at all, and the name of its group; data is NULL for
 * none. */
bool view_is_about(const struct graph_options *options, struct bytes path);
struct bytes view_group_name(const struct graph_options *options, struct bytes path);
/* What both take together. */
uint64_t view_work_of_match(const struct graph_options *options, struct bytes path);
/* Whether the view is about both BEFORE, a path of the tree before, and NOW, and where it has
 * groups they are of one, or of one that moved as a whole. */
int view_places_alike(struct graph_view *view, struct bytes before, struct bytes now,
		      struct graph_meter *meter, bool *alike, struct error *err) MUST_CHECK;
/* The group that NOW was before, when it is new and all files that moved there are of one that is
 * gone, and went nowhere else; data is NULL for none. */
int view_group_before(struct graph_view *view, struct bytes now, struct graph_meter *meter,
		      struct bytes *before, struct error *err) MUST_CHECK;
/* The unit of NODE, GRAPH_NONE for a file that is left out. */
uint32_t view_unit(const struct graph_view *view, uint32_t node);
/* The steps of UNIT; they live as long as the view. */
int view_steps(struct graph_view *view, uint32_t unit, struct graph_meter *meter,
	       const struct graph_place **steps, size_t *n, struct error *err) MUST_CHECK;
bool view_wants(const struct graph_view *view, enum import_kind kind);

typedef int edge_visitor(void *ctx, struct graph_place edge, struct error *err);
/* Calls VISIT for each edge of NODE that leads to another unit; where it leads to a folder whose
 * files are in several groups, for each of these. */
int view_each(struct graph_view *view, uint32_t node, struct graph_meter *meter,
	      edge_visitor *visit, void *ctx, struct error *err) MUST_CHECK;

typedef bool view_filter(const void *ctx, uint32_t unit);
/* search.c: graph_view_path through units that MAY lets pass (NULL: all). */
int
view_way(struct graph_view *view, uint32_t from, uint32_t to, view_filter *may, const void *may_ctx,
	 struct graph_meter *meter, struct graph_places *edges, struct error *err) MUST_CHECK;

/* touched.c: finds VIEW->touched and VIEW->entered. */
int view_touch(struct graph_view *view, struct graph_meter *meter, struct error *err) MUST_CHECK;
/* Whether EDGE may be one that the change brought, as one of its ends is touched. */
bool view_touches(const struct graph_view *view, struct graph_place edge);
/* Whether the file NODE is of another folder than before, which did not move as a whole. */
bool view_came_in(struct graph_view *view, uint32_t node);
/* The folder of PATH, as graphs call it: "." for the root. */
struct bytes view_folder_of(struct bytes path);
/* BEFORE, when all of that folder is in NOW, which was none; else data is NULL. */
struct bytes view_folder_before(struct graph_view *view, struct bytes before, struct bytes now);
/* added.c: what the change did to PATH; NULL for nothing. */
const struct change *view_change_of(const struct graph_view *view, struct bytes path);
/* Whether EDGE was not there before. */
int view_is_added(struct graph_view *view, struct graph_place edge, struct graph_meter *meter,
		  bool *added, struct error *err) MUST_CHECK;

#endif
