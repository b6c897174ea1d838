#include "config.h"

#include "forest.h"

#include <stdlib.h>

static struct forest *current;

/* A tree's id is its number and 1. */
static size_t
number_of(const struct oid *tree)
{
	return (size_t)tree->id[0] - 1;
}

static int
tree_walk(void *ctx, const struct oid *tree, tree_pruner *prune, tree_visitor *visit,
	  void *visit_ctx, struct error *err)
{
	size_t number = number_of(tree);

	(void)ctx;
	(void)prune;
	(void)err;
	for (size_t i = 0; i < current->trees[number].len; i++) {
		int result = visit(visit_ctx, &current->trees[number].items[i]);

		if (result != 0)
			return result;
	}
	return 0;
}

void
forest_init(struct forest *forest)
{
	*forest = (struct forest){ .n_trees = 0 };
	current = forest;
	fake_objects_init(&forest->fake);
	forest->ops = *forest->fake.objects.ops;
	forest->ops.tree_walk = tree_walk;
	forest->objects = (struct objects){ &forest->ops, &forest->fake };
	arena_init(&forest->arena);
}

void
forest_release(struct forest *forest)
{
	for (size_t i = 0; i < FOREST_TREES; i++)
		vec_release(&forest->trees[i]);
	fake_objects_release(&forest->fake);
	arena_release(&forest->arena);
}

static int
file_compare(const void *a, const void *b)
{
	const struct tree_file *x = a, *y = b;

	return bytes_compare(x->path, y->path);
}

struct oid
forest_plant(struct forest *forest, const struct forest_file *files)
{
	size_t number = forest->n_trees++ % FOREST_TREES;
	struct oid tree = { .id = { (unsigned char)(number + 1) } };

	forest->trees[number].len = 0;
	for (; files->path; files++) {
		bool link = files->content[0] == FOREST_LINK;
		struct entry entry = {
			link ? ENTRY_SYMLINK : ENTRY_FILE,
			fake_objects_add(&forest->fake, bytes_of(files->content + link)),
		};

		vec_push(&forest->trees[number],
			 ((struct tree_file){ arena_copy(&forest->arena, bytes_of(files->path)),
					      entry }));
	}
	if (forest->trees[number].len)
		qsort(forest->trees[number].items, forest->trees[number].len,
		      sizeof(struct tree_file), file_compare);
	return tree;
}

struct graph *
forest_graph(struct forest *forest, const struct oid *tree)
{
	struct graph *graph;
	struct error err;

	if (graph_new(&forest->objects, tree, UINT64_MAX, &graph, &err) < 0)
		abort();
	return graph;
}

static struct change *
change_add(struct forest *forest, struct change *changes, size_t *n, struct bytes path)
{
	struct path *kept = arena_new(&forest->arena, struct path);

	kept->name = path;
	changes[*n] = (struct change){ .path = kept };
	return &changes[(*n)++];
}

/* File I of tree NUMBER; without a path behind the last one. */
static struct tree_file
file_at(const struct forest *forest, size_t number, size_t i)
{
	if (i < forest->trees[number].len)
		return forest->trees[number].items[i];
	return (struct tree_file){ BYTES_NONE, { .kind = ENTRY_NONE } };
}

/* What has no path comes last. */
static int
order_of(const struct tree_file *x, const struct tree_file *y)
{
	if (!x->path.data || !y->path.data)
		return x->path.data ? -1 : 1;
	return bytes_compare(x->path, y->path);
}

struct change_list
forest_changes(struct forest *forest, const struct oid *old, const struct oid *new_tree)
{
	size_t a = number_of(old), b = number_of(new_tree), i = 0, k = 0, n = 0;
	struct change *changes = arena_new_array(&forest->arena, struct change,
						 forest->trees[a].len + forest->trees[b].len + 1);

	while (i < forest->trees[a].len || k < forest->trees[b].len) {
		struct tree_file x = file_at(forest, a, i), y = file_at(forest, b, k);
		int order = order_of(&x, &y);

		if (order == 0 && oid_equal(&x.entry.id, &y.entry.id)) {
			i++, k++;
			continue;
		}
		struct change *change =
			change_add(forest, changes, &n, order <= 0 ? x.path : y.path);

		change->status = order == 0  ? CHANGE_MODIFIED
				 : order < 0 ? CHANGE_DELETED
					     : CHANGE_ADDED;
		if (order <= 0)
			change->before = x.entry, i++;
		if (order >= 0)
			change->now = y.entry, k++;
	}
	return (struct change_list){ changes, n };
}

struct graph_meter
forest_meter(void)
{
	return (struct graph_meter){ .work = UINT64_MAX / 2,
				     .read_bytes = UINT64_MAX / 2,
				     .memory = UINT64_MAX / 2,
				     .blob_max = UINT64_MAX };
}
