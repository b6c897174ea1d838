#include "config.h"

#include "manifest/formats.h"

#include "manifest/npm.h"

/*
 * pnpm-lock.yaml. A key of `packages` is /name/1.0.0 up to version 5, /name@1.0.0 in 6, name@1.0.0
 * since; behind it the peers that it was built with, as _peer@1 or (peer@1).
 */

struct lock {
	struct manifest_reader *reader;
	bool slashes; /* up to version 5 */
};

static void
key_split(bool slashes, struct bytes key, struct bytes *name, struct bytes *version)
{
	size_t end = 0;

	text_takes(&key, "/");
	if (!slashes) {
		key = text_until(&key, "(");
		npm_descriptor_split(key, name, version);
		return;
	}
	key = bytes_slice(key, 0, text_find(key, "_"));
	for (size_t i = 0; i < key.len; i++)
		end = key.data[i] == '/' ? i : end;
	*name = bytes_slice(key, 0, end);
	*version = bytes_slice(key, end ? end + 1 : end, key.len);
}

static void
resolution_read(struct dependency *found, const struct document_node *resolution)
{
	struct bytes tarball = node_entry_text(resolution, "tarball");
	struct bytes repository = node_entry_text(resolution, "repo");
	struct bytes commit = node_entry_text(resolution, "commit");
	struct bytes directory = node_entry_text(resolution, "directory");

	npm_resolved_read(found, tarball);
	if (repository.len) {
		found->source = SOURCE_GIT;
		found->location = repository;
		found->version = commit;
	} else if (directory.len) {
		found->source = SOURCE_PATH;
		found->location = directory;
	}
}

static int
package_read(const struct lock *lock, const struct document_node *node)
{
	struct dependency found = { .line = node->line, .column = node->column };
	struct bytes name, version;

	key_split(lock->slashes, node->key, &name, &version);
	npm_spec_read(&found, name, version);
	if (node_entry_text(node, "name").len)
		found.name = node_entry_text(node, "name");
	if (node_entry_text(node, "version").len)
		found.version = node_entry_text(node, "version");
	if (node_entry_is_true(node, "dev"))
		found.scope = SCOPE_DEV;
	else if (node_entry_is_true(node, "optional"))
		found.scope = SCOPE_OPTIONAL;
	resolution_read(&found, node_entry(node, "resolution"));
	return manifest_add(lock->reader, &found);
}

int
pnpm_lock_read(struct manifest_reader *reader, const struct document_node *root)
{
	struct bytes version = node_entry_text(root, "lockfileVersion");
	const struct document_node *packages = node_entry(root, "packages");
	struct lock lock = { reader, bytes_starts_with(version, BYTES("5")) };

	packages = packages && packages->kind == NODE_MAPPING ? packages->first : NULL;
	for (; packages; packages = packages->next) {
		if (package_read(&lock, packages) < 0)
			return -1;
	}
	return 0;
}
