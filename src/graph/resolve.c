#include "config.h"

#include "graph/graph_impl.h"

#include "graph/project.h"
#include "source/module.h"

/*
 * From an import to nodes: by what the manifests of the tree say, else by the usual places of the
 * language.
 */

struct target {
	struct graph *graph;
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

static bool
try_file(void *ctx, struct bytes path)
{
	struct target *target = ctx;

	target->graph->work += 1 + path.len / BYTES_PER_WORK;
	return target_add(target, number_get(&target->graph->paths, path));
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
	struct project_import asked = { language, path, import->module };

	if (names && project_candidates(names->project, &asked, file, folder, ctx))
		return;
	if (!module_candidates(language, path, import, which, file, ctx) && names)
		(void)project_elsewhere(names->project, &asked, file, folder, ctx);
}

void
graph_resolve(struct graph *graph, const struct language *language, struct bytes path,
	      const struct import *import, target_visitor *visit, void *ctx)
{
	struct target target = { graph, visit, ctx };
	size_t n = import->computed ? 0 : module_n_targets(language, import);

	for (size_t i = 0; i < n && !graph_is_spent(graph); i++)
		graph_candidates(graph, language, path, import, i, try_file, try_folder, &target);
}
