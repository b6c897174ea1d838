#include "config.h"

#include "graph/project_impl.h"

/* Of one tree, and of one manifest; what is larger says nothing. */
enum { MANIFESTS_MAX = 5000, MANIFEST_BYTES_MAX = 1 << 20 };

const struct document_node *
project_parse(struct project *project, enum document_format format, struct bytes text)
{
	struct document_problem problem;
	struct document_node *root;

	if (document_parse(&root, format, text, NULL, &project->arena, &problem) < 0)
		return NULL;
	return root;
}

struct bytes
project_join(struct arena *arena, struct bytes folder, struct bytes name)
{
	CLEANUP(buf_release) struct buf joined = BUF_INIT;

	if (!path_append(&joined, folder) || !path_append(&joined, name))
		return BYTES_NONE;
	return arena_copy(arena, buf_bytes(&joined));
}

static struct bytes *
bytes_new(struct project *project, struct bytes value)
{
	struct bytes *kept = arena_new(&project->arena, struct bytes);

	*kept = value;
	return kept;
}

void
project_claim(struct project *project, struct map *map, struct bytes name, void *value)
{
	if (!map_get(map, name))
		*map_put(map, arena_copy(&project->arena, name)) = value;
}

/* Takes the word that *LINE begins with. */
static struct bytes
take_word(struct bytes *line)
{
	size_t n = 0;

	*line = bytes_trim(*line);
	while (n < line->len && line->data[n] != ' ' && line->data[n] != '\t')
		n++;
	struct bytes word = bytes_slice(*line, 0, n);

	*line = bytes_slice(*line, n, line->len);
	if (word.len > 1 && word.data[0] == '"')
		word = bytes_slice(word, 1, word.len - 1);
	return word;
}

/* `NAME [VERSION] => ./folder` */
static void
read_go_replacement(struct project *project, struct bytes folder, struct bytes line)
{
	struct bytes name = take_word(&line);
	struct bytes word = take_word(&line);
	struct bytes to;

	while (word.len && !bytes_equal(word, BYTES("=>")))
		word = take_word(&line);
	to = take_word(&line);
	if (name.len && module_is_relative(to))
		project_claim(project, &project->go, name,
			      bytes_new(project, project_join(&project->arena, folder, to)));
}

static void
read_go_mod(struct project *project, struct bytes folder, struct bytes text)
{
	bool replacing = false;
	struct bytes line;

	while (bytes_split(&text, '\n', &line)) {
		const char *comment = memmem(line.data, line.len, "//", 2);
		struct bytes word, rest;

		if (comment)
			line.len = (size_t)(comment - line.data);
		rest = line;
		word = take_word(&rest);
		if (bytes_equal(word, BYTES("module")))
			project_claim(project, &project->go, take_word(&rest),
				      bytes_new(project, arena_copy(&project->arena, folder)));
		else if (bytes_equal(word, BYTES(")")))
			replacing = false;
		else if (replacing)
			read_go_replacement(project, folder, line);
		else if (bytes_equal(word, BYTES("replace")) &&
			 bytes_equal(bytes_trim(rest), BYTES("(")))
			replacing = true;
		else if (bytes_equal(word, BYTES("replace")))
			read_go_replacement(project, folder, rest);
	}
}

static void
php_add(struct project *project, struct bytes prefix, struct bytes folder)
{
	struct folders *one = arena_new(&project->arena, struct folders);

	while (prefix.len && prefix.data[prefix.len - 1] == '\\')
		prefix.len--;
	one->path = folder;
	one->next = map_get(&project->php, prefix);
	if (folder.data)
		*map_put(&project->php, one->next ? prefix : arena_copy(&project->arena, prefix)) =
			one;
}

static void
read_composer(struct project *project, struct bytes folder, struct bytes text)
{
	static const char *const keys[] = { "autoload", "autoload-dev" };
	const struct document_node *root = project_parse(project, DOCUMENT_JSON, text);

	for (size_t i = 0; i < ARRAY_SIZE(keys); i++) {
		const struct document_node *map = node_entry(node_entry(root, keys[i]), "psr-4");
		const struct document_node *at = map ? map->first : NULL;

		for (; at; at = at->next) {
			const struct document_node *one =
				at->kind == NODE_SEQUENCE ? at->first : at;

			for (; one; one = at->kind == NODE_SEQUENCE ? one->next : NULL)
				php_add(project, at->key,
					project_join(&project->arena, folder, node_text(one)));
		}
	}
}

static void
read_cargo(struct project *project, struct bytes folder, struct bytes text)
{
	const struct document_node *root = project_parse(project, DOCUMENT_TOML, text);
	struct bytes name = node_entry_text(node_entry(root, "lib"), "name");
	struct bytes path = node_entry_text(node_entry(root, "lib"), "path");
	struct bytes crate;

	if (!name.len)
		name = node_entry_text(node_entry(root, "package"), "name");
	crate = arena_copy(&project->arena, name);
	for (size_t i = 0; i < crate.len; i++) {
		if (crate.data[i] == '-')
			((char *)(uintptr_t)crate.data)[i] = '_';
	}
	path = project_join(&project->arena, folder, path.len ? path : BYTES("src/lib.rs"));
	project_claim(project, &project->crates, crate, bytes_new(project, path));
}

static const struct {
	const char *name;
	project_reader *read;
} manifests[] = {
	{ "go.mod", read_go_mod },
	{ "package.json", project_read_package },
	{ "tsconfig.json", project_read_options },
	{ "jsconfig.json", project_read_options },
	{ "composer.json", read_composer },
	{ "Cargo.toml", read_cargo },
};

/* Whether PATH is of what others wrote. */
static bool
is_foreign(struct bytes path)
{
	struct bytes segment;

	while (bytes_split(&path, '/', &segment)) {
		if (bytes_equal(segment, BYTES("node_modules")) ||
		    bytes_equal(segment, BYTES("vendor")))
			return true;
	}
	return false;
}

static project_reader *
reader_of(struct bytes path)
{
	for (size_t i = 0; i < ARRAY_SIZE(manifests); i++) {
		if (bytes_ends_with(path, bytes_of(manifests[i].name)) &&
		    bytes_equal_string(path_name(path), manifests[i].name))
			return is_foreign(path) ? NULL : manifests[i].read;
	}
	return NULL;
}

bool
graph_is_manifest(struct bytes path)
{
	return reader_of(path) != NULL;
}

struct bytes
project_content(struct project *project, struct bytes path)
{
	const struct objects *objects = project->graph->objects;
	uint32_t file = number_get(&project->graph->paths, path);
	struct bytes text = BYTES_NONE;
	const struct graph_node *node;
	struct blob blob;
	uint64_t size;

	if (file == GRAPH_NONE || project->failed)
		return text;
	node = &project->graph->nodes.items[file];
	if (node->entry.kind != ENTRY_FILE && node->entry.kind != ENTRY_EXECUTABLE)
		return text;
	project->failed =
		objects->ops->blob_size(objects->ctx, &node->entry.id, &size, project->err) < 0;
	if (project->failed || size > MANIFEST_BYTES_MAX)
		return text;
	project->failed =
		objects->ops->blob_read(objects->ctx, &node->entry.id, &blob, project->err) < 0;
	if (project->failed)
		return text;
	text = arena_copy(&project->arena, blob.content);
	objects->ops->blob_release(objects->ctx, &blob);
	project->graph->read_bytes += size;
	return text;
}

/* Files and folders by what stands behind a source root in their path. */
static void
note_source(struct project *project, uint32_t file)
{
	static const char *const roots[] = { "src/main/java/",   "src/main/kotlin/",
					     "src/main/scala/",  "src/test/java/",
					     "src/test/kotlin/", "src/test/scala/" };
	struct bytes path = project->graph->nodes.items[file].name;

	if (!bytes_ends_with(path, BYTES(".java")) && !bytes_ends_with(path, BYTES(".kt")) &&
	    !bytes_ends_with(path, BYTES(".scala")))
		return;
	for (size_t i = 0; i < ARRAY_SIZE(roots); i++) {
		const char *at = memmem(path.data, path.len, roots[i], strlen(roots[i]));
		struct bytes tail, folder;

		if (!at || (at > path.data && at[-1] != '/'))
			continue;
		tail = bytes_slice(path, (size_t)(at - path.data) + strlen(roots[i]), path.len);
		folder = path_folder(tail);
		if (!map_get(&project->jvm, tail))
			number_put(&project->jvm, tail, file);
		if (!map_get(&project->packages, folder))
			*map_put(&project->packages, folder) =
				bytes_new(project, path_folder(path));
		return;
	}
}

static int
read_all(struct project *project, struct error *err)
{
	size_t n_manifests = 0;

	for (size_t i = 0; i < project->graph->n_files; i++) {
		struct bytes path = project->graph->nodes.items[i].name;
		project_reader *read = reader_of(path);

		note_source(project, (uint32_t)i);
		if (!read)
			continue;
		if (++n_manifests > MANIFESTS_MAX)
			return error_set(err, ERROR_LIMIT,
					 "more than %d manifests in the tree of a graph",
					 MANIFESTS_MAX);
		read(project, path_folder(path), project_content(project, path));
		if (project->failed)
			return -1;
	}
	return 0;
}

int
project_new(struct graph *graph, struct project **made, struct error *err)
{
	struct project *project = memory_calloc(1, sizeof(*project));

	project->graph = graph;
	project->err = err;
	arena_init(&project->arena);
	if (read_all(project, err) < 0) {
		project_free(project);
		return -1;
	}
	*made = project;
	return 0;
}

void
project_free(struct project *project)
{
	if (!project)
		return;
	map_release(&project->go);
	map_release(&project->npm);
	map_release(&project->options);
	map_release(&project->php);
	map_release(&project->crates);
	map_release(&project->jvm);
	map_release(&project->packages);
	arena_release(&project->arena);
	free(project);
}
