#ifndef WRIT_GRAPH_GRAPH_IMPL_H
#define WRIT_GRAPH_GRAPH_IMPL_H

/* The inside of a graph, for the files of this folder. */

#include "base/map.h"
#include "base/vec.h"
#include "graph/graph.h"
#include "source/language.h"

struct graph {
	const struct objects *objects;
	struct oid tree;
	size_t references;
	struct arena arena;
	VEC(struct graph_node) nodes; /* the files in byte order of their paths, then folders */
	size_t n_files;
	struct map paths;    /* of the files; path -> its number and 1 */
	struct map folders;  /* path -> its number and 1 */
	struct map modules;  /* the names that edges have, each once */
	uint64_t memory;     /* bytes that the nodes take, without their edges */
	uint64_t read_bytes; /* of manifests */
	uint64_t work, most; /* of the node that is being read */
	struct map links;    /* symbolic links to folders: path -> struct bytes, the folder */
	struct project *project;
};

/* links.c: follows the symbolic links among the files of GRAPH, once, to files and folders of the
 * tree. ERROR_LIMIT when there are too many, else the error of an object that cannot be read. */
int graph_links_read(struct graph *graph, struct error *err) MUST_CHECK;
/* The file that PATH leads to, also through a link; GRAPH_NONE when it is none. */
uint32_t graph_file(struct graph *graph, struct bytes path);

/* Whether reading a node has taken more than it may. */
static inline bool
graph_is_spent(const struct graph *graph)
{
	return graph->work > graph->most;
}

/* resolve.c: calls VISIT with each node that IMPORT, in the file PATH, leads to. */
typedef void target_visitor(void *ctx, uint32_t node);
void graph_resolve(struct graph *graph, const struct language *language, struct bytes path,
		   const struct import *import, target_visitor *visit, void *ctx);

/* The first file whose path is not before PATH in byte order; n_files when there is none. */
size_t graph_lower_bound(const struct graph *graph, struct bytes path);

/* The number that a map has under PATH, GRAPH_NONE when none. */
static inline uint32_t
number_get(const struct map *map, struct bytes path)
{
	uintptr_t number = (uintptr_t)map_get(map, path);

	return number ? (uint32_t)(number - 1) : (uint32_t)GRAPH_NONE;
}

static inline void
number_put(struct map *map, struct bytes path, size_t number)
{
	*map_put(map, path) = (void *)(uintptr_t)(number + 1);
}

#endif
