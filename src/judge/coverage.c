#include "config.h"

#include "judge/coverage.h"

#include <stdlib.h>
#include <string.h>

#include "base/map.h"
#include "base/path.h"
#include "model/verdict.h"

struct folders {
	struct map by_name;
	struct folder_coverage *items;
	size_t len;
};

static bool
is_covered(const struct plan *plan, struct bytes path)
{
	for (size_t i = 0; i < plan->n_decisions; i++) {
		if (decision_in_scope(plan->decisions[i].decision, path))
			return true;
	}
	return false;
}

static void
path_count(struct folders *folders, const struct plan *plan, struct bytes path)
{
	void **place = map_put(&folders->by_name, path_first_folder(path));
	struct folder_coverage *folder;

	if (!*place) {
		folder = *place = &folders->items[folders->len++];
		folder->name = path_first_folder(path);
	}
	folder = *place;
	folder->files++;
	folder->covered += is_covered(plan, path);
}

static int
folder_compare(const void *a, const void *b)
{
	return bytes_compare(((const struct folder_coverage *)a)->name,
			     ((const struct folder_coverage *)b)->name);
}

static void
folder_answer(const struct folder_coverage *folder, struct frame_writer *writer)
{
	frame_begin(writer, FRAME_COVERAGE);
	frame_bytes(writer, folder->name);
	frame_number(writer, folder->files);
	frame_number(writer, folder->covered);
	frame_end(writer);
}

void
coverage_answer(const struct plan *plan, struct arena *arena, struct frame_writer *writer)
{
	struct folders folders = { MAP_INIT, NULL, 0 };

	folders.items = arena_new_array(arena, struct folder_coverage, plan->n_paths + 1);
	for (size_t i = 0; i < plan->n_paths; i++)
		path_count(&folders, plan, plan->paths[i].path->name);
	map_release(&folders.by_name);
	qsort(folders.items, folders.len, sizeof(*folders.items), folder_compare);
	for (size_t i = 0; i < folders.len; i++)
		folder_answer(&folders.items[i], writer);
}
