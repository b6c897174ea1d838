#ifndef WRIT_GRAPH_GRAPH_H
#define WRIT_GRAPH_GRAPH_H

/*
 * Which file of a tree imports which. A node is a file, or a folder where a language imports
 * folders (a package of Go, `import a.b.*` of Java): that one leads to the source files in it. The
 * files are known at once, by a walk that reads no blob; the edges of a node are read when they are
 * asked for, so whoever follows edges from the files that a push changed reads what these lead to
 * and no more.
 *
 * A graph is about one tree, and the same for everybody who asks: what a policy may see of it, and
 * what that costs, is decided by its view (graph/view.h).
 */

#include "model/objects.h"
#include "source/module.h"

enum { GRAPH_NONE = UINT32_MAX };

struct graph_edge {
	uint32_t to;           /* a node; GRAPH_NONE: to nothing in the tree */
	uint32_t line, column; /* from 1; 0 from a folder */
	enum import_kind kind;
	struct bytes module; /* as written; empty when computed, and from a folder */
};

struct graph_node {
	struct bytes name;              /* its path */
	struct entry entry;             /* kind ENTRY_NONE: a folder */
	const struct graph_edge *edges; /* in the order of the text; those of a folder by path */
	uint32_t n_edges;
	uint32_t link; /* of a symbolic link to a file: this one's number and 1 */
	uint32_t partial_line, partial_column; /* where it cannot be read any more, else 0 */
	uint64_t work;                         /* that its edges took, see graph_load */
	bool loaded;
};

struct graph;

/* The graph of TREE (zero: the empty tree) for the caller to release. A walk that would take more
 * than MEMORY bytes gives ERROR_LIMIT; a tree that cannot be read, its own error. */
int graph_new(const struct objects *objects, const struct oid *tree, uint64_t memory,
	      struct graph **graph, struct error *err) MUST_CHECK;
struct graph *graph_hold(struct graph *graph);
void graph_release(struct graph *graph);

const struct oid *graph_tree(const struct graph *graph);
/* Bytes of manifests that were read to make it. */
uint64_t graph_read_bytes(const struct graph *graph);
/* The files; folders that something leads to have the numbers behind them. */
size_t graph_n_files(const struct graph *graph);
size_t graph_n_nodes(const struct graph *graph);
const struct graph_node *graph_node(const struct graph *graph, uint32_t node);
/* The node of PATH, GRAPH_NONE when there is none. */
uint32_t graph_find(const struct graph *graph, struct bytes path);

/* The node of the folder PATH (empty: the root, whose name is "."), made when it is the first time;
 * GRAPH_NONE when no source file is right in it. */
uint32_t graph_folder(struct graph *graph, struct bytes path);
/* Calls FILE with each path, and FOLDER with each folder, that target WHICH of IMPORT (see
 * source/module.h), in the file PATH, may be, the likeliest first, until one returns true; where
 * several are as likely, these as well. NAMES is the tree whose manifests say what names mean;
 * NULL: only the usual places count. */
void graph_candidates(const struct graph *names, const struct language *language, struct bytes path,
		      const struct import *import, size_t which, module_visitor *file,
		      module_visitor *folder, void *ctx);
/* Lets the next lookups take MOST work, counted as graph_load does; what they took. */
void graph_allow(struct graph *graph, uint64_t most);
uint64_t graph_work(const struct graph *graph);
/* Whether manifests say where the modules of LANGUAGE lie, and whether PATH is one of them by its
 * name; whether GRAPH was made by reading PATH, which others may extend. */
bool graph_reads_manifests(const struct language *language);
bool graph_is_manifest(struct bytes path);
bool graph_goes_by(const struct graph *graph, struct bytes path);

/* Bytes that reading the edges of NODE takes: of a source file, its size. */
int
graph_size(const struct graph *graph, uint32_t node, uint64_t *size, struct error *err) MUST_CHECK;
/* Reads the edges of NODE, once; its size must be within the caller's limit. Looking for the files
 * that imports mean takes work beside that: a unit for each path that is tried and each four bytes
 * of it. What would take more than MOST gives ERROR_LIMIT and stays unread. */
int graph_load(struct graph *graph, uint32_t node, uint64_t most, struct error *err) MUST_CHECK;

/* The last graphs that were asked for, shared by policies. */
struct graph_cache;
struct graph_cache *graph_cache_new(const struct objects *objects);
void graph_cache_free(struct graph_cache *cache);
/* The graph of TREE, held for the caller, as graph_new gives it. */
int graph_cache_get(struct graph_cache *cache, const struct oid *tree, uint64_t memory,
		    struct graph **graph, struct error *err) MUST_CHECK;

#endif
