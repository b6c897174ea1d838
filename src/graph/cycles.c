#include "config.h"

#include "graph/view_impl.h"

#include <stdlib.h>

/*
 * Cycles: the strongly connected components of a view (R. Tarjan, Depth-first search and linear
 * graph algorithms, 1972), without recursion, from where a cycle may be; then, for each edge within
 * one, a shortest way back.
 */

struct visit {
	uint32_t order, low; /* order from 1; 0: not visited */
	uint32_t component;  /* from 1; 0: in none that is finished */
};

/* A unit on the way down, and the step that it is at. */
struct frame {
	uint32_t unit;
	size_t step;
};

struct tarjan {
	struct graph_view *view;
	struct graph_meter *meter;
	VEC(struct visit) visits; /* for each unit */
	VEC(struct frame) frames;
	VEC(uint32_t) stack; /* visited, in no component yet */
	uint32_t n_visited, n_components;
	VEC(uint32_t) members; /* units of components of more than one, these behind one another */
};

static struct visit *
visit_of(struct tarjan *tarjan, uint32_t unit)
{
	while (tarjan->visits.len <= unit)
		vec_push(&tarjan->visits, ((struct visit){ 0, 0, 0 }));
	return &tarjan->visits.items[unit];
}

static void
enter(struct tarjan *tarjan, uint32_t unit)
{
	struct visit *visit = visit_of(tarjan, unit);

	visit->order = visit->low = ++tarjan->n_visited;
	vec_push(&tarjan->frames, ((struct frame){ unit, 0 }));
	vec_push(&tarjan->stack, unit);
}

/* UNIT is the first of its component: takes it off the stack. */
static void
component_close(struct tarjan *tarjan, uint32_t unit)
{
	bool alone = tarjan->stack.items[tarjan->stack.len - 1] == unit;
	uint32_t member;

	tarjan->n_components++;
	do {
		member = tarjan->stack.items[--tarjan->stack.len];
		visit_of(tarjan, member)->component = tarjan->n_components;
		if (!alone)
			vec_push(&tarjan->members, member);
	} while (member != unit);
}

static void
leave(struct tarjan *tarjan)
{
	uint32_t unit = tarjan->frames.items[--tarjan->frames.len].unit;
	uint32_t low = visit_of(tarjan, unit)->low;

	if (low == visit_of(tarjan, unit)->order)
		component_close(tarjan, unit);
	if (tarjan->frames.len) {
		struct visit *above =
			visit_of(tarjan, tarjan->frames.items[tarjan->frames.len - 1].unit);

		if (low < above->low)
			above->low = low;
	}
}

/* One more step of the unit on top. */
static int
advance(struct tarjan *tarjan, struct error *err)
{
	struct frame *frame = &tarjan->frames.items[tarjan->frames.len - 1];
	const struct graph_place *steps;
	struct visit *to;
	uint32_t unit = frame->unit;
	size_t n;

	if (frame->step == 0) {
		if (view_steps(tarjan->view, unit, tarjan->meter, &steps, &n, err) < 0)
			return -1;
	} else {
		steps = tarjan->view->units.items[unit].steps;
		n = tarjan->view->units.items[unit].n_steps;
	}
	if (frame->step == n) {
		leave(tarjan);
		return 0;
	}
	to = visit_of(tarjan, steps[frame->step].to);
	if (to->order == 0) {
		uint32_t next = steps[frame->step++].to;

		enter(tarjan, next);
		return 0;
	}
	frame->step++;
	if (to->component == 0 && to->order < visit_of(tarjan, unit)->low)
		visit_of(tarjan, unit)->low = to->order;
	return 0;
}

static int
components_from(struct tarjan *tarjan, uint32_t unit, struct error *err)
{
	if (visit_of(tarjan, unit)->order)
		return 0;
	enter(tarjan, unit);
	while (tarjan->frames.len) {
		if (advance(tarjan, err) < 0)
			return -1;
	}
	return 0;
}

/* Where cycles may be: at all units, or at those of files that the change touches. */
static int
components_find(struct tarjan *tarjan, bool added, struct error *err)
{
	struct graph_view *view = tarjan->view;
	size_t n = graph_n_files(view->now.graph);

	if (added && view_touch(view, tarjan->meter, err) < 0)
		return -1;
	for (uint32_t i = 0; i < n; i++) {
		uint32_t unit = view_unit(view, i);

		if (unit == GRAPH_NONE || (added && !view->touched[i]))
			continue;
		if (components_from(tarjan, unit, err) < 0)
			return -1;
	}
	return meter_memory(tarjan->meter, tarjan->visits.len * sizeof(struct visit), err);
}

/* Edges within components, each of which is on a cycle. */
struct candidates {
	struct tarjan *tarjan;
	bool added;
	struct graph_places edges;
};

static bool
in_component(const struct tarjan *tarjan, uint32_t a, uint32_t b)
{
	return a < tarjan->visits.len && b < tarjan->visits.len &&
	       tarjan->visits.items[a].component &&
	       tarjan->visits.items[a].component == tarjan->visits.items[b].component;
}

static int
candidate_add(void *ctx, struct graph_place edge, struct error *err)
{
	struct candidates *candidates = ctx;
	struct graph_view *view = candidates->tarjan->view;
	const struct graph_node *node = graph_view_node(view, edge.node);
	uint32_t to = node->edges[edge.edge].to;
	bool wanted = true;

	if (!in_component(candidates->tarjan, graph_view_from(view, edge), edge.to))
		return 0;
	if (candidates->added) {
		if (!view->touched[edge.node] &&
		    !(to < graph_n_files(view->now.graph) && view->touched[to]))
			return 0;
		if (view_is_added(view, edge, candidates->tarjan->meter, &wanted, err) < 0)
			return -1;
	}
	if (wanted)
		vec_push(&candidates->edges, edge);
	return 0;
}

/* Of all edges of UNIT, or, where it is not about what was added, of the first to each other. */
static int
candidates_of(struct candidates *candidates, uint32_t unit, struct error *err)
{
	struct tarjan *tarjan = candidates->tarjan;
	struct graph_view *view = tarjan->view;
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
		return view_each(view, unit, tarjan->meter, candidate_add, candidates, err);
	for (uint32_t i = 0; i < view->units.items[unit].n_files; i++) {
		if (view_each(view, view->units.items[unit].files[i], tarjan->meter, candidate_add,
			      candidates, err) < 0)
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
	const struct tarjan *tarjan;
	uint32_t unit;
};

static bool
is_in(const void *ctx, uint32_t unit)
{
	const struct component *component = ctx;

	return in_component(component->tarjan, component->unit, unit);
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
	struct tarjan *tarjan = candidates->tarjan;
	uint32_t from = graph_view_from(tarjan->view, edge);
	struct component component = { tarjan, from };
	size_t start = cycles->places.len;

	vec_push(&cycles->places, edge);
	if (view_way(tarjan->view, edge.to, from, is_in, &component, tarjan->meter, &cycles->places,
		     err) < 0)
		return -1;
	vec_push(&cycles->ends, cycles->places.len);
	return meter_memory(tarjan->meter, (cycles->places.len - start) * sizeof(edge), err);
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
	const struct tarjan *tarjan = candidates->tarjan;

	for (size_t i = 0; i < tarjan->members.len; i++) {
		if (candidates_of(candidates, tarjan->members.items[i], err) < 0)
			return -1;
	}
	return meter_memory(tarjan->meter, candidates->edges.len * sizeof(struct graph_place), err);
}

int
graph_view_cycles(struct graph_view *view, bool added, struct graph_meter *meter,
		  struct graph_cycles *cycles, struct error *err)
{
	struct tarjan tarjan = { .view = view, .meter = meter };
	struct candidates candidates = { &tarjan, added, { NULL, 0, 0 } };
	int result = components_find(&tarjan, added, err);

	if (result == 0)
		result = candidates_find(&candidates, err);
	if (result == 0)
		result = cycles_find(&candidates, cycles, err);
	vec_release(&candidates.edges);
	vec_release(&tarjan.visits);
	vec_release(&tarjan.frames);
	vec_release(&tarjan.stack);
	vec_release(&tarjan.members);
	return result;
}

void
graph_cycles_release(struct graph_cycles *cycles)
{
	vec_release(&cycles->places);
	vec_release(&cycles->ends);
}
