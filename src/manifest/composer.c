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
	for (size_t i = 0; i < version.len; i++) {
		if (char_is_in(version.data[i], " |,"))
			return version_is_exact_composer(version);
	}
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

/* { "type": "package", "package": .. } says all of one package itself, where it is from too. */
static int
inline_read(struct manifest_reader *reader, const struct document_node *node,
	    enum dependency_scope scope)
{
	const struct document_node *name = node_entry(node, "name");
	struct dependency found = { .version = node_entry_text(node, "version"),
				    .scope = scope,
				    .source = SOURCE_URL };

	if (!name)
		return 0;
	found.name = manifest_lower(reader, node_text(name));
	found.line = name->line;
	found.column = name->column;
	found.location = node_entry_text(node_entry(node, "dist"), "url");
	if (!found.location.data)
		found.location = node_entry_text(node_entry(node, "source"), "url");
	return manifest_add(reader, &found);
}

int
composer_json_read(struct manifest_reader *reader, const struct document_node *root)
{
	static const struct section sections[] = {
		{ "require/*", SCOPE_RUNTIME, requirement_read },
		{ "require-dev/*", SCOPE_DEV, requirement_read },
		{ "repositories/*", SCOPE_RUNTIME, repository_read },
		{ "repositories/*/package", SCOPE_INDIRECT, inline_read },
		{ "repositories/*/package/*", SCOPE_INDIRECT, inline_read },
	};

	return manifest_sections(reader, root, sections, ARRAY_SIZE(sections));
}

/* Where the packages of Packagist are kept: it has none itself. Which repository there is a
 * package's own is not known here. */
static const char *const code_hosts[] = {
	"https://api.github.com/repos/",
	"https://github.com/",
	"https://codeload.github.com/",
	"https://gitlab.com/",
	"https://bitbucket.org/",
	"https://codeberg.org/",
	"git@github.com:",
	"git@gitlab.com:",
	"git@bitbucket.org:",
};

static bool
is_on_code_host(struct bytes url)
{
	for (size_t i = 0; i < ARRAY_SIZE(code_hosts); i++) {
		if (bytes_starts_with(url, bytes_of(code_hosts[i])))
			return !url_is_devious(url);
	}
	return false;
}

/* What a registry has given says where its downloads are counted. */
static void
origin_read(struct dependency *found, const struct document_node *node)
{
	const struct document_node *dist = node_entry(node, "dist");
	const struct document_node *source = node_entry(node, "source");
	struct bytes notified = node_entry_text(node, "notification-url");
	bool is_path = bytes_equal_string(node_entry_text(dist, "type"), "path");

	if (notified.len && !is_path) {
		if (!bytes_starts_with(notified, BYTES("https://packagist.org/")))
			found->location = notified;
		return;
	}
	found->source = SOURCE_URL;
	found->location = node_entry_text(dist, "url");
	if (is_path)
		found->source = SOURCE_PATH;
	else if (node_entry_text(source, "url").data) {
		found->source = SOURCE_GIT;
		found->location = node_entry_text(source, "url");
	}
}

/* That alone makes no archive, and no repository, one of the registry's: what PLACE says is neither
 * on its host nor where code is kept is from elsewhere. A mirror comes before the URL itself. */
static int
place_read(struct manifest_reader *reader, const struct document_node *place,
	   const struct dependency *found)
{
	const struct document_node *mirrors = node_entry(place, "mirrors");
	const struct document_node *from = mirrors && mirrors->first ? mirrors->first : place;
	const struct document_node *url = node_entry(from, "url");
	struct dependency other = *found;

	if (found->source != SOURCE_REGISTRY || node_text(url).len == 0 ||
	    is_on_code_host(url->text) || url_is_on_host_of(url->text, found->location))
		return 0;
	other.location = url->text;
	other.line = url->line;
	other.column = url->column;
	return manifest_add(reader, &other);
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
	if (manifest_add(reader, &found) < 0 ||
	    place_read(reader, node_entry(node, "dist"), &found) < 0)
		return -1;
	return place_read(reader, node_entry(node, "source"), &found);
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
