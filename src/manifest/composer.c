#include "config.h"

#include "manifest/formats.h"

#include "base/macros.h"
#include "manifest/version.h"

/*
 * composer.json and composer.lock. Names are compared in small letters; one without a vendor is of
 * the platform (php, ext-json), not of a package.
 */

/* `dev-main#commit` names one; "dev-" alone is a branch. */
static bool
is_pinned(struct bytes version)
{
	struct bytes commit = version;

	text_until(&commit, "#");
	return version_is_exact_composer(version) || version_is_commit(commit);
}

static int
requirement_read(struct manifest_reader *reader, const struct document_node *node,
		 enum dependency_scope scope)
{
	struct bytes version = node_text(node);

	if (!text_has(node->key, '/'))
		return 0;
	return manifest_add(reader, &(struct dependency){ .name = manifest_lower(reader, node->key),
							  .version = version,
							  .scope = scope,
							  .pinned = is_pinned(version),
							  .line = node->line,
							  .column = node->column });
}

/* { "type": "vcs", "url": .. }; packages may come from there as well. */
static int
repository_read(struct manifest_reader *reader, const struct document_node *node,
		enum dependency_scope scope)
{
	(void)scope;
	return manifest_add_registry_node(reader, node, "https://repo.packagist.org");
}

int
composer_json_read(struct manifest_reader *reader, const struct document_node *root)
{
	static const struct section sections[] = {
		{ "require/*", SCOPE_RUNTIME, requirement_read },
		{ "require-dev/*", SCOPE_DEV, requirement_read },
		{ "repositories/*", SCOPE_RUNTIME, repository_read },
	};

	return manifest_sections(reader, root, sections, ARRAY_SIZE(sections));
}

/* What a registry has given says where its downloads are counted. */
static void
origin_read(struct dependency *found, const struct document_node *node)
{
	const struct document_node *dist = node_entry(node, "dist");
	const struct document_node *source = node_entry(node, "source");
	struct bytes notified = node_entry_text(node, "notification-url");

	if (notified.len) {
		if (!bytes_starts_with(notified, BYTES("https://packagist.org/")))
			found->location = notified;
		return;
	}
	found->source = SOURCE_URL;
	found->location = node_entry_text(dist, "url");
	if (bytes_equal_string(node_entry_text(dist, "type"), "path"))
		found->source = SOURCE_PATH;
	else if (node_entry_text(source, "url").data) {
		found->source = SOURCE_GIT;
		found->location = node_entry_text(source, "url");
	}
}

static int
package_read(struct manifest_reader *reader, const struct document_node *node,
	     enum dependency_scope scope)
{
	const struct document_node *name = node_entry(node, "name");
	struct dependency found = { .version = node_entry_text(node, "version"), .scope = scope };

	if (!name)
		return 0;
	found.name = manifest_lower(reader, node_text(name));
	found.line = name->line;
	found.column = name->column;
	origin_read(&found, node);
	return manifest_add(reader, &found);
}

int
composer_lock_read(struct manifest_reader *reader, const struct document_node *root)
{
	static const struct section sections[] = {
		{ "packages/*", SCOPE_RUNTIME, package_read },
		{ "packages-dev/*", SCOPE_DEV, package_read },
	};

	return manifest_sections(reader, root, sections, ARRAY_SIZE(sections));
}
