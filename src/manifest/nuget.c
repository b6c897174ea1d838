#include "config.h"

#include "manifest/formats.h"

#include "base/macros.h"
#include "manifest/version.h"

/*
 * NuGet: projects of MSBuild and the properties that they share, packages.config,
 * packages.lock.json. Names, and in MSBuild those of elements too, have no letter case.
 */

/* An item of MSBuild that names packages. */
static const struct item {
	const char *element; /* in small letters */
	enum dependency_scope scope;
} items[] = {
	{ "packagereference", SCOPE_RUNTIME },     { "packageversion", SCOPE_INDIRECT },
	{ "globalpackagereference", SCOPE_BUILD }, { "packagedownload", SCOPE_BUILD },
	{ "dotnetclitoolreference", SCOPE_BUILD },
};

/* Properties whose value is a list of places that packages are taken from. */
static const char *const source_lists[] = { "restoresources", "restoreadditionalprojectsources",
					    "restorefallbackfolders",
					    "restoreadditionalprojectfallbackfolders" };

/* The name of an element or attribute without the prefix of its namespace. */
static struct bytes
local_name(struct bytes name)
{
	struct bytes rest = name;

	text_until(&rest, ":");
	return rest.len ? rest : name;
}

/* The value that MSBuild calls KEY: an attribute or an element. */
static const struct document_node *
metadata(const struct document_node *node, const char *key)
{
	for (const struct document_node *entry = node->first; entry; entry = entry->next) {
		struct bytes name = entry->key;

		text_takes(&name, "@");
		if (text_equal_lower(local_name(name), key))
			return entry;
	}
	return NULL;
}

/* The attribute KEY: what an item names is no metadata of it. */
static struct bytes
attribute(const struct document_node *node, const char *key)
{
	for (const struct document_node *entry = node->first; entry; entry = entry->next) {
		struct bytes name = entry->key;

		if (text_takes(&name, "@") && text_equal_lower(name, key))
			return node_text(entry);
	}
	return BYTES_NONE;
}

static struct bytes
version_of(const struct document_node *node)
{
	static const char *const keys[] = { "versionoverride", "version" };
	struct bytes version = BYTES_NONE;

	for (size_t i = 0; i < ARRAY_SIZE(keys) && !version.data; i++)
		version = node_text(metadata(node, keys[i]));
	return version;
}

/* `a;b` names two. */
static int
names_add(struct manifest_reader *reader, struct bytes names, const struct dependency *like)
{
	struct bytes name;

	while (bytes_split(&names, ';', &name)) {
		struct dependency found = *like;

		found.name = manifest_lower(reader, bytes_trim(name));
		if (manifest_add(reader, &found) < 0)
			return -1;
	}
	return 0;
}

static int
item_read(struct manifest_reader *reader, const struct document_node *node,
	  enum dependency_scope scope)
{
	struct bytes names = attribute(node, "include");
	struct bytes version = version_of(node);

	if (!names.data)
		names = attribute(node, "update");
	if (!names.data)
		return 0;
	if (text_equal_lower(node_text(metadata(node, "privateassets")), "all"))
		scope = scope == SCOPE_RUNTIME ? SCOPE_DEV : scope;
	return names_add(reader, names,
			 &(struct dependency){ .version = version,
					       .scope = scope,
					       .pinned = version_is_exact_nuget(version),
					       .line = node->line,
					       .column = node->column });
}

static int
sdk_add(struct manifest_reader *reader, const struct document_node *node, struct bytes names,
	struct bytes version)
{
	return names_add(reader, names,
			 &(struct dependency){ .version = version,
					       .scope = SCOPE_BUILD,
					       .pinned = version.len > 0,
					       .line = node->line,
					       .column = node->column });
}

/* An SDK with a version is taken from the registry: Sdk="a/1.0;b", <Sdk Name= Version= />, or
 * <Import Sdk= Version= />. */
static int
sdk_read(struct manifest_reader *reader, const struct document_node *node)
{
	struct bytes all = node_text(node), one;

	if (attribute(node, "name").data)
		return sdk_add(reader, node, attribute(node, "name"), attribute(node, "version"));
	if (text_equal_lower(local_name(node->parent->key), "import") &&
	    attribute(node->parent, "version").len)
		return sdk_add(reader, node, all, attribute(node->parent, "version"));
	while (bytes_split(&all, ';', &one)) {
		struct bytes version = bytes_trim(one);
		struct bytes name = text_until(&version, "/");

		if (version.len && sdk_add(reader, node, name, version) < 0)
			return -1;
	}
	return 0;
}

/* `a;$(b)`: what other properties say is not known. */
static int
sources_read(struct manifest_reader *reader, const struct document_node *node)
{
	struct bytes all = node_text(node), one;

	while (bytes_split(&all, ';', &one)) {
		one = bytes_trim(one);
		if (one.len && !bytes_starts_with(one, BYTES("$(Restore")) &&
		    manifest_add_registry(reader, one, "https://api.nuget.org/v3/index.json",
					  node->line, node->column) < 0)
			return -1;
	}
	return 0;
}

static int
element_read(struct manifest_reader *reader, const struct document_node *node)
{
	struct bytes name;

	if (!node->key.data)
		return 0;
	name = local_name(node->key);
	if (text_equal_lower(name, "sdk") || text_equal_lower(name, "@sdk"))
		return sdk_read(reader, node);
	for (size_t i = 0; i < ARRAY_SIZE(source_lists); i++) {
		if (text_equal_lower(name, source_lists[i]))
			return sources_read(reader, node);
	}
	for (size_t i = 0; i < ARRAY_SIZE(items); i++) {
		if (text_equal_lower(name, items[i].element))
			return item_read(reader, node, items[i].scope);
	}
	return 0;
}

/* Items stand at any depth: in groups, within conditions, within targets. */
int
msbuild_read(struct manifest_reader *reader, const struct document_node *root)
{
	for (const struct document_node *node = root; node; node = node_following(node, root)) {
		if (element_read(reader, node) < 0)
			return -1;
	}
	return 0;
}

static int
package_read(struct manifest_reader *reader, const struct document_node *node,
	     enum dependency_scope scope)
{
	struct bytes version = node_text(metadata(node, "version"));
	struct dependency found = { .version = version,
				    .scope = scope,
				    .pinned = version.len > 0,
				    .line = node->line,
				    .column = node->column };

	if (text_equal_lower(node_text(metadata(node, "developmentdependency")), "true"))
		found.scope = SCOPE_DEV;
	found.name = manifest_lower(reader, node_text(metadata(node, "id")));
	return manifest_add(reader, &found);
}

int
packages_config_read(struct manifest_reader *reader, const struct document_node *root)
{
	static const struct section packages = { "packages/package", SCOPE_RUNTIME, package_read };

	return manifest_sections(reader, root, &packages, 1);
}

static int
locked_read(struct manifest_reader *reader, const struct document_node *node,
	    enum dependency_scope scope)
{
	struct bytes type = node_entry_text(node, "type");
	struct dependency found = { .name = manifest_lower(reader, node->key),
				    .version = node_entry_text(node, "resolved"),
				    .scope = scope,
				    .line = node->line,
				    .column = node->column };

	if (bytes_equal_string(type, "Project"))
		found.source = SOURCE_WORKSPACE;
	else if (!bytes_equal_string(type, "Direct"))
		found.scope = SCOPE_INDIRECT;
	return manifest_add(reader, &found);
}

int
packages_lock_read(struct manifest_reader *reader, const struct document_node *root)
{
	static const struct section packages = { "dependencies/*/*", SCOPE_RUNTIME, locked_read };

	return manifest_sections(reader, root, &packages, 1);
}
