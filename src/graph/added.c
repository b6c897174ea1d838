#include "config.h"

#include "graph/view_impl.h"

#include <stdlib.h>

#include "base/path.h"

/*
 * What the change brought: edges that the tree before had not.
 */

/* Folders above a file that is gone in which another may stand in for it. */
enum { FRONTS_MAX = 2 };

static const struct change *
change_of(const struct graph_view *view, struct bytes path)
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

/* As graphs call a folder. */
static struct bytes
folder_of(struct bytes path)
{
	struct bytes folder = path_folder(path);

	return folder.len ? folder : BYTES(".");
}

/* BEFORE, when all of that folder is in NOW, which was none; else data is NULL. */
static struct bytes
folder_before(struct graph_view *view, struct bytes before, struct bytes now)
{
	bool whole = graph_folder(view->now.graph, before) == GRAPH_NONE &&
		     graph_folder(view->base.graph, now) == GRAPH_NONE;

	return whole ? before : BYTES_NONE;
}

/* The name that the folder PATH had before, by the first file that came into it. */
static struct bytes
old_folder(struct graph_view *view, struct bytes path)
{
	const struct change *change = map_get(&view->entered, path);
	struct bytes before = BYTES_NONE;

	if (change && change->renamed_from)
		before = folder_before(view, folder_of(change->renamed_from->name), path);
	return before.data ? before : path;
}

/* The name that PATH had before; its own when it was not moved. */
static int
old_name(struct graph_view *view, struct bytes path, struct graph_meter *meter, struct bytes *old,
	 struct error *err)
{
	const struct change *change = change_of(view, path);

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

/* What an import calls a file: its name without the ending, or its folder's for the file that
 * stands for a folder. */
static struct bytes
stem(struct bytes path)
{
	static const char *const fronts[] = { "index", "__init__", "mod", "init", "lib" };
	struct bytes name = path_name(path);
	const char *dot = name.len ? memchr(name.data, '.', name.len) : NULL;

	if (dot)
		name.len = (size_t)(dot - name.data);
	for (size_t i = 0; i < ARRAY_SIZE(fronts); i++) {
		if (bytes_equal_string(name, fronts[i]))
			return path_name(path_folder(path));
	}
	return name;
}

/* Files that may be found in place of one that is gone. */
static int
touch_stand_ins(struct graph_view *view, const struct map *gone, struct graph_meter *meter,
		struct error *err)
{
	size_t n = graph_n_files(view->now.graph);

	if (gone->len == 0)
		return 0;
	for (uint32_t i = 0; i < n; i++) {
		if (map_get(gone, stem(paid_node(&view->now, i)->name)))
			view->touched[i] = true;
	}
	return meter_work(meter, n, err);
}

/* What stands in for a file that is gone: one of its stem, or the front of the package that it was
 * in. */
static void
gone_note(struct map *gone, struct bytes path)
{
	*map_put(gone, stem(path)) = gone;
	for (int i = 0; i < FRONTS_MAX && path_folder(path).len; i++) {
		path = path_folder(path);
		*map_put(gone, path_name(path)) = gone;
	}
}

static void
entered_note(struct graph_view *view, const struct change *change)
{
	void **place = map_put(&view->entered, folder_of(change->path->name));

	if (!*place)
		*place = (void *)(uintptr_t)change;
}

static int
touch_changes(struct graph_view *view, struct map *gone, bool *everything,
	      struct graph_meter *meter, struct error *err)
{
	for (size_t i = 0; i < view->changes->len; i++) {
		const struct change *change = &view->changes->items[i];
		struct bytes path = change->path->name;
		uint32_t node = graph_find(view->now.graph, path);

		*everything |= graph_is_manifest(path) || graph_goes_by(view->now.graph, path) ||
			       graph_goes_by(view->base.graph, path);
		if (node < graph_n_files(view->now.graph))
			view->touched[node] = true;
		if (change->status == CHANGE_DELETED)
			gone_note(gone, path);
		else if (change->status == CHANGE_ADDED)
			entered_note(view, change);
	}
	return meter_work(meter, view->changes->len, err);
}

bool
view_touches(const struct graph_view *view, struct graph_place edge)
{
	uint32_t to = paid_node(&view->now, edge.node)->edges[edge.edge].to;

	if (view->touched[edge.node])
		return true;
	if (to < graph_n_files(view->now.graph))
		return view->touched[to];
	return map_get(&view->entered, paid_node(&view->now, to)->name) != NULL;
}

bool
view_came_in(struct graph_view *view, uint32_t node)
{
	struct bytes path = paid_node(&view->now, node)->name, now = folder_of(path), before;
	const struct change *change = change_of(view, path);

	if (!change || !change->renamed_from)
		return false;
	before = folder_of(change->renamed_from->name);
	return !bytes_equal(before, now) && !folder_before(view, before, now).data;
}

int
view_touch(struct graph_view *view, struct graph_meter *meter, struct error *err)
{
	size_t n = graph_n_files(view->now.graph);
	struct map gone = MAP_INIT;
	bool everything = false;
	int result;

	if (view->touched_known)
		return 0;
	view->touched_known = true;
	view->touched = arena_new_array(&view->arena, bool, n + 1);
	result = touch_changes(view, &gone, &everything, meter, err);
	if (result == 0)
		result = touch_stand_ins(view, &gone, meter, err);
	map_release(&gone);
	if (everything)
		memset(view->touched, true, n);
	return result;
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
