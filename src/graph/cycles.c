#include "config.h"

#include "graph/components.h"

#include <stdlib.h>

#include "base/path.h"

/*
 * Cycles: within each component, for each edge a shortest way back.
 */

/* Where cycles may be: at all units, or at those of files that the change touches. */
static int
components_find(struct components *components, bool added, struct error *err)
{
	struct graph_view *view = components->view;
	size_t n = graph_n_files(view->now.graph);

	if (added && view_touch(view, components->meter, err) < 0)
		return -1;
	for (uint32_t i = 0; i < n; i++) {
		uint32_t unit = view_unit(view, i);

		if (unit == GRAPH_NONE || (added && !view->touched[i]))
			continue;
		if (components_from(components, unit, err) < 0)
			return -1;
	}
	return meter_memory(components->meter, components->visits.len * sizeof(struct visit), err);
}

/* Edges within components, each of which is on a cycle. */
struct candidates {
	struct components *components;
	bool added;
	struct graph_places edges;
};

/* Whether a folder leads to the file NODE, which came into it, and back. As that edge has no place,
 * the next one on the cycle stands for it. */
static bool
is_entered(const struct candidates *candidates, uint32_t node)
{
	struct graph_view *view = candidates->components->view;
	struct bytes folder = path_folder(graph_view_node(view, node)->name);
	uint32_t unit;

	if (view->grouped || !view_came_in(view, node))
		return false;
	unit = graph_find(view->now.graph, folder.len ? folder : BYTES("."));
	return unit != GRAPH_NONE && components_join(candidates->components, unit, node);
}

static int
candidate_add(void *ctx, struct graph_place edge, struct error *err)
{
	struct candidates *candidates = ctx;
	struct graph_view *view = candidates->components->view;
	bool wanted = true;

	if (!components_join(candidates->components, graph_view_from(view, edge), edge.to))
		return 0;
	if (candidates->added && !view_touches(view, edge))
		return 0;
	if (candidates->added && !is_entered(candidates, edge.node) &&
	    view_is_added(view, edge, candidates->components->meter, &wanted, err) < 0)
		return -1;
	if (wanted)
		vec_push(&candidates->edges, edge);
	return 0;
}

/* Of all edges of UNIT, or, where it is not about what was added, of the first to each other. */
static int
candidates_of(struct candidates *candidates, uint32_t unit, struct error *err)
{
	struct components *components = candidates->components;
	struct graph_view *view = components->view;
	const struct unit *self = &view->units.items[unit];

	if (!view->grouped && unit >= graph_n_files(view->now.graph))
		return 0; /* a folder: the import that leads there is on the same cycle */
	for (uint32_t i = 0; !candidates->added && i < self->n_steps; i++) {
		if (candidate_add(candidates, self->steps[i], err) < 0)
			return -1;
	}
	if (!candidates->added)
		return 0;
	if (!view->grouped)
		return view_each(view, unit, components->meter, candidate_add, candidates, err);
	for (uint32_t i = 0; i < view->units.items[unit].n_files; i++) {
		if (view_each(view, view->units.items[unit].files[i], components->meter,
			      candidate_add, candidates, err) < 0)
			return -1;
	}
	return 0;
}

static int
place_compare(const void *a, const void *b)
{
	const struct graph_place *x = a, *y = b;

	if (x->node != y->node)
		return x->node < y->node ? -1 : 1;
	if (x->edge != y->edge)
		return x->edge < y->edge ? -1 : 1;
	return x->to < y->to ? -1 : x->to > y->to;
}

struct component {
	const struct components *components;
	uint32_t unit;
};

static bool
is_in(const void *ctx, uint32_t unit)
{
	const struct component *component = ctx;

	return components_join(component->components, component->unit, unit);
}

/* Notes that the edges of the last cycle need no other. */
static void
cover(const struct graph_places *edges, bool *covered, const struct graph_cycles *cycles,
      size_t start)
{
	for (size_t i = start; i < cycles->places.len; i++) {
		const struct graph_place *found =
			bsearch(&cycles->places.items[i], edges->items, edges->len,
				sizeof(*edges->items), place_compare);

		if (found)
			covered[found - edges->items] = true;
	}
}

static int
cycle_add(struct candidates *candidates, struct graph_place edge, struct graph_cycles *cycles,
	  struct error *err)
{
	struct components *components = candidates->components;
	uint32_t from = graph_view_from(components->view, edge);
	struct component component = { components, from };
	size_t start = cycles->places.len;

	vec_push(&cycles->places, edge);
	if (view_way(components->view, edge.to, from, is_in, &component, components->meter,
		     &cycles->places, err) < 0)
		return -1;
	vec_push(&cycles->ends, cycles->places.len);
	return meter_memory(components->meter, (cycles->places.len - start) * sizeof(edge), err);
}

static int
cycles_find(struct candidates *candidates, struct graph_cycles *cycles, struct error *err)
{
	struct graph_places *edges = &candidates->edges;
	bool *covered = memory_calloc(edges->len + 1, sizeof(*covered));
	int result = 0;

	if (edges->len)
		qsort(edges->items, edges->len, sizeof(*edges->items), place_compare);
	for (size_t i = 0; result == 0 && i < edges->len; i++) {
		size_t start = cycles->places.len;

		if (covered[i])
			continue;
		if (cycles->ends.len == GRAPH_CYCLES_MAX)
			break;
		result = cycle_add(candidates, edges->items[i], cycles, err);
		if (result == 0)
			cover(edges, covered, cycles, start);
	}
	free(covered);
	return result;
}

static int
candidates_find(struct candidates *candidates, struct error *err)
{
	const struct components *components = candidates->components;

	for (size_t i = 0; i < components->members.len; i++) {
		if (candidates_of(candidates, components->members.items[i], err) < 0)
			return -1;
	}
	return meter_memory(components->meter, candidates->edges.len * sizeof(struct graph_place),
			    err);
}

int
graph_view_cycles(struct graph_view *view, bool added, struct graph_meter *meter,
		  struct graph_cycles *cycles, struct error *err)
{
	struct components components = { .view = view, .meter = meter };
	struct candidates candidates = { &components, added, { NULL, 0, 0 } };
	int result = components_find(&components, added, err);

	if (result == 0)
		result = candidates_find(&candidates, err);
	if (result == 0)
		result = cycles_find(&candidates, cycles, err);
	vec_release(&candidates.edges);
	components_release(&components);
	return result;
}

void
graph_cycles_release(struct graph_cycles *cycles)
{
	vec_release(&cycles->places);
	vec_release(&cycles->ends);
}
