#include "config.h"

#include "graph/view_impl.h"

#include "base/path.h"

/* Rates, in instructions; measured, as those of lua/budget.h are. */
enum {
	WORK_OF_READ = 1000, /* a look into the object store */
	BYTES_LEXED_PER_WORK = 2,
};

int
meter_work(struct graph_meter *meter, uint64_t work, struct error *err)
{
	if (work > meter->work) {
		meter->spent = LIMIT_INSTRUCTIONS;
		return error_set(err, ERROR_LIMIT, "the graph takes too much work");
	}
	meter->work -= work;
	return 0;
}

int
meter_memory(struct graph_meter *meter, uint64_t bytes, struct error *err)
{
	if (bytes > meter->memory) {
		meter->spent = LIMIT_MEMORY;
		return error_set(err, ERROR_LIMIT, "the graph takes too much memory");
	}
	meter->memory -= bytes;
	return 0;
}

static int
meter_read(struct graph_meter *meter, uint64_t bytes, struct error *err)
{
	if (bytes > meter->read_bytes) {
		meter->spent = LIMIT_READ_BYTES;
		return error_set(err, ERROR_LIMIT, "the graph reads too much");
	}
	meter->read_bytes -= bytes;
	return meter_work(meter, WORK_OF_READ + bytes / BYTES_LEXED_PER_WORK, err);
}

/* A file that is too large has no edges, or spends the limit. */
static int
large_pass(const struct graph_node *node, uint64_t size, struct graph_meter *meter,
	   struct error *err)
{
	meter->skipped++;
	if (meter->skip_large)
		return 0;
	meter->spent = LIMIT_BLOB_BYTES;
	meter->large = node->name;
	meter->large_size = size;
	return error_set(err, ERROR_LIMIT, "a file of the graph is too large");
}

static int
load(struct paid_graph *paid, uint32_t node, struct graph_meter *meter, struct error *err)
{
	if (graph_load(paid->graph, node, meter->work, err) < 0) {
		if (err->code == ERROR_LIMIT)
			meter->spent = LIMIT_INSTRUCTIONS;
		return -1;
	}
	if (meter_work(meter, paid_node(paid, node)->work, err) < 0)
		return -1;
	return meter_memory(meter, paid_node(paid, node)->n_edges * sizeof(struct graph_edge), err);
}

static void
paid_reserve(struct paid_graph *paid, uint32_t node)
{
	while (paid->paid.len <= node)
		vec_push(&paid->paid, false);
}

int
paid_read(struct paid_graph *paid, uint32_t node, struct graph_meter *meter, struct error *err)
{
	uint64_t size;

	paid_reserve(paid, node);
	if (paid->paid.items[node])
		return 0;
	if (graph_size(paid->graph, node, &size, err) < 0)
		return -1;
	paid->paid.items[node] = true;
	if (size > meter->blob_max)
		return large_pass(paid_node(paid, node), size, meter, err);
	return meter_read(meter, size, err) < 0 ? -1 : load(paid, node, meter, err);
}

static uint32_t
group_number(struct graph_view *view, struct bytes name)
{
	void **place = map_find(&view->groups, name);
	struct unit *unit;

	if (place)
		return (uint32_t)((uintptr_t)*place - 1);
	unit = vec_add(&view->units);
	*unit = (struct unit){ .name = arena_copy(&view->arena, name) };
	*map_put(&view->groups, unit->name) = (void *)(uintptr_t)view->units.len;
	return (uint32_t)view->units.len - 1;
}

static int
units_find(struct graph_view *view, struct graph_meter *meter, struct error *err)
{
	const struct graph *graph = view->now.graph;

	for (uint32_t i = 0; i < graph_n_files(graph); i++) {
		struct bytes path = graph_node(graph, i)->name;
		struct bytes group;

		if (meter_work(meter, view_work_of_match(view->options, path), err) < 0)
			return -1;
		view->unit_of[i] = GRAPH_NONE;
		if (!view_is_about(view->options, path))
			continue;
		group = view->grouped ? view_group_name(view->options, path) : BYTES_NONE;
		if (!view->grouped)
			view->unit_of[i] = i;
		else if (group.data)
			view->unit_of[i] = group_number(view, group);
	}
	return 0;
}

/* Gives each group the list of its files. */
static void
members_find(struct graph_view *view)
{
	size_t n = graph_n_files(view->now.graph);
	uint32_t *files = arena_new_array(&view->arena, uint32_t, n + 1);
	size_t used = 0;

	for (size_t i = 0; i < n; i++) {
		if (view->unit_of[i] != GRAPH_NONE)
			view->units.items[view->unit_of[i]].n_files++;
	}
	for (size_t i = 0; i < view->units.len; i++) {
		view->units.items[i].files = files + used;
		used += view->units.items[i].n_files;
		view->units.items[i].n_files = 0;
	}
	for (uint32_t i = 0; i < n; i++) {
		struct unit *unit;

		if (view->unit_of[i] == GRAPH_NONE)
			continue;
		unit = &view->units.items[view->unit_of[i]];
		((uint32_t *)(uintptr_t)unit->files)[unit->n_files++] = i;
	}
}

static int
view_fill(struct graph_view *view, struct graph_meter *meter, struct error *err)
{
	const struct graph *now = view->now.graph, *base = view->base.graph;
	size_t n = graph_n_files(now);

	if (meter_memory(meter, n * (2 * sizeof(uint32_t) + sizeof(struct unit)), err) < 0 ||
	    meter_read(meter, graph_read_bytes(now) + graph_read_bytes(base), err) < 0)
		return -1;
	view->unit_of = arena_new_array(&view->arena, uint32_t, n + 1);
	if (units_find(view, meter, err) < 0)
		return -1;
	if (view->grouped)
		members_find(view);
	return 0;
}

int
graph_view_new(struct graph *graph, struct graph *base, const struct change_list *changes,
	       const struct graph_options *options, struct graph_meter *meter,
	       struct graph_view **made, struct error *err)
{
	struct graph_view *view = memory_calloc(1, sizeof(*view));

	view->now.graph = graph_hold(graph);
	view->base.graph = graph_hold(base);
	view->changes = changes;
	view->options = options;
	view->grouped = options->folders.len || options->n_groups;
	arena_init(&view->arena);
	if (view_fill(view, meter, err) < 0) {
		graph_view_free(view);
		return -1;
	}
	*made = view;
	return 0;
}

void
graph_view_free(struct graph_view *view)
{
	if (!view)
		return;
	graph_release(view->now.graph);
	graph_release(view->base.graph);
	vec_release(&view->now.paid);
	vec_release(&view->base.paid);
	vec_release(&view->units);
	map_release(&view->groups);
	map_release(&view->base_groups);
	map_release(&view->moved_to);
	map_release(&view->moved_from);
	map_release(&view->entered);
	arena_release(&view->arena);
	free(view);
}

const struct graph_node *
graph_view_node(const struct graph_view *view, uint32_t node)
{
	return paid_node(&view->now, node);
}

uint32_t
view_unit(const struct graph_view *view, uint32_t node)
{
	if (node < graph_n_files(view->now.graph))
		return view->unit_of[node];
	return view->grouped ? (uint32_t)GRAPH_NONE : node;
}

uint32_t
graph_view_find(const struct graph_view *view, struct bytes name)
{
	uintptr_t number;
	uint32_t node;

	if (view->grouped) {
		number = (uintptr_t)map_get(&view->groups, name);
		return number ? (uint32_t)(number - 1) : (uint32_t)GRAPH_NONE;
	}
	node = graph_find(view->now.graph, name);
	return node == GRAPH_NONE ? node : view_unit(view, node);
}

struct bytes
graph_view_name(const struct graph_view *view, uint32_t unit)
{
	return view->grouped ? view->units.items[unit].name : paid_node(&view->now, unit)->name;
}

uint32_t
graph_view_from(const struct graph_view *view, struct graph_place place)
{
	return view_unit(view, place.node);
}
