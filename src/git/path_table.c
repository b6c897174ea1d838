#include "config.h"

#include "git/tree_diff.h"

#include <stdlib.h>

#include "base/map.h"
#include "base/memory.h"

struct path_table {
	struct arena *arena;
	struct map by_name; /* struct path, its key the name in the arena */
};

struct path_table *
path_table_new(struct arena *arena)
{
	struct path_table *table = memory_calloc(1, sizeof(*table));

	table->arena = arena;
	return table;
}

void
path_table_free(struct path_table *table)
{
	if (!table)
		return;
	map_release(&table->by_name);
	free(table);
}

const struct path *
path_intern(struct path_table *table, struct bytes name)
{
	struct path *path = map_get(&table->by_name, name);

	if (path)
		return path;
	path = arena_new(table->arena, struct path);
	path->name = arena_copy(table->arena, name);
	path->index = (uint32_t)table->by_name.len;
	*map_put(&table->by_name, path->name) = path;
	return path;
}

size_t
path_table_count(const struct path_table *table)
{
	return table->by_name.len;
}
