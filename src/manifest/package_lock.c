#include "config.h"

#include "manifest/formats.h"

#include "base/macros.h"
#include "manifest/npm.h"

/*
 * package-lock.json and npm-shrinkwrap.json. Since version 2 `packages` holds each place of
 * node_modules; version 1 has `dependencies` that lie in each other.
 */

static enum dependency_scope
scope_of(const struct document_node *node)
{
	static const struct {
		const char *key;
		enum dependency_scope scope;
	} marks[] = {
		{ "peer", SCOPE_PEER },
		{ "dev", SCOPE_DEV },
		{ "devOptional", SCOPE_DEV },
		{ "optional", SCOPE_OPTIONAL },
	};

	for (size_t i = 0; i < ARRAY_SIZE(marks); i++) {
		if (node_entry_is_true(node, marks[i].key))
			return marks[i].scope;
	}
	return SCOPE_RUNTIME;
}

/* The name behind the last node_modules/ of the place; none of what lies elsewhere: the project's
 * own packages. */
static struct bytes
name_of_place(struct bytes place)
{
	static const char folder[] = "node_modules/";
	struct bytes name = BYTES_NONE;
	size_t at;

	for (at = text_find(place, folder); at < place.len; at = text_find(place, folder)) {
		place = bytes_slice(place, at + sizeof(folder) - 1, place.len);
		name = place;
	}
	return name;
}

static int
place_read(struct manifest_reader *reader, const struct document_node *node,
	   enum dependency_scope scope)
{
	struct dependency found = { .line = node->line, .column = node->column };
	struct bytes name = node_entry_text(node, "name");
	struct bytes of_place = name_of_place(node->key);

	(void)scope;
	if (of_place.len == 0)
		return 0;
	found.name = name.len ? name : of_place;
	found.version = node_entry_text(node, "version");
	found.scope = scope_of(node);
	npm_resolved_read(&found, node_entry_text(node, "resolved"));
	if (node_entry_is_true(node, "link"))
		found.source = SOURCE_WORKSPACE;
	return manifest_add(reader, &found);
}

static int
nested_read(struct manifest_reader *reader, const struct document_node *node,
	    enum dependency_scope scope)
{
	struct dependency found = { .line = node->line, .column = node->column };
	const struct document_node *inner = node_entry(node, "dependencies");

	npm_spec_read(&found, node->key, node_entry_text(node, "version"));
	found.scope = scope_of(node);
	if (found.source == SOURCE_URL) /* npm 5 wrote the tarball for a version */
		npm_resolved_read(&found, found.location);
	npm_resolved_read(&found, node_entry_text(node, "resolved"));
	if (manifest_add(reader, &found) < 0)
		return -1;
	/* As deep at the most as a document may be. */
	inner = inner && inner->kind == NODE_MAPPING ? inner->first : NULL;
	for (; inner; inner = inner->next) {
		if (nested_read(reader, inner, scope) < 0)
			return -1;
	}
	return 0;
}

int
package_lock_read(struct manifest_reader *reader, const struct document_node *root)
{
	static const struct section places = { "packages/*", SCOPE_RUNTIME, place_read };
	static const struct section nested = { "dependencies/*", SCOPE_RUNTIME, nested_read };

	return manifest_sections(reader, root, node_entry(root, "packages") ? &places : &nested, 1);
}
