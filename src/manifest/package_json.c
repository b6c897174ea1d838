#include "config.h"

#include "manifest/formats.h"

#include "base/macros.h"
#include "manifest/npm.h"

/*
 * package.json, and the parts of pnpm-workspace.yaml that say versions.
 */

/* What SPEC says of the package that is asked for as NAME, and the other way to read it. */
static int
spec_add(struct manifest_reader *reader, struct dependency *found, struct bytes name,
	 struct bytes spec)
{
	struct dependency other;

	npm_spec_read(found, name, spec);
	if (manifest_add(reader, found) < 0)
		return -1;
	if (npm_spec_other_reading(found, name, spec, &other))
		return manifest_add(reader, &other);
	return 0;
}

static int
package_read(struct manifest_reader *reader, const struct document_node *node,
	     enum dependency_scope scope)
{
	struct dependency found = { .scope = scope, .line = node->line, .column = node->column };
	struct bytes spec = node_text(node);

	return spec_add(reader, &found, node->key, spec.data ? spec : BYTES(""));
}

/* What a key of an override is about: `a`, `a@1`, and behind the packages that ask for it, as in
 * `b>a` of pnpm, where `@>` begins a range, and b/a of Yarn. */
static struct bytes
overridden(struct bytes key)
{
	struct bytes rest = key, piece, name, spec;

	for (size_t i = 1; i < rest.len; i++) {
		if (rest.data[i] == '>' && !char_is_in(rest.data[i - 1], " |@"))
			key = bytes_slice(rest, i + 1, rest.len);
	}
	rest = key;
	while (bytes_split(&rest, '/', &piece)) {
		if (bytes_starts_with(piece, BYTES("@")) && rest.data)
			key = bytes_slice(key, (size_t)(piece.data - key.data), key.len);
		else if (piece.data > key.data && key.data[0] != '@')
			key = bytes_slice(key, (size_t)(piece.data - key.data), key.len);
	}
	npm_descriptor_split(bytes_trim(key), &name, &spec);
	return name;
}

static int
override_read(struct manifest_reader *reader, const struct document_node *node,
	      enum dependency_scope scope)
{
	struct dependency found = { .scope = scope, .line = node->line, .column = node->column };
	bool is_parent = bytes_equal_string(node->key, ".");

	if (!node->key.data || node->kind != NODE_STRING)
		return 0;
	return spec_add(reader, &found, overridden(is_parent ? node->parent->key : node->key),
			node->text);
}

/* npm's lie in each other; `.` is the package itself. */
static int
overrides_read(struct manifest_reader *reader, const struct document_node *root,
	       enum dependency_scope scope)
{
	for (const struct document_node *node = root; node; node = node_following(node, root)) {
		if (node != root && override_read(reader, node, scope) < 0)
			return -1;
	}
	return 0;
}

int
package_json_read(struct manifest_reader *reader, const struct document_node *root)
{
	static const struct section sections[] = {
		{ "dependencies/*", SCOPE_RUNTIME, package_read },
		{ "devDependencies/*", SCOPE_DEV, package_read },
		{ "peerDependencies/*", SCOPE_PEER, package_read },
		{ "optionalDependencies/*", SCOPE_OPTIONAL, package_read },
		{ "overrides", SCOPE_INDIRECT, overrides_read },
		{ "resolutions/*", SCOPE_INDIRECT, override_read },
		{ "pnpm/overrides/*", SCOPE_INDIRECT, override_read },
	};

	return manifest_sections(reader, root, sections, ARRAY_SIZE(sections));
}

int
pnpm_workspace_read(struct manifest_reader *reader, const struct document_node *root)
{
	static const struct section sections[] = {
		{ "catalog/*", SCOPE_INDIRECT, package_read },
		{ "catalogs/*/*", SCOPE_INDIRECT, package_read },
		{ "overrides/*", SCOPE_INDIRECT, override_read },
	};

	return manifest_sections(reader, root, sections, ARRAY_SIZE(sections));
}
