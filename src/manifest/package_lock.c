#include "config.h"

#include "manifest/formats.h"

#include "base/macros.h"
#include "manifest/npm.h"
#include "manifest/properties.h"

/*
 * package-lock.json and npm-shrinkwrap.json. Since version 2 `packages` holds each place of
 * node_modules; version 1 has `dependencies` that lie in each other.
 *
 * npm compares the versions of what lies at a place with what is asked for there, and not the
 * names. So a package of another name counts as one of the registry only where something in the
 * file asks for it by that alias, and the project itself does not ask for the name as it is.
 */

struct lock {
	struct manifest_reader reader;   /* first, so that the one is the other */
	struct properties aliases;       /* "alias:name" */
	struct properties asked_plainly; /* by the project */
};

/* What the mapping ASKED, of the project itself when IS_OWN, asks for. */
static void
asked_add(struct lock *lock, const struct document_node *asked, bool is_own)
{
	asked = asked && asked->kind == NODE_MAPPING ? asked->first : NULL;
	for (; asked; asked = asked->next) {
		struct dependency found = { .line = 0 };

		npm_spec_read(&found, asked->key, node_text(asked));
		if (!bytes_equal(found.name, asked->key))
			properties_add(&lock->aliases,
				       manifest_join(&lock->reader, asked->key, found.name),
				       found.name);
		else if (is_own)
			properties_add(&lock->asked_plainly, asked->key, asked->key);
	}
}

static void
all_asked_add(struct lock *lock, const struct document_node *root)
{
	static const char *const keys[] = { "dependencies", "devDependencies",
					    "optionalDependencies", "peerDependencies",
					    "requires" };

	for (const struct document_node *node = root; node; node = node_following(node, root)) {
		bool is_root = node->parent && bytes_equal_string(node->parent->key, "");

		if (is_one_of(node->key, keys, ARRAY_SIZE(keys)))
			asked_add(lock, node, is_root);
	}
	properties_sort(&lock->aliases);
	properties_sort(&lock->asked_plainly);
}

/* FOUND, of the place NODE, lies where NAME is looked for; IS_TOP: at the top of node_modules. */
static void
alias_check(struct lock *lock, const struct document_node *node, struct bytes name, bool is_top,
	    struct dependency *found)
{
	if (bytes_equal(found->name, name))
		return;
	found->asked_as = name;
	if (found->source != SOURCE_REGISTRY)
		return;
	if (properties_find(&lock->aliases, manifest_join(&lock->reader, name, found->name)).data &&
	    !(is_top && properties_find(&lock->asked_plainly, name).data))
		return;
	found->source = SOURCE_URL;
	found->location = node_entry_text(node, "resolved");
}

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
	alias_check((struct lock *)reader, node, of_place,
		    bytes_starts_with(node->key, BYTES("node_modules/")) &&
			    of_place.data == node->key.data + strlen("node_modules/"),
		    &found);
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
	alias_check((struct lock *)reader, node, node->key, false, &found);
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

	const struct document_node *packages = node_entry(root, "packages");
	bool has_places = packages && packages->kind == NODE_MAPPING;
	struct lock lock = { .reader = *reader };
	int result;

	all_asked_add(&lock, root);
	result = manifest_sections(&lock.reader, root, has_places ? &places : &nested, 1);
	*reader = lock.reader;
	properties_release(&lock.aliases);
	properties_release(&lock.asked_plainly);
	return result;
}
