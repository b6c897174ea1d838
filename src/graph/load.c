#include "config.h"

#include "graph/graph_impl.h"

#include "base/buf.h"
#include "content/lines.h"

/*
 * The edges of a node: the imports of its file, each resolved; the files of a folder.
 */

struct reading {
	struct graph *graph;
	struct bytes path; /* a copy: nodes move while folders are added */
	const struct import *import;
	uint32_t line, column;
	size_t first; /* of the import's edges */
	VEC(struct graph_edge) edges;
};

static const struct language *
language_of(const struct graph_node *node)
{
	enum entry_kind kind = node->entry.kind;

	return kind == ENTRY_FILE || kind == ENTRY_EXECUTABLE ? language_of_path(node->name) : NULL;
}

/* One copy of each name, however many files use it. */
static struct bytes
module_name(struct graph *graph, struct bytes module)
{
	void **place = map_find(&graph->modules, module);
	struct bytes *name;

	if (!module.len)
		return BYTES_NONE;
	if (place)
		return *(struct bytes *)*place;
	name = arena_new(&graph->arena, struct bytes);
	*name = arena_copy(&graph->arena, module);
	*map_put(&graph->modules, *name) = name;
	return *name;
}

static void
edge_add(void *ctx, uint32_t to)
{
	struct reading *reading = ctx;

	for (size_t i = reading->first; i < reading->edges.len; i++) {
		reading->graph->work++;
		if (reading->edges.items[i].to == to)
			return;
	}
	vec_push(&reading->edges,
		 ((struct graph_edge){ to, reading->line, reading->column, reading->import->kind,
				       module_name(reading->graph, reading->import->module) }));
}

static void
edges_keep(struct graph *graph, uint32_t node, const struct reading *reading)
{
	size_t n = reading->edges.len;
	struct graph_edge *kept = arena_new_array(&graph->arena, struct graph_edge, n ? n : 1);
	struct graph_node *self = &graph->nodes.items[node];

	if (n)
		memcpy(kept, reading->edges.items, n * sizeof(*kept));
	self->edges = kept;
	self->n_edges = (uint32_t)n;
	self->work = graph->work;
	self->loaded = true;
}

static void
imports_resolve(struct reading *reading, const struct language *language, struct imports *imports,
		const struct line_index *index)
{
	for (size_t i = 0; i < imports->items.len && !graph_is_spent(reading->graph); i++) {
		reading->import = &imports->items.items[i];
		reading->first = reading->edges.len;
		line_index_place(index, reading->import->at, &reading->line, &reading->column);
		graph_resolve(reading->graph, language, reading->path, reading->import, edge_add,
			      reading);
		if (reading->edges.len == reading->first)
			edge_add(reading, GRAPH_NONE);
	}
}

static int
file_read(struct graph *graph, uint32_t node, const struct language *language, struct bytes content,
	  struct error *err)
{
	int result = 0;

	struct reading reading = { .graph = graph, .path = graph->nodes.items[node].name };
	struct line_index index = { NULL, 0 };
	struct imports imports;

	imports_find(&imports, language, content);
	line_index_build(&index, content);
	imports_resolve(&reading, language, &imports, &index);
	if (imports.partial) {
		struct graph_node *self = &graph->nodes.items[node];

		line_index_place(&index, imports.partial_at, &self->partial_line,
				 &self->partial_column);
	}
	if (graph_is_spent(graph))
		result = error_set(err, ERROR_LIMIT, "the imports of a file take too much work");
	else
		edges_keep(graph, node, &reading);
	vec_release(&reading.edges);
	line_index_release(&index);
	imports_release(&imports);
	return result;
}

/* Passes everything below the folder that the path of FILE, behind PREFIX, goes through; its own
 * number when it goes through none. */
static size_t
pass_folder(const struct graph *graph, size_t file, size_t prefix)
{
	struct bytes name = graph->nodes.items[file].name;
	const char *slash = memchr(name.data + prefix, '/', name.len - prefix);
	char end[1] = { '/' + 1 };
	CLEANUP(buf_release) struct buf next = BUF_INIT;

	if (!slash)
		return file;
	buf_add(&next, bytes_slice(name, 0, (size_t)(slash - name.data)));
	buf_add(&next, (struct bytes){ end, 1 });
	return graph_lower_bound(graph, buf_bytes(&next));
}

typedef bool folder_visitor(void *ctx, uint32_t file);

/* Calls VISIT for each file right in the folder PATH ("." is the root) until it returns true. How
 * many files and folders in it that took: 0 where there is no such folder. */
static size_t
folder_each(const struct graph *graph, struct bytes path, folder_visitor *visit, void *ctx)
{
	CLEANUP(buf_release) struct buf prefix = BUF_INIT;
	size_t i, passed = 0;

	if (!bytes_equal(path, BYTES("."))) {
		buf_add(&prefix, path);
		buf_add_char(&prefix, '/');
	}
	i = graph_lower_bound(graph, buf_bytes(&prefix));
	while (i < graph->n_files &&
	       bytes_starts_with(graph->nodes.items[i].name, buf_bytes(&prefix))) {
		size_t next = pass_folder(graph, i, prefix.len);

		passed++;
		if (next == i && visit(ctx, (uint32_t)i))
			break;
		i = next == i ? i + 1 : next;
	}
	return passed;
}

/* What a package is made of: the tests of Go are not what others import. */
static bool
is_member(const struct graph *graph, uint32_t file)
{
	const struct graph_node *node = &graph->nodes.items[file];

	return language_of(node) && !bytes_ends_with(node->name, BYTES("_test.go"));
}

struct members {
	struct reading *reading;
	const struct graph *graph;
	bool found;
};

static bool
member_found(void *ctx, uint32_t file)
{
	struct members *members = ctx;

	members->found = is_member(members->graph, file);
	return members->found;
}

static bool
member_add(void *ctx, uint32_t file)
{
	struct members *members = ctx;

	if (is_member(members->graph, file))
		vec_push(&members->reading->edges,
			 ((struct graph_edge){ .to = file, .kind = IMPORT_STATIC }));
	return false;
}

static void
folder_read(struct graph *graph, uint32_t node)
{
	struct reading reading = { .graph = graph };
	struct members members = { &reading, graph, false };

	folder_each(graph, graph->nodes.items[node].name, member_add, &members);
	edges_keep(graph, node, &reading);
	vec_release(&reading.edges);
}

/* What is not found is remembered where there is something to look through, so that each folder is
 * gone through once, which its files have paid for when they got a name; what was found before
 * costs the same as what was not. */
uint32_t
graph_folder(struct graph *graph, struct bytes path)
{
	struct members members = { NULL, graph, false };
	struct graph_node *node;
	size_t passed;

	if (!path.len)
		path = BYTES(".");
	if (map_find(&graph->folders, path))
		return number_get(&graph->folders, path);
	passed = folder_each(graph, path, member_found, &members);
	if (!members.found) {
		if (passed)
			number_put(&graph->folders, arena_copy(&graph->arena, path), GRAPH_NONE);
		return GRAPH_NONE;
	}
	node = vec_add(&graph->nodes);
	*node = (struct graph_node){ .name = arena_copy(&graph->arena, path) };
	number_put(&graph->folders, node->name, graph->nodes.len - 1);
	return (uint32_t)graph->nodes.len - 1;
}

int
graph_size(const struct graph *graph, uint32_t node, uint64_t *size, struct error *err)
{
	const struct graph_node *self = &graph->nodes.items[node];
	const struct objects *objects = graph->objects;

	*size = 0;
	if (!language_of(self))
		return 0;
	return objects->ops->blob_size(objects->ctx, &self->entry.id, size, err);
}

int
graph_load(struct graph *graph, uint32_t node, uint64_t most, struct error *err)
{
	const struct graph_node *self = &graph->nodes.items[node];
	const struct language *language = language_of(self);
	const struct objects *objects = graph->objects;
	struct blob blob;
	int result;

	if (self->loaded)
		return 0;
	graph->work = 0;
	graph->most = most;
	if (self->entry.kind == ENTRY_NONE) {
		folder_read(graph, node);
		return 0;
	}
	if (!language) {
		graph->nodes.items[node].loaded = true;
		return 0;
	}
	if (objects->ops->blob_read(objects->ctx, &self->entry.id, &blob, err) < 0)
		return -1;
	result = file_read(graph, node, language, blob.content, err);
	objects->ops->blob_release(objects->ctx, &blob);
	return result;
}
