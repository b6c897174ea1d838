#include "config.h"

#include "manifest/formats.h"

#include "base/macros.h"
#include "manifest/properties.h"
#include "manifest/version.h"

/*
 * libs.versions.toml, Gradle's version catalog: a library is "group:artifact:version" or a table;
 * its version a text, a table of what may be taken, or the name of one of [versions].
 */

struct catalog {
	struct manifest_reader reader; /* first, so that the one is the other */
	struct properties versions;
};

/* A rich version: what must be taken, else what should. */
static struct bytes
version_text(const struct document_node *version)
{
	static const char *const keys[] = { "strictly", "require", "prefer" };

	for (size_t i = 0; i < ARRAY_SIZE(keys); i++) {
		if (node_entry(version, keys[i]))
			return node_entry_text(version, keys[i]);
	}
	return node_text(version);
}

static struct bytes
version_of(const struct catalog *catalog, const struct document_node *node)
{
	const struct document_node *version = node_entry(node, "version");
	struct bytes ref = node_entry_text(version, "ref");

	return ref.data ? properties_find(&catalog->versions, ref) : version_text(version);
}

static int
entry_add(struct catalog *catalog, const struct document_node *node, struct bytes name,
	  struct bytes version, enum dependency_scope scope)
{
	return manifest_add(&catalog->reader,
			    &(struct dependency){ .name = name,
						  .version = version,
						  .scope = scope,
						  .pinned = version_is_exact_maven(version),
						  .line = node->line,
						  .column = node->column });
}

/* The name in front of the last `:` of N, and the version behind it. */
static struct bytes
notation_split(struct bytes notation, size_t n, struct bytes *version)
{
	struct bytes rest = notation;
	size_t len = 0;

	for (size_t i = 0; i < n; i++)
		len += text_until(&rest, ":").len + (i > 0);
	*version = len < notation.len ? rest : BYTES_NONE;
	return bytes_slice(notation, 0, len);
}

static int
library_read(struct manifest_reader *reader, const struct document_node *node,
	     enum dependency_scope scope)
{
	struct catalog *catalog = (struct catalog *)reader;
	struct bytes name = node_entry_text(node, "module");
	struct bytes version;

	if (node->kind == NODE_STRING) {
		name = notation_split(node->text, 2, &version);
		return entry_add(catalog, node, name, version, scope);
	}
	if (!name.data && node_entry(node, "name"))
		name = manifest_join(reader, node_entry_text(node, "group"),
				     node_entry_text(node, "name"));
	return entry_add(catalog, node, name, version_of(catalog, node), scope);
}

static int
plugin_read(struct manifest_reader *reader, const struct document_node *node,
	    enum dependency_scope scope)
{
	struct catalog *catalog = (struct catalog *)reader;
	struct bytes name = node_entry_text(node, "id");
	struct bytes version;

	if (node->kind != NODE_STRING)
		return entry_add(catalog, node, name, version_of(catalog, node), scope);
	name = notation_split(node->text, 1, &version);
	return entry_add(catalog, node, name, version, scope);
}

int
version_catalog_read(struct manifest_reader *reader, const struct document_node *root)
{
	static const struct section sections[] = {
		{ "libraries/*", SCOPE_RUNTIME, library_read },
		{ "plugins/*", SCOPE_BUILD, plugin_read },
	};
	struct catalog catalog = { .reader = *reader };
	const struct document_node *node = node_entry(root, "versions");
	int result;

	node = node && node->kind == NODE_MAPPING ? node->first : NULL;
	for (; node; node = node->next)
		properties_add(&catalog.versions, node->key, version_text(node));
	properties_sort(&catalog.versions);
	result = manifest_sections(&catalog.reader, root, sections, ARRAY_SIZE(sections));
	*reader = catalog.reader;
	properties_release(&catalog.versions);
	return result;
}
