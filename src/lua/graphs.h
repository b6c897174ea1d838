#ifndef WRIT_LUA_GRAPHS_H
#define WRIT_LUA_GRAPHS_H

/* Graphs, their edges and cycles as objects. */

#include "graph/view.h"
#include "lua/library.h"
#include "lua/objects.h"

/* What an edge is of: a view, and the tree that holds its files. */
struct graph_source {
	struct graph_view *view;
	struct tree_object tree;
};

/* graph_options.c: the options at argument 2, if any; they live as long as the policy. */
const struct graph_options *graph_options_read(lua_State *lua);

/* object_graph.c: what POLICY may still spend, and its bill after a question that gave RESULT: does
 * not return when that failed. */
struct graph_meter graph_meter(const struct policy *policy);
void graph_settle(struct policy *policy, const struct graph_meter *meter, int result,
		  const struct error *err);

/* object_edge.c: pushes a sequence of N edges, of cycles. */
void edges_push(lua_State *lua, const struct graph_source *source, const struct graph_place *places,
		size_t n);
void
cycles_push(lua_State *lua, const struct graph_source *source, const struct graph_cycles *cycles);
/* Reports the files of the change that cannot be read to their end: they may hold any edge. */
void graph_report_partial(lua_State *lua, const struct graph_source *source);

#endif
