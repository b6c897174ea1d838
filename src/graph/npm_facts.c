#include "config.h"

#include "graph/project_impl.h"

/*
 * What package.json and the options of the TypeScript compiler say.
 */

enum { CONDITIONS_MAX = 4, TARGETS_MAX = 16 };

/* What an entry of `exports` says for a use of the package: of conditions, the first that leads to
 * a text; of a sequence, its first one. */
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
		node = node->kind == NODE_SEQUENCE ? node->first : next;
	}
	return BYTES_NONE;
}

static void
subpath_add(struct project *project, struct aliases *aliases, struct bytes name,
	    const struct document_node *node)
{
	struct bytes target = condition(node);

	if (target.len)
		aliases_add(project, aliases, name, &target, 1);
}

/* `exports`: a text or conditions for the package itself, or a mapping of subpaths. */
static void
subpaths_read(struct project *project, struct aliases *aliases, const struct document_node *node)
{
	if (!node)
		return;
	if (node->kind != NODE_MAPPING ||
	    (node->first && !bytes_starts_with(node->first->key, BYTES(".")) &&
	     !bytes_starts_with(node->first->key, BYTES("#")))) {
		subpath_add(project, aliases, BYTES("."), node);
		return;
	}
	for (const struct document_node *at = node->first; at; at = at->next)
		subpath_add(project, aliases, at->key, at);
}

void *
facts_of_package(struct project *project, struct bytes text)
{
	static const char *const keys[] = { "source", "types", "typings", "module", "main" };
	const struct document_node *root = project_parse(project, DOCUMENT_JSON, text);
	struct package *package = project_new_of(project, struct package);
	struct bytes *entries =
		project_alloc(project, (ARRAY_SIZE(keys) + 1) * sizeof(*package->entries));
	const struct alias *exported;

	package->name = project_copy(project, node_entry_text(root, "name"));
	package->entries = entries;
	subpaths_read(project, &package->exports, node_entry(root, "exports"));
	subpaths_read(project, &package->imports, node_entry(root, "imports"));
	exported = map_get(&package->exports.exact, BYTES("."));
	if (exported)
		entries[package->n_entries++] = exported->targets[0];
	for (size_t i = 0; i < ARRAY_SIZE(keys); i++) {
		struct bytes entry = node_entry_text(root, keys[i]);

		if (entry.len)
			entries[package->n_entries++] = project_copy(project, entry);
	}
	return package;
}

static void
path_read(struct project *project, struct aliases *aliases, const struct document_node *line)
{
	struct bytes targets[TARGETS_MAX];
	size_t n = 0;

	for (const struct document_node *at = line->first; at && n < TARGETS_MAX; at = at->next) {
		if (node_text(at).len)
			targets[n++] = node_text(at);
	}
	aliases_add(project, aliases, line->key, targets, n);
}

/* A text or a sequence, of which the last counts most. */
static void
extends_read(struct project *project, struct options *options, const struct document_node *node)
{
	bool many = node && node->kind == NODE_SEQUENCE;
	size_t n = many ? node->n_children : node != NULL;
	struct bytes *kept = project_alloc(project, (n + 1) * sizeof(*kept));
	const struct document_node *at = many ? node->first : node;

	for (size_t i = n; i-- > 0; at = at->next)
		kept[i] = project_copy(project, node_text(at));
	options->extends = kept;
	options->n_extends = n;
}

void *
facts_of_options(struct project *project, struct bytes text)
{
	const struct document_node *root = project_parse(project, DOCUMENT_JSONC, text);
	const struct document_node *compiler = node_entry(root, "compilerOptions");
	const struct document_node *paths = node_entry(compiler, "paths");
	struct options *options = project_new_of(project, struct options);
	struct bytes base = node_entry_text(compiler, "baseUrl");

	if (base.len)
		options->base = project_copy(project, base);
	for (const struct document_node *at = paths ? paths->first : NULL; at; at = at->next) {
		if (at->key.data)
			path_read(project, &options->paths, at);
	}
	extends_read(project, options, node_entry(root, "extends"));
	return options;
}
