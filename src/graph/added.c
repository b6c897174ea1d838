#include "config.h"

#include "graph/view_impl.h"

#include <stdlib.h>

#include "base/path.h"

/*
 * What the change brought: edges that the tree before had not.
 */

const struct change *
view_change_of(const struct graph_view *view, struct bytes path)
{
	size_t low = 0, high = view->changes->len;

	while (low < high) {
		size_t middle = low + (high - low) / 2;
		int order = bytes_compare(view->changes->items[middle].path->name, path);

		if (order == 0)
			return &view->changes->items[middle];
		if (order < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return NULL;
}

/* The name that PATH had before if its group moved as a whole, a folder with it; else its own. */
static int
name_in_group(struct graph_view *view, struct bytes path, struct graph_meter *meter,
	      struct bytes *old, struct error *err)
{
	struct bytes group, before;

	*old = path;
	if (!view->options->folders.len)
		return 0;
	if (meter_work(meter, view_work_of_match(view->options, path), err) < 0)
		return -1;
	group = view_group_name(view->options, path);
	if (!group.data)
		return 0;
	if (view_group_before(view, group, meter, &before, err) < 0)
		return -1;
	if (before.data)
		*old = arena_printf(&view->arena, "%.*s%.*s", BYTES_ARG(before),
				    BYTES_ARG(bytes_slice(path, group.len, path.len)));
	return 0;
}

/* The name that the folder PATH had before, by the first file that came into it. */
static struct bytes
old_folder(struct graph_view *view, struct bytes path)
{
	const struct change *change = map_get(&view->entered, path);
	struct bytes before = BYTES_NONE;

	if (change && change->renamed_from)
		before = view_folder_before(view, view_folder_of(change->renamed_from->name), path);
	return before.data ? before : path;
}

/* The name that PATH had before; its own when it was not moved. */
static int
old_name(struct graph_view *view, struct bytes path, struct graph_meter *meter, struct bytes *old,
	 struct error *err)
{
	const struct change *change = view_change_of(view, path);

	*old = change ? path : old_folder(view, path);
	if (change && change->renamed_from)
		*old = change->renamed_from->name;
	else if (change && change->status == CHANGE_ADDED)
		return name_in_group(view, path, meter, old, err);
	return 0;
}

/* Whether the file OLD led to TO (its path now), by an import of a kind that counts. */
static int
was_there(struct graph_view *view, uint32_t old, struct bytes to, struct graph_meter *meter,
	  bool *was, struct error *err)
{
	const struct graph_node *node;
	struct bytes old_to;
	bool alike;

	*was = false;
	if (old_name(view, to, meter, &old_to, err) < 0 ||
	    view_places_alike(view, old_to, to, meter, &alike, err) < 0 ||
	    paid_read(&view->base, old, meter, err) < 0)
		return -1;
	node = paid_node(&view->base, old);
	if (meter_work(meter, 1 + node->n_edges, err) < 0)
		return -1;
	for (uint32_t i = 0; i < node->n_edges && !*was; i++) {
		const struct graph_edge *edge = &node->edges[i];
		struct bytes name;

		if (edge->to == GRAPH_NONE || !view_wants(view, edge->kind))
			continue;
		name = paid_node(&view->base, edge->to)->name;
		*was = bytes_equal(name, to) || (alike && bytes_equal(name, old_to));
	}
	return 0;
}

int
view_is_added(struct graph_view *view, struct graph_place place, struct graph_meter *meter,
	      bool *added, struct error *err)
{
	const struct graph_node *node = paid_node(&view->now, place.node);
	struct bytes to = paid_node(&view->now, node->edges[place.edge].to)->name;
	bool was = false, alike;
	struct bytes old_path;
	uint32_t old;

	if (old_name(view, node->name, meter, &old_path, err) < 0 ||
	    view_places_alike(view, old_path, node->name, meter, &alike, err) < 0)
		return -1;
	old = graph_find(view->base.graph, old_path);
	if (alike && old != GRAPH_NONE && was_there(view, old, to, meter, &was, err) < 0)
		return -1;
	*added = !was;
	return 0;
}

struct sieve {
	struct graph_view *view;
	struct graph_meter *meter;
	struct graph_places *edges;
};

static int
add_when_new(void *ctx, struct graph_place place, struct error *err)
{
	struct sieve *sieve = ctx;
	bool added;

	if (view_is_added(sieve->view, place, sieve->meter, &added, err) < 0)
		return -1;
	if (added)
		vec_push(sieve->edges, place);
	return 0;
}

/* Calls VISIT for each file of the view that the change added or modified. */
static int
changed_each(struct graph_view *view, edge_visitor *visit, void *ctx, struct error *err)
{
	for (size_t i = 0; i < view->changes->len; i++) {
		uint32_t node = graph_find(view->now.graph, view->changes->items[i].path->name);

		if (node < graph_n_files(view->now.graph) && view_unit(view, node) != GRAPH_NONE &&
		    visit(ctx, (struct graph_place){ node, 0, GRAPH_NONE }, err) < 0)
			return -1;
	}
	return 0;
}

static int
add_of_file(void *ctx, struct graph_place place, struct error *err)
{
	struct sieve *sieve = ctx;

	return view_each(sieve->view, place.node, sieve->meter, add_when_new, sieve, err);
}

int
graph_view_added(struct graph_view *view, struct graph_meter *meter, struct graph_places *edges,
		 struct error *err)
{
	struct sieve sieve = { view, meter, edges };

	return changed_each(view, add_of_file, &sieve, err);
}

static int
add_when_partial(void *ctx, struct graph_place place, struct error *err)
{
	struct sieve *sieve = ctx;
	struct graph_view *view = sieve->view;

	if (paid_read(&view->now, place.node, sieve->meter, err) < 0)
		return -1;
	if (paid_node(&view->now, place.node)->partial_line)
		vec_push(sieve->edges, place);
	return 0;
}

int
graph_view_partial(struct graph_view *view, struct graph_meter *meter, struct graph_places *files,
		   struct error *err)
{
	struct sieve sieve = { view, meter, files };

	return changed_each(view, add_when_partial, &sieve, err);
}
