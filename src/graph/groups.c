#include "config.h"

#include "graph/view_impl.h"

/*
 * Which files a view is about, and which of them are one.
 */

enum {
	WORK_OF_FILE = 10, /* one more in a table */
	BYTES_MATCHED_PER_WORK = 8,
};

/* The shortest folder above PATH that is a group; data is NULL for none. */
static struct bytes
folder_group(const struct graph_options *options, struct bytes path)
{
	for (size_t i = 1; i < path.len; i++) {
		struct bytes folder = bytes_slice(path, 0, i);

		if (path.data[i] == '/' && pattern_list_matches(&options->folders, folder))
			return folder;
	}
	return BYTES_NONE;
}

struct bytes
view_group_name(const struct graph_options *options, struct bytes path)
{
	if (options->folders.len)
		return folder_group(options, path);
	for (size_t i = 0; i < options->n_groups; i++) {
		if (pattern_list_matches(&options->groups[i].files, path))
			return options->groups[i].name;
	}
	return BYTES_NONE;
}

bool
view_is_about(const struct graph_options *options, struct bytes path)
{
	return !options->files.len || pattern_list_matches(&options->files, path);
}

uint64_t
view_work_of_match(const struct graph_options *options, struct bytes path)
{
	size_t n_patterns = options->files.len, n_folders = 0;

	for (size_t i = 0; i < options->n_groups; i++)
		n_patterns += options->groups[i].files.len;
	for (size_t i = 0; options->folders.len && i < path.len; i++)
		n_folders += path.data[i] == '/';
	n_patterns += options->folders.len * n_folders;
	return WORK_OF_FILE + n_patterns * (1 + path.len / BYTES_MATCHED_PER_WORK);
}

/* The groups that the tree before had, found when it is asked for. */
static int
base_groups_find(struct graph_view *view, struct graph_meter *meter, struct error *err)
{
	const struct graph *base = view->base.graph;

	if (view->base_groups_known)
		return 0;
	view->base_groups_known = true;
	for (uint32_t i = 0; i < graph_n_files(base); i++) {
		struct bytes path = graph_node(base, i)->name;
		struct bytes name;

		if (meter_work(meter, view_work_of_match(view->options, path), err) < 0)
			return -1;
		if (!view_is_about(view->options, path))
			continue;
		name = view_group_name(view->options, path);
		if (name.data)
			*map_put(&view->base_groups, name) = view;
	}
	return 0;
}

/* Notes of GROUP the other one that its files moved from, or to; none when these are several. */
static void
other_note(struct graph_view *view, struct map *others, struct bytes group, struct bytes other)
{
	struct bytes *known = map_get(others, group);

	if (known) {
		if (!bytes_equal(*known, other))
			*known = BYTES_NONE;
		return;
	}
	known = arena_new(&view->arena, struct bytes);
	*known = other;
	*map_put(others, group) = known;
}

static int
moves_find(struct graph_view *view, struct graph_meter *meter, struct error *err)
{
	const struct graph_options *options = view->options;

	if (view->moves_known)
		return 0;
	view->moves_known = true;
	for (size_t i = 0; i < view->changes->len; i++) {
		const struct change *change = &view->changes->items[i];
		struct bytes before, now;

		if (!change->renamed_from)
			continue;
		if (meter_work(meter, 2 * view_work_of_match(options, change->path->name), err) < 0)
			return -1;
		before = view_group_name(options, change->renamed_from->name);
		now = view_group_name(options, change->path->name);
		if (!before.data || !now.data || bytes_equal(before, now))
			continue;
		other_note(view, &view->moved_to, before, now);
		other_note(view, &view->moved_from, now, before);
	}
	return base_groups_find(view, meter, err);
}

int
view_group_before(struct graph_view *view, struct bytes now, struct graph_meter *meter,
		  struct bytes *before, struct error *err)
{
	const struct bytes *from, *to;

	*before = BYTES_NONE;
	if (moves_find(view, meter, err) < 0)
		return -1;
	from = map_get(&view->moved_from, now);
	to = from && from->data ? map_get(&view->moved_to, *from) : NULL;
	if (to && to->data && graph_view_find(view, *from) == GRAPH_NONE &&
	    !map_get(&view->base_groups, now))
		*before = *from;
	return 0;
}

/* Whether they are one group, or one that has another name now as all of it moved. */
static int
groups_alike(struct graph_view *view, struct bytes before, struct bytes now,
	     struct graph_meter *meter, bool *alike, struct error *err)
{
	struct bytes from;

	*alike = before.data && now.data && bytes_equal(before, now);
	if (*alike || !before.data || !now.data)
		return 0;
	if (view_group_before(view, now, meter, &from, err) < 0)
		return -1;
	*alike = from.data && bytes_equal(from, before);
	return 0;
}

int
view_places_alike(struct graph_view *view, struct bytes before, struct bytes now,
		  struct graph_meter *meter, bool *alike, struct error *err)
{
	const struct graph_options *options = view->options;

	*alike = bytes_equal(before, now);
	if (*alike)
		return 0;
	if (meter_work(meter, 2 * view_work_of_match(options, now), err) < 0)
		return -1;
	if (!view_is_about(options, before) || !view_is_about(options, now))
		return 0;
	*alike = true;
	if (!view->grouped)
		return 0;
	return groups_alike(view, view_group_name(options, before), view_group_name(options, now),
			    meter, alike, err);
}
