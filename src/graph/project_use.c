#include "config.h"

#include "graph/project_impl.h"

/*
 * From what manifests say to what names mean: each claims the names that it speaks of.
 */

enum {
	EXTENDS_MAX = 8, /* one through another */
	LAYERS_MAX = 32, /* of one file of options */
};

struct bytes
project_join(struct arena *arena, struct bytes folder, struct bytes name)
{
	CLEANUP(buf_release) struct buf joined = BUF_INIT;

	if (!path_append(&joined, folder) || !path_append(&joined, name))
		return BYTES_NONE;
	return arena_copy(arena, buf_bytes(&joined));
}

struct claim *
project_claim(struct project *project, struct map *map, struct bytes name, struct bytes folder)
{
	struct claim *claim = project_new_of(project, struct claim);
	struct claim *first = map_get(map, name);

	claim->folder = folder;
	if (!first) {
		claim->last = claim;
		project_put(project, map, name, claim);
		return claim;
	}
	first->last->next = claim;
	first->last = claim;
	return claim;
}

static void
pairs_use(struct project *project, struct map *map, struct bytes folder, const struct pair *pair)
{
	for (; pair && !project_is_full(project); pair = pair->next) {
		struct bytes target = project_join(&project->scratch, folder, pair->path);
		struct claim *claim;

		if (!target.data)
			continue;
		claim = project_claim(project, map, pair->name, folder);
		claim->target = project_copy(project, target);
		claim->own = pair->own;
	}
}

void
project_use_go(struct project *project, struct bytes folder, const void *facts)
{
	pairs_use(project, &project->go, folder, facts);
}

void
project_use_composer(struct project *project, struct bytes folder, const void *facts)
{
	pairs_use(project, &project->php, folder, facts);
}

void
project_use_cargo(struct project *project, struct bytes folder, const void *facts)
{
	pairs_use(project, &project->crates, folder, facts);
}

void
project_use_package(struct project *project, struct bytes folder, const void *facts)
{
	const struct package *package = facts;

	project_claim(project, &project->npm_at, folder, folder)->package = package;
	if (package->name.len)
		project_claim(project, &project->npm, package->name, folder)->package = package;
}

/* The path of what options in FOLDER extend by NAME, empty when it is no file of the tree. */
static struct bytes
extended(struct project *project, struct bytes folder, struct bytes name)
{
	struct bytes path;

	if (!module_is_relative(name))
		return BYTES_NONE;
	path = project_join(&project->scratch, folder, name);
	if (number_get(&project->graph->paths, path) != GRAPH_NONE)
		return path;
	return arena_printf(&project->scratch, "%.*s.json", BYTES_ARG(path));
}

static struct layer *
layer_add(struct project *project, struct layer ***end, struct bytes folder,
	  const struct options *options)
{
	struct layer *layer = project_new_of(project, struct layer);

	*layer = (struct layer){ project_copy(project, folder), options, NULL };
	**end = layer;
	*end = &layer->next;
	return layer;
}

/* What is not gone through yet: a layer behind which stands what it extends. */
struct extending {
	const struct options *options;
	struct bytes folder;
	size_t next;
};

/* OPTIONS, in FOLDER, and all that they extend. */
static struct layer *
layers_find(struct project *project, struct bytes folder, const struct options *options)
{
	struct extending stack[EXTENDS_MAX] = { { options, folder, 0 } };
	struct layer *first = NULL, **end = &first;
	size_t depth = 1;

	layer_add(project, &end, folder, options);
	for (size_t n = 0; depth > 0 && n < LAYERS_MAX;) {
		struct extending *top = &stack[depth - 1];
		const struct options *next;
		struct bytes path;

		if (top->next == top->options->n_extends) {
			depth--;
			continue;
		}
		n++;
		path = extended(project, top->folder, top->options->extends[top->next++]);
		next = path.len ? project_facts(project, MANIFEST_OPTIONS, path) : NULL;
		if (!next)
			continue;
		layer_add(project, &end, path_folder(path), next);
		if (depth < EXTENDS_MAX)
			stack[depth++] = (struct extending){ next, path_folder(path), 0 };
	}
	return first;
}

void
project_use_options(struct project *project, struct bytes folder, const void *facts)
{
	struct claim *claim = project_claim(project, &project->options, folder, folder);
	struct layer *layer = layers_find(project, folder, facts);

	claim->options.layers = layer;
	for (; layer && !claim->options.base.data; layer = layer->next) {
		struct bytes base = layer->options->base;

		if (base.data)
			base = project_join(&project->scratch, layer->folder, base);
		if (base.data)
			claim->options.base = project_copy(project, base);
	}
}
