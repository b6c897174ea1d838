#include "config.h"

#include "graph/graph_impl.h"

#include "graph/project.h"

struct walk {
	struct graph *graph;
	uint64_t most;
};

/* What a node and its place in the map of paths take. */
enum { NODE_BYTES = sizeof(struct graph_node) + 2 * sizeof(struct map_slot) };
enum { WALK_SPENT = 1 };

static int
node_add(void *ctx, const struct tree_file *file)
{
	struct walk *walk = ctx;
	struct graph *graph = walk->graph;
	struct graph_node *node;

	graph->memory += NODE_BYTES + file->path.len;
	if (graph->memory > walk->most || graph->nodes.len >= GRAPH_NONE / 2)
		return WALK_SPENT;
	node = vec_add(&graph->nodes);
	*node = (struct graph_node){ .name = arena_copy(&graph->arena, file->path),
				     .entry = file->entry };
	number_put(&graph->paths, node->name, graph->nodes.len - 1);
	return 0;
}

int
graph_new(const struct objects *objects, const struct oid *tree, uint64_t memory,
	  struct graph **made, struct error *err)
{
	struct graph *graph = memory_calloc(1, sizeof(*graph));
	struct walk walk = { graph, memory };
	int result = 0;

	graph->objects = objects;
	graph->tree = *tree;
	graph->references = 1;
	arena_init(&graph->arena);
	memcpy(&graph->paths.seed, tree->id, sizeof(graph->paths.seed));
	graph->folders.seed = graph->modules.seed = graph->paths.seed;
	if (!oid_is_zero(tree))
		result = objects->ops->tree_walk(objects->ctx, tree, NULL, node_add, &walk, err);
	graph->n_files = graph->nodes.len;
	if (result == WALK_SPENT)
		result = error_set(err, ERROR_LIMIT, "the tree has too many files for a graph");
	if (result < 0 || graph_links_read(graph, err) < 0 ||
	    project_new(graph, &graph->project, err) < 0) {
		graph_release(graph);
		return -1;
	}
	*made = graph;
	return 0;
}

struct graph *
graph_hold(struct graph *graph)
{
	graph->references++;
	return graph;
}

void
graph_release(struct graph *graph)
{
	if (!graph || --graph->references > 0)
		return;
	project_free(graph->project);
	map_release(&graph->paths);
	map_release(&graph->folders);
	map_release(&graph->modules);
	map_release(&graph->links);
	vec_release(&graph->nodes);
	arena_release(&graph->arena);
	free(graph);
}

const struct oid *
graph_tree(const struct graph *graph)
{
	return &graph->tree;
}

size_t
graph_n_files(const struct graph *graph)
{
	return graph->n_files;
}

size_t
graph_n_nodes(const struct graph *graph)
{
	return graph->nodes.len;
}

const struct graph_node *
graph_node(const struct graph *graph, uint32_t node)
{
	return &graph->nodes.items[node];
}

uint32_t
graph_find(const struct graph *graph, struct bytes path)
{
	uint32_t node = number_get(&graph->paths, path);

	return node != GRAPH_NONE ? node : number_get(&graph->folders, path);
}

size_t
graph_lower_bound(const struct graph *graph, struct bytes path)
{
	size_t low = 0, high = graph->n_files;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (bytes_compare(graph->nodes.items[middle].name, path) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

uint64_t
graph_read_bytes(const struct graph *graph)
{
	return graph->read_bytes;
}

void
graph_allow(struct graph *graph, uint64_t most)
{
	graph->work = 0;
	graph->most = most;
}

uint64_t
graph_work(const struct graph *graph)
{
	return graph->work;
}

/* Two trees of a push, and a few more where it has several refs. */
enum { CACHED_MAX = 4 };

struct graph_cache {
	const struct objects *objects;
	struct graph *graphs[CACHED_MAX]; /* the newest first; NULL behind the last */
};

struct graph_cache *
graph_cache_new(const struct objects *objects)
{
	struct graph_cache *cache = memory_calloc(1, sizeof(*cache));

	cache->objects = objects;
	return cache;
}

void
graph_cache_free(struct graph_cache *cache)
{
	for (size_t i = 0; cache && i < CACHED_MAX; i++)
		graph_release(cache->graphs[i]);
	free(cache);
}

static void
cache_put(struct graph_cache *cache, struct graph *graph)
{
	graph_release(cache->graphs[CACHED_MAX - 1]);
	memmove(&cache->graphs[1], &cache->graphs[0], (CACHED_MAX - 1) * sizeof(cache->graphs[0]));
	cache->graphs[0] = graph_hold(graph);
}

int
graph_cache_get(struct graph_cache *cache, const struct oid *tree, uint64_t memory,
		struct graph **graph, struct error *err)
{
	for (size_t i = 0; i < CACHED_MAX && cache->graphs[i]; i++) {
		if (oid_equal(&cache->graphs[i]->tree, tree)) {
			*graph = graph_hold(cache->graphs[i]);
			return 0;
		}
	}
	if (graph_new(cache->objects, tree, memory, graph, err) < 0)
		return -1;
	cache_put(cache, *graph);
	return 0;
}
