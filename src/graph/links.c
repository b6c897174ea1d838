#include "config.h"

#include "graph/graph_impl.h"

#include "base/buf.h"
#include "base/path.h"

/*
 * Symbolic links within the tree. One that leads to a link, or out of the tree, leads nowhere.
 */

enum { LINKS_MAX = 20000, LINK_BYTES_MAX = 4096, BYTES_PER_WORK = 4 };

/* Whether some file is below FOLDER, whose files come in byte order. */
static bool
has_files(const struct graph *graph, struct bytes folder)
{
	CLEANUP(buf_release) struct buf prefix = BUF_INIT;
	size_t at;

	if (folder.len) {
		buf_add(&prefix, folder);
		buf_add_char(&prefix, '/');
	}
	at = graph_lower_bound(graph, buf_bytes(&prefix));
	return at < graph->n_files &&
	       bytes_starts_with(graph->nodes.items[at].name, buf_bytes(&prefix));
}

static void
link_keep(struct graph *graph, uint32_t node, struct bytes content)
{
	struct bytes path = graph->nodes.items[node].name;
	CLEANUP(buf_release) struct buf target = BUF_INIT;
	struct bytes *folder;
	uint32_t file;

	if (!content.len || content.data[0] == '/' || !path_append(&target, path_folder(path)) ||
	    !path_append(&target, content))
		return;
	file = number_get(&graph->paths, buf_bytes(&target));
	if (file != GRAPH_NONE) {
		graph->nodes.items[node].link = file + 1;
		return;
	}
	if (!has_files(graph, buf_bytes(&target)))
		return;
	folder = arena_new(&graph->arena, struct bytes);
	*folder = arena_copy(&graph->arena, buf_bytes(&target));
	*map_put(&graph->links, path) = folder;
}

static int
link_read(struct graph *graph, uint32_t node, struct error *err)
{
	const struct oid *id = &graph->nodes.items[node].entry.id;
	const struct objects *objects = graph->objects;
	struct blob blob;
	uint64_t size;

	if (objects->ops->blob_size(objects->ctx, id, &size, err) < 0)
		return -1;
	if (size > LINK_BYTES_MAX)
		return 0;
	if (objects->ops->blob_read(objects->ctx, id, &blob, err) < 0)
		return -1;
	link_keep(graph, node, blob.content);
	objects->ops->blob_release(objects->ctx, &blob);
	graph->read_bytes += size;
	return 0;
}

int
graph_links_read(struct graph *graph, struct error *err)
{
	size_t n_links = 0;

	graph->links.seed = graph->paths.seed;
	for (uint32_t i = 0; i < graph->n_files; i++) {
		if (graph->nodes.items[i].entry.kind != ENTRY_SYMLINK)
			continue;
		if (++n_links > LINKS_MAX)
			return error_set(err, ERROR_LIMIT,
					 "more than %d symbolic links in the tree of a graph",
					 LINKS_MAX);
		if (link_read(graph, i, err) < 0)
			return -1;
	}
	return 0;
}

/* What PATH is behind the first link to a folder on its way; false when there is none. */
static bool
through_link(struct graph *graph, struct bytes path, struct buf *out)
{
	for (struct bytes above = path_folder(path); above.len; above = path_folder(above)) {
		const struct bytes *folder = map_get(&graph->links, above);

		graph->work += 1 + above.len / BYTES_PER_WORK;
		if (folder)
			return path_append(out, *folder) &&
			       path_append(out, bytes_slice(path, above.len + 1, path.len));
	}
	return false;
}

uint32_t
graph_file(struct graph *graph, struct bytes path)
{
	uint32_t file = number_get(&graph->paths, path);
	CLEANUP(buf_release) struct buf behind = BUF_INIT;

	if (file == GRAPH_NONE && graph->links.len && through_link(graph, path, &behind))
		file = number_get(&graph->paths, buf_bytes(&behind));
	if (file != GRAPH_NONE && graph->nodes.items[file].link)
		file = graph->nodes.items[file].link - 1;
	return file;
}
