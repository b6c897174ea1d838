#ifndef WRIT_TESTS_UNIT_GRAPH_FOREST_H
#define WRIT_TESTS_UNIT_GRAPH_FOREST_H

/* Trees in memory, and the graphs of them. */

#include "../../lib/fake_objects.h"
#include "graph/view.h"

/* FOREST_LINK: what the content of a symbolic link begins with here. */
enum { FOREST_TREES = 8, FOREST_LINK = '\002' };

struct forest_file {
	const char *path, *content;
};

struct forest {
	struct fake_objects fake;
	struct objects_ops ops;
	struct objects objects;
	VEC(struct tree_file) trees[FOREST_TREES];
	size_t n_trees;
	struct arena arena;
};

void forest_init(struct forest *forest);
void forest_release(struct forest *forest);
/* A tree of FILES, which ends with an empty row; sorted here. */
struct oid forest_plant(struct forest *forest, const struct forest_file *files);
struct graph *forest_graph(struct forest *forest, const struct oid *tree);
/* The changes from OLD to NEW, without renames. */
struct change_list
forest_changes(struct forest *forest, const struct oid *old, const struct oid *new_tree);
/* All that one may want to spend. */
struct graph_meter forest_meter(void);

#endif
