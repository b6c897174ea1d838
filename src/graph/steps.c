#include "config.h"

#include "graph/view_impl.h"

/*
 * The edges of a view: of a file, of a unit, of all.
 */

bool
view_wants(const struct graph_view *view, enum import_kind kind)
{
	return !view->options->kinds || (view->options->kinds & 1u << kind);
}

/* The groups of the files of the folder that EDGE leads to, each once. */
static int
folder_each(struct graph_view *view, struct graph_place edge, uint32_t folder,
	    struct graph_meter *meter, edge_visitor *visit, void *ctx, struct error *err)
{
	const struct graph_node *node;
	uint32_t from = graph_view_from(view, edge), last = GRAPH_NONE;

	if (paid_read(&view->now, folder, meter, err) < 0)
		return -1;
	node = paid_node(&view->now, folder);
	if (meter_work(meter, node->n_edges, err) < 0)
		return -1;
	for (uint32_t i = 0; i < node->n_edges; i++) {
		edge.to = view_unit(view, node->edges[i].to);
		if (edge.to == GRAPH_NONE || edge.to == from || edge.to == last)
			continue;
		last = edge.to;
		if (visit(ctx, edge, err) < 0)
			return -1;
	}
	return 0;
}

int
view_each(struct graph_view *view, uint32_t node, struct graph_meter *meter, edge_visitor *visit,
	  void *ctx, struct error *err)
{
	size_t n_files = graph_n_files(view->now.graph);

	if (paid_read(&view->now, node, meter, err) < 0 ||
	    meter_work(meter, 1 + paid_node(&view->now, node)->n_edges, err) < 0)
		return -1;
	for (uint32_t i = 0; i < paid_node(&view->now, node)->n_edges; i++) {
		const struct graph_edge *edge = &paid_node(&view->now, node)->edges[i];
		struct graph_place place = { node, i, GRAPH_NONE };
		int result = 0;

		if (edge->to == GRAPH_NONE || !view_wants(view, edge->kind))
			continue;
		place.to = view_unit(view, edge->to);
		if (view->grouped && edge->to >= n_files)
			result = folder_each(view, place, edge->to, meter, visit, ctx, err);
		else if (place.to != GRAPH_NONE && place.to != view_unit(view, node))
			result = visit(ctx, place, err);
		if (result < 0)
			return -1;
	}
	return 0;
}

static int
gather(void *ctx, struct graph_place edge, struct error *err)
{
	struct graph_places *places = ctx;

	(void)err;
	vec_push(places, edge);
	return 0;
}

/* Keeps the first edge to each unit. */
static void
steps_keep(struct graph_view *view, uint32_t unit, const struct graph_places *edges)
{
	struct graph_place *kept =
		arena_new_array(&view->arena, struct graph_place, edges->len + 1);
	struct map seen = MAP_INIT;
	uint32_t n = 0;

	for (size_t i = 0; i < edges->len; i++) {
		const struct graph_place *edge = &edges->items[i];
		struct bytes key = { (const char *)&edge->to, sizeof(edge->to) };

		if (map_get(&seen, key))
			continue;
		*map_put(&seen, key) = kept;
		kept[n++] = *edge;
	}
	map_release(&seen);
	view->units.items[unit].steps = kept;
	view->units.items[unit].n_steps = n;
	view->units.items[unit].known = true;
}

static void
units_reserve(struct graph_view *view, uint32_t unit)
{
	while (view->units.len <= unit)
		vec_push(&view->units, ((struct unit){ .known = false }));
}

static int
unit_edges(struct graph_view *view, uint32_t unit, struct graph_meter *meter,
	   struct graph_places *edges, struct error *err)
{
	const struct unit *self = &view->units.items[unit];

	if (!view->grouped)
		return view_each(view, unit, meter, gather, edges, err);
	for (uint32_t i = 0; i < self->n_files; i++) {
		if (view_each(view, self->files[i], meter, gather, edges, err) < 0)
			return -1;
	}
	return 0;
}

int
view_steps(struct graph_view *view, uint32_t unit, struct graph_meter *meter,
	   const struct graph_place **steps, size_t *n, struct error *err)
{
	struct graph_places edges = VEC_INIT;
	int result = 0;

	units_reserve(view, unit);
	if (!view->units.items[unit].known) {
		result = unit_edges(view, unit, meter, &edges, err);
		if (result == 0)
			result = meter_memory(meter, edges.len * sizeof(struct graph_place), err);
		if (result == 0)
			steps_keep(view, unit, &edges);
		vec_release(&edges);
	}
	if (result < 0 || meter_work(meter, 1 + view->units.items[unit].n_steps, err) < 0)
		return -1;
	*steps = view->units.items[unit].steps;
	*n = view->units.items[unit].n_steps;
	return 0;
}

/* The imports of NODE that lead to nothing. */
static int
unresolved_add(struct graph_view *view, uint32_t node, struct graph_meter *meter,
	       struct graph_places *edges, struct error *err)
{
	const struct graph_node *self;

	if (paid_read(&view->now, node, meter, err) < 0)
		return -1;
	self = paid_node(&view->now, node);
	if (meter_work(meter, self->n_edges, err) < 0)
		return -1;
	for (uint32_t i = 0; i < self->n_edges; i++) {
		if (self->edges[i].to == GRAPH_NONE && view_wants(view, self->edges[i].kind))
			vec_push(edges, ((struct graph_place){ node, i, GRAPH_NONE }));
	}
	return 0;
}

int
graph_view_edges(struct graph_view *view, bool unresolved, struct graph_meter *meter,
		 struct graph_places *edges, struct error *err)
{
	for (uint32_t i = 0; i < graph_n_files(view->now.graph); i++) {
		size_t before = edges->len;
		int result = 0;

		if (view_unit(view, i) == GRAPH_NONE)
			continue;
		if (unresolved)
			result = unresolved_add(view, i, meter, edges, err);
		else
			result = view_each(view, i, meter, gather, edges, err);
		if (result < 0 ||
		    meter_memory(meter, (edges->len - before) * sizeof(*edges->items), err) < 0)
			return -1;
	}
	return 0;
}
