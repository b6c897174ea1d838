#include "config.h"

#include "graph/view_impl.h"

#include <stdlib.h>

/*
 * Ways through a view, breadth first: each unit is looked at once.
 */

/* How a unit was come to: by an edge, in the order in which units were found. */
struct found {
	uint32_t unit;
	size_t from; /* the one before, among the found */
	struct graph_place by;
};

struct search {
	VEC(struct found) queue;
	VEC(bool) seen;   /* units */
	view_filter *may; /* NULL: every unit */
	const void *may_ctx;
};

static bool
search_add(struct search *search, uint32_t unit, size_t from, struct graph_place by)
{
	while (search->seen.len <= unit)
		vec_push(&search->seen, false);
	if (search->seen.items[unit] || (search->may && !search->may(search->may_ctx, unit)))
		return false;
	search->seen.items[unit] = true;
	vec_push(&search->queue, ((struct found){ unit, from, by }));
	return true;
}

static void
search_release(struct search *search)
{
	vec_release(&search->queue);
	vec_release(&search->seen);
}

/* Looks on from FROM until TO is found (GRAPH_NONE: all there is); *AT is its place in the queue.
 */
static int
search_run(struct graph_view *view, struct search *search, uint32_t from, uint32_t to,
	   struct graph_meter *meter, size_t *at, struct error *err)
{
	const struct graph_place none = { GRAPH_NONE, 0, 0 };

	*at = SIZE_MAX;
	search_add(search, from, SIZE_MAX, none);
	for (size_t i = 0; i < search->queue.len; i++) {
		const struct graph_place *steps;
		size_t n;

		if (view_steps(view, search->queue.items[i].unit, meter, &steps, &n, err) < 0)
			return -1;
		for (size_t k = 0; k < n; k++) {
			if (!search_add(search, steps[k].to, i, steps[k]) || steps[k].to != to)
				continue;
			*at = search->queue.len - 1;
			return 0;
		}
	}
	return meter_memory(meter, search->queue.len * sizeof(struct found), err);
}

/* The way to place AT of the queue, in its order. */
static void
way_add(const struct search *search, size_t at, struct graph_places *edges)
{
	size_t n = 0;

	for (size_t i = at; search->queue.items[i].from != SIZE_MAX;
	     i = search->queue.items[i].from)
		n++;
	for (size_t i = 0; i < n; i++)
		(void)vec_add(edges);
	for (size_t i = 0; i < n; i++, at = search->queue.items[at].from)
		edges->items[edges->len - 1 - i] = search->queue.items[at].by;
}

int
view_way(struct graph_view *view, uint32_t from, uint32_t to, view_filter *may, const void *may_ctx,
	 struct graph_meter *meter, struct graph_places *edges, struct error *err)
{
	struct search search = { VEC_INIT, VEC_INIT, may, may_ctx };
	size_t at;
	int result;

	if (from == to)
		return 0;
	result = search_run(view, &search, from, to, meter, &at, err);
	if (result == 0 && at != SIZE_MAX)
		way_add(&search, at, edges);
	search_release(&search);
	return result;
}

int
graph_view_path(struct graph_view *view, uint32_t from, uint32_t to, struct graph_meter *meter,
		struct graph_places *edges, struct error *err)
{
	return view_way(view, from, to, NULL, NULL, meter, edges, err);
}

/* Who leads to whom, the other way round: for each unit, those that lead to it. */
struct reversed {
	size_t *starts; /* into sources, one more than there are units */
	uint32_t *sources;
	size_t n_units;
};

static int
all_steps(struct graph_view *view, struct graph_meter *meter, struct graph_places *all,
	  struct error *err)
{
	size_t n_units = view->grouped ? view->units.len : graph_n_files(view->now.graph);

	for (uint32_t unit = 0; unit < n_units; unit++) {
		const struct graph_place *steps;
		size_t n;

		if (!view->grouped && view_unit(view, unit) == GRAPH_NONE)
			continue;
		if (view_steps(view, unit, meter, &steps, &n, err) < 0)
			return -1;
		for (size_t i = 0; i < n; i++)
			vec_push(all, ((struct graph_place){ unit, 0, steps[i].to }));
		if (meter_memory(meter, n * sizeof(*all->items), err) < 0)
			return -1;
		if (!view->grouped) /* folders that turned up meanwhile */
			n_units = graph_n_nodes(view->now.graph);
	}
	return 0;
}

static void
reversed_build(struct reversed *reversed, const struct graph_places *all, size_t n_units)
{
	size_t *at = memory_calloc(n_units + 2, sizeof(*at));

	reversed->n_units = n_units;
	reversed->sources = memory_calloc(all->len + 1, sizeof(*reversed->sources));
	for (size_t i = 0; i < all->len; i++)
		at[all->items[i].to + 2]++;
	for (size_t i = 2; i < n_units + 2; i++)
		at[i] += at[i - 1];
	for (size_t i = 0; i < all->len; i++)
		reversed->sources[at[all->items[i].to + 1]++] = all->items[i].node;
	reversed->starts = at;
}

static void
reversed_run(const struct reversed *reversed, struct search *search, uint32_t from)
{
	const struct graph_place none = { GRAPH_NONE, 0, 0 };

	search_add(search, from, SIZE_MAX, none);
	for (size_t i = 0; i < search->queue.len; i++) {
		uint32_t unit = search->queue.items[i].unit;

		for (size_t k = reversed->starts[unit]; k < reversed->starts[unit + 1]; k++)
			search_add(search, reversed->sources[k], i, none);
	}
}

static int
reach_backward(struct graph_view *view, struct search *search, uint32_t unit,
	       struct graph_meter *meter, struct error *err)
{
	struct graph_places all = { NULL, 0, 0 };
	struct reversed reversed = { NULL, NULL, 0 };
	int result = all_steps(view, meter, &all, err);
	size_t n_units = view->grouped ? view->units.len : graph_n_nodes(view->now.graph);

	if (result == 0)
		result = meter_memory(meter, n_units * 2 * sizeof(size_t), err);
	if (result == 0) {
		reversed_build(&reversed, &all, n_units);
		reversed_run(&reversed, search, unit);
	}
	free(reversed.starts);
	free(reversed.sources);
	vec_release(&all);
	return result;
}

static int
name_compare(const void *a, const void *b, void *view)
{
	return bytes_compare(graph_view_name(view, *(const uint32_t *)a),
			     graph_view_name(view, *(const uint32_t *)b));
}

int
graph_view_reach(struct graph_view *view, uint32_t unit, bool backward, struct graph_meter *meter,
		 struct graph_units *units, struct error *err)
{
	struct search search = { VEC_INIT, VEC_INIT, NULL, NULL };
	size_t at;
	int result;

	if (backward)
		result = reach_backward(view, &search, unit, meter, err);
	else
		result = search_run(view, &search, unit, GRAPH_NONE, meter, &at, err);
	for (size_t i = 1; result == 0 && i < search.queue.len; i++)
		vec_push(units, search.queue.items[i].unit);
	if (units->len)
		qsort_r(units->items, units->len, sizeof(*units->items), name_compare, view);
	search_release(&search);
	return result;
}
