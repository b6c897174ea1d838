#include "config.h"

#include "manifest/formats.h"

#include "base/macros.h"
#include "manifest/version.h"

/*
 * Cargo.toml and Cargo.lock, by the manifest format of the Cargo Book.
 */

/* Where a detailed dependency is taken from. With a path or a repository the version only says what
 * is expected there. */
static void
source_read(struct dependency *found, const struct document_node *node)
{
	struct bytes path = node_entry_text(node, "path");
	struct bytes index = node_entry_text(node, "registry-index");

	found->location = index.data ? index : node_entry_text(node, "registry");
	if (node_entry_is_true(node, "workspace"))
		found->source = SOURCE_WORKSPACE;
	if (path.data) {
		found->source = SOURCE_PATH;
		found->location = path;
	}
	dependency_read_git(found, node);
}

static int
dependency_read(struct manifest_reader *reader, const struct document_node *node,
		enum dependency_scope scope)
{
	struct bytes package = node_entry_text(node, "package");
	struct dependency found = dependency_of(node, package.data ? package : node->key, scope);

	found.asked_as = package.data ? node->key : BYTES_NONE;
	found.pinned = version_is_exact_cargo(found.version);
	source_read(&found, node);
	return manifest_add(reader, &found);
}

/* [replace]: a key is the id of a package, `foo:0.1.0` or with a URL in front. */
static int
replace_read(struct manifest_reader *reader, const struct document_node *node,
	     enum dependency_scope scope)
{
	struct dependency found = { .scope = scope, .line = node->line, .column = node->column };
	struct bytes id = node->key;
	size_t hash = text_find(id, "#");

	id = bytes_slice(id, hash < id.len ? hash + 1 : 0, id.len);
	found.name = text_until(&id, ":@");
	source_read(&found, node);
	return manifest_add(reader, &found);
}

/* As the book still allows them, with an underscore too. */
#define CRATE_SECTIONS(prefix)                                                                     \
	{ prefix "dependencies/*", SCOPE_RUNTIME, dependency_read },                               \
		{ prefix "dev-dependencies/*", SCOPE_DEV, dependency_read },                       \
		{ prefix "dev_dependencies/*", SCOPE_DEV, dependency_read },                       \
		{ prefix "build-dependencies/*", SCOPE_BUILD, dependency_read },                   \
	{                                                                                          \
		prefix "build_dependencies/*", SCOPE_BUILD, dependency_read                        \
	}

int
cargo_toml_read(struct manifest_reader *reader, const struct document_node *root)
{
	static const struct section sections[] = {
		CRATE_SECTIONS(""),
		CRATE_SECTIONS("target/*/"),
		{ "workspace/dependencies/*", SCOPE_INDIRECT, dependency_read },
		{ "patch/*/*", SCOPE_INDIRECT, dependency_read },
		{ "replace/*", SCOPE_INDIRECT, replace_read },
	};

	return manifest_sections(reader, root, sections, ARRAY_SIZE(sections));
}

/* `registry+URL`, `sparse+URL`, `git+URL?rev=..#commit`; none: part of the workspace, or a path. */
static void
locked_source_read(struct dependency *found, struct bytes source)
{
	static const char *const own[] = {
		"registry+https://github.com/rust-lang/crates.io-index",
		"sparse+https://index.crates.io/",
		"registry+https://index.crates.io/",
	};

	if (!source.data) {
		found->source = SOURCE_WORKSPACE;
		return;
	}
	if (is_one_of(source, own, ARRAY_SIZE(own)))
		return;
	found->location = source;
	if (bytes_starts_with(source, BYTES("git+"))) {
		found->source = SOURCE_GIT;
		found->location = text_until(&source, "#");
		found->version = source.len ? source : found->version;
	} else if (!bytes_starts_with(source, BYTES("registry+")) &&
		   !bytes_starts_with(source, BYTES("sparse+"))) {
		found->source = SOURCE_URL;
	}
}

static int
package_read(struct manifest_reader *reader, const struct document_node *node,
	     enum dependency_scope scope)
{
	const struct document_node *name = node_entry(node, "name");
	struct dependency found = { .name = node_text(name),
				    .version = node_entry_text(node, "version"),
				    .scope = scope };

	if (!name)
		return 0;
	found.line = name->line;
	found.column = name->column;
	locked_source_read(&found, node_entry_text(node, "source"));
	return manifest_add(reader, &found);
}

int
cargo_lock_read(struct manifest_reader *reader, const struct document_node *root)
{
	static const struct section packages = { "package/*", SCOPE_RUNTIME, package_read };

	return manifest_sections(reader, root, &packages, 1);
}
