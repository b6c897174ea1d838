#include "config.h"

#include "graph/view_impl.h"

#include "base/path.h"

/*
 * Where an edge that the change brought may begin or end.
 */

/* Folders above a file that is gone in which another may stand in for it. */
enum { FRONTS_MAX = 2 };

struct bytes
view_folder_of(struct bytes path)
{
	struct bytes folder = path_folder(path);

	return folder.len ? folder : BYTES(".");
}

struct bytes
view_folder_before(struct graph_view *view, struct bytes before, struct bytes now)
{
	bool whole = graph_folder(view->now.graph, before) == GRAPH_NONE &&
		     graph_folder(view->base.graph, now) == GRAPH_NONE;

	return whole ? before : BYTES_NONE;
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
	void **place = map_put(&view->entered, view_folder_of(change->path->name));

	if (!*place)
		*place = (void *)(uintptr_t)change;
}

/* Whether CHANGE may decide where the imports of any file lead. */
static bool
moves_names(const struct graph_view *view, const struct change *change)
{
	struct bytes path = change->path->name;

	return graph_is_manifest(path) || graph_goes_by(view->now.graph, path) ||
	       graph_goes_by(view->base.graph, path) || change->now.kind == ENTRY_SYMLINK ||
	       change->before.kind == ENTRY_SYMLINK;
}

static int
touch_changes(struct graph_view *view, struct map *gone, bool *everything,
	      struct graph_meter *meter, struct error *err)
{
	for (size_t i = 0; i < view->changes->len; i++) {
		const struct change *change = &view->changes->items[i];
		struct bytes path = change->path->name;
		uint32_t node = graph_find(view->now.graph, path);

		*everything |= moves_names(view, change);
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
	struct bytes path = paid_node(&view->now, node)->name, now = view_folder_of(path), before;
	const struct change *change = view_change_of(view, path);

	if (!change || !change->renamed_from)
		return false;
	before = view_folder_of(change->renamed_from->name);
	return !bytes_equal(before, now) && !view_folder_before(view, before, now).data;
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
