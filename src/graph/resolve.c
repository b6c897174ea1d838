#include "config.h"

#include "graph/graph_impl.h"

#include "base/buf.h"
#include "base/macros.h"
#include "base/path.h"
#include "graph/project.h"
#include "source/module.h"

/*
 * From an import to nodes: by what the manifests of the tree say, else by the usual places of the
 * language.
 */

struct target {
	struct graph *graph;
	const struct language *language;
	target_visitor *visit;
	void *ctx;
};

enum { BYTES_PER_WORK = 4 };

static bool
target_add(struct target *target, uint32_t node)
{
	if (node != GRAPH_NONE)
		target->visit(target->ctx, node);
	return node != GRAPH_NONE || graph_is_spent(target->graph);
}

static uint32_t
file_find(struct target *target, struct bytes path)
{
	target->graph->work += 1 + path.len / BYTES_PER_WORK;
	return graph_file(target->graph, path);
}

/* Endings of files that a name may mean as well as the one that was found: which of them it is, the
 * settings of a compiler or a bundler say. */
static const struct {
	enum language_id language;
	const char *found, *rival;
} rivals[] = {
	{ LANGUAGE_PYTHON, ".py", "/__init__.py" }, { LANGUAGE_JAVASCRIPT, ".js", ".ts" },
	{ LANGUAGE_JAVASCRIPT, ".js", ".tsx" },     { LANGUAGE_TYPESCRIPT, ".js", ".ts" },
	{ LANGUAGE_TYPESCRIPT, ".js", ".tsx" },     { LANGUAGE_TYPESCRIPT, ".jsx", ".tsx" },
	{ LANGUAGE_TYPESCRIPT, ".mjs", ".mts" },    { LANGUAGE_TYPESCRIPT, ".cjs", ".cts" },
	{ LANGUAGE_TYPESCRIPT, ".ts", ".tsx" },     { LANGUAGE_TYPESCRIPT, ".ts", ".js" },
	{ LANGUAGE_TYPESCRIPT, ".d.ts", ".js" },    { LANGUAGE_TYPESCRIPT, ".d.ts", ".jsx" },
};

static enum language_id
dialect(const struct language *language)
{
	bool typed = language->id == LANGUAGE_TSX || language->id == LANGUAGE_COMPONENT;

	return typed ? LANGUAGE_TYPESCRIPT : language->id;
}

static void
rivals_add(struct target *target, struct bytes path)
{
	enum language_id language = dialect(target->language);

	for (size_t i = 0; i < ARRAY_SIZE(rivals); i++) {
		CLEANUP(buf_release) struct buf rival = BUF_INIT;
		struct bytes ending = bytes_of(rivals[i].found);

		if (rivals[i].language != language || !bytes_ends_with(path, ending))
			continue;
		buf_add(&rival, bytes_slice(path, 0, path.len - ending.len));
		buf_add_string(&rival, rivals[i].rival);
		(void)target_add(target, file_find(target, buf_bytes(&rival)));
	}
}

/* A file that imports nothing, as it is of no language, hides none that stands behind it; nor does
 * one without an ending, which only its whole name makes one of a language. */
static bool
hides(struct bytes path)
{
	struct bytes name = path_name(path);

	return language_of_path(path) && name.len && memchr(name.data, '.', name.len);
}

static bool
try_file(void *ctx, struct bytes path)
{
	struct target *target = ctx;
	uint32_t node = file_find(target, path);

	if (!target_add(target, node))
		return false;
	if (node == GRAPH_NONE)
		return true;
	rivals_add(target, path);
	return hides(path) || graph_is_spent(target->graph);
}

static bool
try_folder(void *ctx, struct bytes path)
{
	struct target *target = ctx;

	target->graph->work += 1 + path.len / BYTES_PER_WORK;
	return target_add(target, graph_folder(target->graph, path));
}

void
graph_candidates(const struct graph *names, const struct language *language, struct bytes path,
		 const struct import *import, size_t which, module_visitor *file,
		 module_visitor *folder, void *ctx)
{
	bool taken = language->id == LANGUAGE_PYTHON && which < import->n_names;
	struct project_import asked = { language, path, import->module,
					taken ? import->names[which] : BYTES_NONE };

	if (names && project_candidates(names->project, &asked, file, folder, ctx))
		return;
	if (!module_candidates(language, path, import, which, file, ctx) && names)
		(void)project_elsewhere(names->project, &asked, file, folder, ctx);
}

void
graph_resolve(struct graph *graph, const struct language *language, struct bytes path,
	      const struct import *import, target_visitor *visit, void *ctx)
{
	struct target target = { graph, language, visit, ctx };
	size_t n = import->computed ? 0 : module_n_targets(language, import);

	for (size_t i = 0; i < n && !graph_is_spent(graph); i++)
		graph_candidates(graph, language, path, import, i, try_file, try_folder, &target);
}
