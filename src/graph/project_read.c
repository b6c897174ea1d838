#include "config.h"

#include "graph/project_impl.h"

/*
 * Finds and reads the manifests of a tree.
 */

/* Of one tree, and of one manifest; what is larger says nothing. */
enum {
	MANIFESTS_MAX = 5000,
	READ_BYTES_MAX = 64 << 20, /* of blobs that differ */
	KEPT_BYTES_MAX = 32 << 20,
	MANIFEST_BYTES_MAX = 256 << 10,
	MANIFEST_NODES_MAX = 20000,
	BYTES_OF_KEY = 2 * sizeof(struct map_slot),
};

void *
project_alloc(struct project *project, size_t size)
{
	project->kept += size;
	return arena_alloc(&project->arena, size);
}

struct bytes
project_copy(struct project *project, struct bytes text)
{
	project->kept += text.len + 1;
	return arena_copy(&project->arena, text);
}

void
project_put(struct project *project, struct map *map, struct bytes key, void *value)
{
	void **place = map_find(map, key);

	if (!map->room)
		map->seed = project->graph->paths.seed;
	if (!place) {
		project->kept += BYTES_OF_KEY;
		place = map_put(map, project_copy(project, key));
	}
	*place = value;
}

bool
project_is_full(const struct project *project)
{
	return project->kept > KEPT_BYTES_MAX;
}

const struct document_node *
project_parse(struct project *project, enum document_format format, struct bytes text)
{
	struct document_limits limits = DOCUMENT_LIMITS_INIT;
	struct document_problem problem;
	struct document_node *root;

	limits.nodes = MANIFEST_NODES_MAX;
	if (document_parse(&root, format, text, &limits, &project->scratch, &problem) < 0)
		return NULL;
	return root;
}

static const struct {
	const char *name;
	facts_reader *read;
	facts_user *use;
} manifests[MANIFEST_KINDS] = {
	[MANIFEST_GO] = { "go.mod", facts_of_go, project_use_go },
	[MANIFEST_PACKAGE] = { "package.json", facts_of_package, project_use_package },
	[MANIFEST_COMPOSER] = { "composer.json", facts_of_composer, project_use_composer },
	[MANIFEST_CARGO] = { "Cargo.toml", facts_of_cargo, project_use_cargo },
	[MANIFEST_OPTIONS] = { NULL, facts_of_options, project_use_options },
};

/* Whether PATH is of what others wrote. A folder called vendor may be a package of npm. */
static bool
is_foreign(struct bytes path, enum manifest_kind kind)
{
	bool vendored = kind != MANIFEST_PACKAGE && kind != MANIFEST_OPTIONS;
	struct bytes segment;

	while (bytes_split(&path, '/', &segment)) {
		if (bytes_equal(segment, BYTES("node_modules")) ||
		    (vendored && bytes_equal(segment, BYTES("vendor"))))
			return true;
	}
	return false;
}

/* tsconfig.json and those beside it, tsconfig.app.json. */
static bool
is_options(struct bytes name)
{
	return bytes_ends_with(name, BYTES(".json")) &&
	       (bytes_starts_with(name, BYTES("tsconfig.")) ||
		bytes_starts_with(name, BYTES("jsconfig.")));
}

/* MANIFEST_KINDS for what is none. */
static enum manifest_kind
kind_of(struct bytes path)
{
	struct bytes name = path_name(path);
	enum manifest_kind kind = 0;

	while (kind < MANIFEST_OPTIONS && !bytes_equal_string(name, manifests[kind].name))
		kind++;
	if (kind == MANIFEST_OPTIONS && !is_options(name))
		return MANIFEST_KINDS;
	return !is_foreign(path, kind) ? kind : MANIFEST_KINDS;
}

bool
graph_is_manifest(struct bytes path)
{
	return kind_of(path) != MANIFEST_KINDS;
}

bool
graph_goes_by(const struct graph *graph, struct bytes path)
{
	return map_get(&graph->project->manifests, path) != NULL;
}

/* Whether a manifest of SIZE bytes may be read; FAILED is set beyond the bounds of the tree. */
static bool
may_read(struct project *project, uint64_t size)
{
	if (size > MANIFEST_BYTES_MAX)
		return false;
	project->graph->read_bytes += size;
	if (project->graph->read_bytes <= READ_BYTES_MAX && !project_is_full(project))
		return true;
	project->failed = true;
	(void)error_set(project->err, ERROR_LIMIT,
			"the manifests in the tree of a graph are too large");
	return false;
}

/* What the blob ID says. */
static void *
facts_read(struct project *project, enum manifest_kind kind, const struct oid *id)
{
	const struct objects *objects = project->graph->objects;
	void *facts = NULL;
	struct blob blob;
	uint64_t size;

	project->failed = objects->ops->blob_size(objects->ctx, id, &size, project->err) < 0;
	if (project->failed || !may_read(project, size))
		return NULL;
	project->failed = objects->ops->blob_read(objects->ctx, id, &blob, project->err) < 0;
	if (project->failed)
		return NULL;
	facts = manifests[kind].read(project, blob.content);
	objects->ops->blob_release(objects->ctx, &blob);
	return facts;
}

const void *
project_facts(struct project *project, enum manifest_kind kind, struct bytes path)
{
	uint32_t file = graph_file(project->graph, path);
	const struct graph_node *node;
	struct bytes id;
	void **place, *facts;

	if (file == GRAPH_NONE || project->failed)
		return NULL;
	node = &project->graph->nodes.items[file];
	if (node->entry.kind != ENTRY_FILE && node->entry.kind != ENTRY_EXECUTABLE)
		return NULL;
	project_put(project, &project->manifests, path, project);
	id = (struct bytes){ (const char *)node->entry.id.id, sizeof(node->entry.id.id) };
	place = map_find(&project->facts[kind], id);
	if (place)
		return *place;
	facts = facts_read(project, kind, &node->entry.id);
	project_put(project, &project->facts[kind], id, facts);
	return facts;
}

static void
manifest_read(struct project *project, enum manifest_kind kind, struct bytes path)
{
	const void *facts = project_facts(project, kind, path);

	if (facts && !project->failed)
		manifests[kind].use(project, path_folder(path), facts);
	(void)may_read(project, 0);
	arena_reset(&project->scratch);
}

static int
read_all(struct project *project, struct error *err)
{
	size_t n_manifests = 0;

	for (size_t i = 0; i < project->graph->n_files; i++) {
		struct bytes path = project->graph->nodes.items[i].name;
		enum manifest_kind kind = kind_of(path);

		project_note_source(project, (uint32_t)i);
		if (kind == MANIFEST_KINDS)
			continue;
		if (++n_manifests > MANIFESTS_MAX)
			return error_set(err, ERROR_LIMIT,
					 "more than %d manifests in the tree of a graph",
					 MANIFESTS_MAX);
		manifest_read(project, kind, path);
		if (project->failed)
			return -1;
	}
	return 0;
}

int
project_new(struct graph *graph, struct project **made, struct error *err)
{
	struct project *project = memory_calloc(1, sizeof(*project));
	int result;

	project->graph = graph;
	project->err = err;
	arena_init(&project->arena);
	arena_init(&project->scratch);
	result = read_all(project, err);
	arena_release(&project->scratch);
	if (result < 0) {
		project_free(project);
		return -1;
	}
	*made = project;
	return 0;
}

static void
aliases_release(struct aliases *aliases)
{
	map_release(&aliases->exact);
	map_release(&aliases->starred);
}

static void
facts_release(struct project *project)
{
	const struct map *packages = &project->facts[MANIFEST_PACKAGE];
	const struct map *options = &project->facts[MANIFEST_OPTIONS];

	for (size_t i = 0; i < packages->room; i++) {
		struct package *package = packages->slots[i].value;

		if (!packages->slots[i].key.data || !package)
			continue;
		aliases_release(&package->exports);
		aliases_release(&package->imports);
	}
	for (size_t i = 0; i < options->room; i++) {
		struct options *one = options->slots[i].value;

		if (options->slots[i].key.data && one)
			aliases_release(&one->paths);
	}
	for (size_t i = 0; i < MANIFEST_KINDS; i++)
		map_release(&project->facts[i]);
}

static void
maps_release(struct project *project)
{
	struct map *const maps[] = { &project->go,      &project->npm,      &project->npm_at,
				     &project->options, &project->php,      &project->crates,
				     &project->tails,   &project->twins,    &project->packages,
				     &project->seen,    &project->manifests };

	for (size_t i = 0; i < ARRAY_SIZE(maps); i++)
		map_release(maps[i]);
}

void
project_free(struct project *project)
{
	if (!project)
		return;
	facts_release(project);
	maps_release(project);
	arena_release(&project->arena);
	free(project);
}
