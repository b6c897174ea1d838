#include "config.h"

#include "graph/project_impl.h"

#include "source/module.h"

/* JavaScript and TypeScript: packages, and what compiler options say of names. */

enum { EXTENDS_MAX = 8, CONDITIONS_MAX = 4 };

/* What an entry of `exports` says for a use of the package: of conditions, the first that leads to
 * a text. */
static struct bytes
condition(const struct document_node *node)
{
	static const char *const wanted[] = { "source",  "types", "import",
					      "require", "node",  "default" };

	for (int depth = 0; node && depth < CONDITIONS_MAX; depth++) {
		const struct document_node *next = NULL;

		if (node->kind == NODE_STRING)
			return node->text;
		for (size_t i = 0; i < ARRAY_SIZE(wanted) && !next; i++)
			next = node_entry(node, wanted[i]);
		node = next;
	}
	return BYTES_NONE;
}

struct bytes
project_export(const struct document_node *exports, struct bytes subpath)
{
	bool root = bytes_equal(subpath, BYTES("."));

	if (!exports)
		return BYTES_NONE;
	if (exports->kind == NODE_STRING || (exports->kind == NODE_MAPPING && exports->first &&
					     !bytes_starts_with(exports->first->key, BYTES("."))))
		return root ? condition(exports) : BYTES_NONE;
	for (const struct document_node *at = exports->first; at; at = at->next) {
		if (bytes_equal(at->key, subpath))
			return condition(at);
	}
	return BYTES_NONE;
}

void
project_read_package(struct project *project, struct bytes folder, struct bytes text)
{
	static const char *const keys[] = { "source", "types", "typings", "module", "main" };
	const struct document_node *root = project_parse(project, DOCUMENT_JSON, text);
	struct package *package = arena_new(&project->arena, struct package);
	struct bytes *entries =
		arena_new_array(&project->arena, struct bytes, ARRAY_SIZE(keys) + 1);
	struct bytes entry;

	package->folder = arena_copy(&project->arena, folder);
	package->entries = entries;
	package->exports = node_entry(root, "exports");
	entry = project_export(package->exports, BYTES("."));
	if (entry.len)
		entries[package->n_entries++] = project_join(&project->arena, folder, entry);
	for (size_t i = 0; i < ARRAY_SIZE(keys); i++) {
		entry = node_entry_text(root, keys[i]);
		if (entry.len)
			entries[package->n_entries++] =
				project_join(&project->arena, folder, entry);
	}
	if (node_entry_text(root, "name").len)
		project_claim(project, &project->npm, node_entry_text(root, "name"), package);
}

static struct alias *
read_alias(struct project *project, struct bytes base, const struct document_node *line)
{
	struct alias *alias = arena_new(&project->arena, struct alias);
	const char *star = memchr(line->key.data, '*', line->key.len);
	struct bytes *targets =
		arena_new_array(&project->arena, struct bytes, line->n_children + 1);

	alias->star = star != NULL;
	alias->before =
		star ? bytes_slice(line->key, 0, (size_t)(star - line->key.data)) : line->key;
	if (star)
		alias->after = bytes_slice(line->key, alias->before.len + 1, line->key.len);
	alias->targets = targets;
	for (const struct document_node *at = line->first; at; at = at->next) {
		struct bytes target = project_join(&project->arena, base, node_text(at));

		if (node_text(at).len && target.len)
			targets[alias->n_targets++] = target;
	}
	return alias;
}

static void
read_aliases(struct project *project, struct compiler_options *options, struct bytes folder,
	     const struct document_node *paths)
{
	struct bytes base = options->has_base ? options->base : folder;

	for (const struct document_node *at = paths ? paths->first : NULL; at; at = at->next) {
		struct alias *alias = read_alias(project, base, at);

		alias->next = options->aliases;
		options->aliases = alias;
	}
}

/* The path of what a configuration extends, empty when it is no file of the tree. */
static struct bytes
extended(struct project *project, struct bytes folder, const struct document_node *root)
{
	const struct document_node *extends = node_entry(root, "extends");
	struct bytes name = node_text(extends);
	struct bytes path;

	if (extends && extends->kind == NODE_SEQUENCE)
		name = node_text(extends->last);
	if (!module_is_relative(name))
		return BYTES_NONE;
	path = project_join(&project->arena, folder, name);
	if (number_get(&project->graph->paths, path) != GRAPH_NONE)
		return path;
	return arena_printf(&project->arena, "%.*s.json", BYTES_ARG(path));
}

void
project_read_options(struct project *project, struct bytes folder, struct bytes text)
{
	struct compiler_options *options = arena_new(&project->arena, struct compiler_options);
	struct bytes at = arena_copy(&project->arena, folder);

	for (int depth = 0; depth < EXTENDS_MAX && text.len; depth++) {
		const struct document_node *root = project_parse(project, DOCUMENT_JSONC, text);
		const struct document_node *compiler = node_entry(root, "compilerOptions");
		struct bytes base = node_entry_text(compiler, "baseUrl");
		struct bytes path;

		if (base.len && !options->has_base) {
			options->base = project_join(&project->arena, at, base);
			options->has_base = options->base.data != NULL;
		}
		if (!options->aliases)
			read_aliases(project, options, at, node_entry(compiler, "paths"));
		path = extended(project, at, root);
		text = path.len ? project_content(project, path) : BYTES_NONE;
		at = path_folder(path);
	}
	project_claim(project, &project->options, folder, options);
}

/* TARGET with what the star of ALIAS stands for in MODULE. */
static bool
try_target(struct project_lookup *lookup, const struct alias *alias, struct bytes target)
{
	struct bytes module = lookup->import->module;
	struct bytes middle = bytes_slice(module, alias->before.len, module.len - alias->after.len);
	const char *star = alias->star ? memchr(target.data, '*', target.len) : NULL;

	buf_clear(&lookup->buf);
	if (!star) {
		buf_add(&lookup->buf, target);
	} else {
		buf_add(&lookup->buf, bytes_slice(target, 0, (size_t)(star - target.data)));
		buf_add(&lookup->buf, middle);
		buf_add(&lookup->buf,
			bytes_slice(target, (size_t)(star - target.data) + 1, target.len));
	}
	return project_try(lookup, buf_bytes(&lookup->buf));
}

static bool
alias_matches(const struct alias *alias, struct bytes module)
{
	if (!alias->star)
		return bytes_equal(alias->before, module);
	return module.len >= alias->before.len + alias->after.len &&
	       bytes_starts_with(module, alias->before) && bytes_ends_with(module, alias->after);
}

/* As the compiler chooses: what is written without a star, else the longest text before it. */
static const struct alias *
best_alias(const struct compiler_options *options, struct bytes module)
{
	const struct alias *best = NULL;

	for (const struct alias *at = options->aliases; at; at = at->next) {
		if (!alias_matches(at, module))
			continue;
		if (!best || (best->star && (!at->star || at->before.len > best->before.len)))
			best = at;
	}
	return best;
}

/* The options of the nearest folder that has some. */
static const struct compiler_options *
options_of(const struct project *project, struct bytes path)
{
	const struct compiler_options *options = NULL;

	do {
		path = path_folder(path);
		options = map_get(&project->options, path.len ? path : BYTES(""));
	} while (!options && path.len);
	return options;
}

static bool
find_alias(struct project_lookup *lookup)
{
	const struct compiler_options *options = options_of(lookup->project, lookup->import->path);
	const struct alias *alias;

	if (!options)
		return false;
	alias = best_alias(options, lookup->import->module);
	for (size_t i = 0; alias && i < alias->n_targets; i++) {
		if (try_target(lookup, alias, alias->targets[i]))
			return true;
	}
	return options->has_base &&
	       project_try_below(lookup, options->base, lookup->import->module);
}

static bool
try_entries(struct project_lookup *lookup, const struct package *package)
{
	for (size_t i = 0; i < package->n_entries; i++) {
		if (package->entries[i].data && project_try(lookup, package->entries[i]))
			return true;
	}
	return project_try_below(lookup, package->folder, BYTES("index")) ||
	       project_try_below(lookup, package->folder, BYTES("src/index"));
}

static bool
try_subpath(struct project_lookup *lookup, const struct package *package, struct bytes rest)
{
	struct bytes given, key;

	buf_clear(&lookup->buf);
	buf_add_string(&lookup->buf, "./");
	buf_add(&lookup->buf, rest);
	key = buf_bytes(&lookup->buf);
	given = project_export(package->exports, key);
	if (given.len &&
	    project_try_below(lookup, package->folder, bytes_slice(given, 2, given.len)))
		return true;
	if (project_try_below(lookup, package->folder, rest))
		return true;
	buf_clear(&lookup->buf);
	buf_add(&lookup->buf, package->folder);
	buf_add_string(&lookup->buf, package->folder.len ? "/src/" : "src/");
	buf_add(&lookup->buf, rest);
	return project_try(lookup, buf_bytes(&lookup->buf));
}

static bool
find_package(struct project_lookup *lookup)
{
	struct bytes module = lookup->import->module;
	struct bytes name = project_first_part(module);
	const struct package *package = map_get(&lookup->project->npm, name);

	if (!package)
		return false;
	if (name.len == module.len)
		return try_entries(lookup, package);
	return try_subpath(lookup, package, bytes_slice(module, name.len + 1, module.len));
}

bool
project_find_ecmascript(struct project_lookup *lookup)
{
	return !module_is_relative(lookup->import->module) &&
	       (find_alias(lookup) || find_package(lookup));
}
