#ifndef WRIT_GRAPH_PROJECT_H
#define WRIT_GRAPH_PROJECT_H

/*
 * Where the modules of a tree lie by what its manifests say:
 *
 *   go.mod             the module's path, and replacements by a folder
 *   package.json       the package's name, the file that it is entered by (exports, main, module,
 *                      types, source), its subpaths (exports) and names of its own (imports)
 *   tsconfig*.json, jsconfig*.json
 *                      compilerOptions.baseUrl and paths, also of what they extend by a relative
 *                      name
 *   composer.json      autoload and autoload-dev, psr-4
 *   Cargo.toml         the package's name and lib.path
 *
 * and every source root of the tree: for Java, Kotlin and Scala src/main/java and its like, for
 * Python src. A manifest that cannot be read, or is below node_modules, or below vendor where it is
 * not one of npm, says nothing. Where several say something of one name, each is believed.
 */

#include "source/module.h"

struct graph;
struct project;

/* What a graph knows by its manifests, for project_free. ERROR_LIMIT when there are too many, else
 * the error of an object that cannot be read. */
int project_new(struct graph *graph, struct project **project, struct error *err) MUST_CHECK;
void project_free(struct project *project);

/* An import to be resolved. */
struct project_import {
	const struct language *language;
	struct bytes path;   /* of the file that it is in */
	struct bytes module; /* empty when computed */
	struct bytes name;   /* Python: of what is taken from it, else empty */
};

/* Calls FILE with each path, and FOLDER with each folder, that IMPORT may mean, the likeliest
 * first, until one returns true; whether one did. */
bool project_candidates(const struct project *project, const struct project_import *import,
			module_visitor *file, module_visitor *folder, void *ctx);
/* The same for what the usual places near the file do not hold. */
bool project_elsewhere(const struct project *project, const struct project_import *import,
		       module_visitor *file, module_visitor *folder, void *ctx);

#endif
