#include "config.h"

#include "graph/project_impl.h"

#include "source/module.h"

/* JavaScript and TypeScript: packages, and what compiler options say of names. */

/* A path from a folder. */
struct place {
	struct project_lookup *lookup;
	struct bytes folder;
};

static bool
try_place(void *ctx, struct bytes target)
{
	struct place *place = ctx;

	return project_try_from(place->lookup, place->folder, target);
}

static bool
try_layers(struct project_lookup *lookup, const struct claim *claim, struct bytes module)
{
	const struct layer *layer = claim->options.layers;
	struct bytes base = claim->options.base;

	for (; layer && !project_is_spent(lookup); layer = layer->next) {
		struct place place = { lookup, base.data ? base : layer->folder };

		if (aliases_find(lookup, &layer->options->paths, module, try_place, &place))
			return true;
	}
	return base.data && project_try_from(lookup, base, module);
}

static bool
try_imports(struct project_lookup *lookup, const struct claim *claim, struct bytes module)
{
	struct place place = { lookup, claim->folder };

	return aliases_find(lookup, &claim->package->imports, module, try_place, &place);
}

/* Asks what MAP has for the folders above the file, the nearest first, until one knows. */
static bool
each_above(struct project_lookup *lookup, const struct map *map, claim_visitor *visit)
{
	struct bytes folder = lookup->import->path;

	do {
		folder = path_folder(folder);
		if (project_each(lookup, project_get(lookup, map, folder), false, visit,
				 lookup->import->module))
			return true;
	} while (folder.len && !project_is_spent(lookup));
	return false;
}

static bool
try_entries(struct project_lookup *lookup, const struct claim *claim)
{
	for (size_t i = 0; i < claim->package->n_entries; i++) {
		if (project_try_from(lookup, claim->folder, claim->package->entries[i]))
			return true;
	}
	return false;
}

static bool
try_subpath(struct project_lookup *lookup, const struct claim *claim, struct bytes rest)
{
	struct place place = { lookup, claim->folder };
	CLEANUP(buf_release) struct buf key = BUF_INIT;

	buf_add_string(&key, "./");
	buf_add(&key, rest);
	if (aliases_find(lookup, &claim->package->exports, buf_bytes(&key), try_place, &place) ||
	    project_try_from(lookup, claim->folder, rest))
		return true;
	buf_clear(&key);
	buf_add_string(&key, "src/");
	buf_add(&key, rest);
	return project_try_from(lookup, claim->folder, buf_bytes(&key));
}

/* REST is what stands behind the package's name. */
static bool
try_package(struct project_lookup *lookup, const struct claim *claim, struct bytes rest)
{
	if (rest.len)
		return try_subpath(lookup, claim, rest);
	return try_entries(lookup, claim) ||
	       project_try_from(lookup, claim->folder, BYTES("index")) ||
	       project_try_from(lookup, claim->folder, BYTES("src/index"));
}

static bool
find_package(struct project_lookup *lookup)
{
	struct bytes module = lookup->import->module;
	struct bytes name = project_first_part(module);

	return project_each(lookup, project_get(lookup, &lookup->project->npm, name), false,
			    try_package,
			    bytes_slice(module, name.len + (name.len < module.len), module.len));
}

/* A folder with a package.json of its own. That it has no name is no matter, and what it is not
 * entered by may be meant all the same, so this is never the last word. */
static void
try_package_at(struct project_lookup *lookup)
{
	CLEANUP(buf_release) struct buf folder = BUF_INIT;
	const struct claim *claim;

	if (!path_append(&folder, path_folder(lookup->import->path)) ||
	    !path_append(&folder, lookup->import->module))
		return;
	claim = project_get(lookup, &lookup->project->npm_at, buf_bytes(&folder));
	if (claim)
		(void)try_entries(lookup, claim);
}

bool
project_find_ecmascript(struct project_lookup *lookup)
{
	if (module_is_relative(lookup->import->module)) {
		try_package_at(lookup);
		return false;
	}
	return each_above(lookup, &lookup->project->options, try_layers) ||
	       each_above(lookup, &lookup->project->npm_at, try_imports) || find_package(lookup);
}
