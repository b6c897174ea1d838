#include "config.h"

#include "manifest/formats.h"

#include "base/macros.h"
#include "manifest/python.h"
#include "manifest/version.h"

/*
 * pyproject.toml: the project table (PEP 621), dependency groups (PEP 735), the build system
 * (PEP 518), and the tables of Poetry, PDM and uv; and Pipfile, whose entries are like Poetry's.
 */

static int
requirement_read(struct manifest_reader *reader, const struct document_node *node,
		 enum dependency_scope scope)
{
	const struct document_node *text = node;

	if (node->kind == NODE_MAPPING)
		text = node_entry(node, "requirement"); /* none: { include-group = ".." } */
	if (!text || text->kind != NODE_STRING)
		return 0;
	return python_requirement_add(reader, text->text, scope, text->line, text->column);
}

/* Where a table says that a package comes from: the keys of Poetry, Pipenv, uv and PDM. Only uv's
 * table of sources, which is indirect, knows parts of a workspace. */
static void
source_read(struct dependency *found, const struct document_node *node)
{
	static const char *const paths[] = { "path", "file" };
	static const char *const registries[] = { "source", "index" };
	struct bytes url = node_entry_text(node, "url");

	for (size_t i = 0; i < ARRAY_SIZE(registries) && !found->location.data; i++)
		found->location = node_entry_text(node, registries[i]);
	if (bytes_equal_string(found->location, "pypi"))
		found->location = BYTES_NONE;
	if (found->scope == SCOPE_INDIRECT && node_entry_is_true(node, "workspace"))
		found->source = SOURCE_WORKSPACE;
	for (size_t i = 0; i < ARRAY_SIZE(paths); i++) {
		struct bytes path = node_entry_text(node, paths[i]);

		if (path.data)
			python_url_read(found, path);
	}
	if (url.data)
		python_url_read(found, url);
	dependency_read_git(found, node);
}

/* One constraint of NAME: "^1.0", or a table. */
static int
constraint_add(struct manifest_reader *reader, const struct document_node *node, struct bytes name,
	       enum dependency_scope scope)
{
	struct dependency found = dependency_of(node, name, scope);

	found.pinned = version_is_exact_poetry(found.version);
	source_read(&found, node);
	return manifest_add(reader, &found);
}

/* Several constraints are a list of them. */
static int
constraint_read(struct manifest_reader *reader, const struct document_node *node,
		enum dependency_scope scope)
{
	struct bytes name;

	if (bytes_equal_string(node->key, "python"))
		return 0;
	name = python_name(reader, node->key);
	if (node->kind != NODE_SEQUENCE)
		return constraint_add(reader, node, name, scope);
	for (const struct document_node *one = node->first; one; one = one->next) {
		if (constraint_add(reader, one, name, scope) < 0)
			return -1;
	}
	return 0;
}

static int
registry_read(struct manifest_reader *reader, const struct document_node *node,
	      enum dependency_scope scope)
{
	(void)scope;
	return manifest_add_registry_node(reader, node, "https://pypi.org/simple");
}

/* The same as a text; of uv's find-links too. */
static int
registry_text_read(struct manifest_reader *reader, const struct document_node *node,
		   enum dependency_scope scope)
{
	(void)scope;
	if (node_text(node).len == 0)
		return 0;
	return manifest_add_registry(reader, node->text, "https://pypi.org/simple", node->line,
				     node->column);
}

/* What uv says once for projects, and once for its `uv pip`. */
#define UV_REGISTRIES(prefix)                                                                      \
	{ prefix "index-url", SCOPE_RUNTIME, registry_text_read },                                 \
		{ prefix "extra-index-url/*", SCOPE_RUNTIME, registry_text_read },                 \
	{                                                                                          \
		prefix "find-links/*", SCOPE_RUNTIME, registry_text_read                           \
	}

int
pyproject_read(struct manifest_reader *reader, const struct document_node *root)
{
	static const struct section sections[] = {
		{ "project/dependencies/*", SCOPE_RUNTIME, requirement_read },
		{ "project/optional-dependencies/*/*", SCOPE_OPTIONAL, requirement_read },
		{ "dependency-groups/*/*", SCOPE_DEV, requirement_read },
		{ "build-system/requires/*", SCOPE_BUILD, requirement_read },
		{ "tool/poetry/dependencies/*", SCOPE_RUNTIME, constraint_read },
		{ "tool/poetry/dev-dependencies/*", SCOPE_DEV, constraint_read },
		{ "tool/poetry/group/*/dependencies/*", SCOPE_DEV, constraint_read },
		{ "tool/poetry/requires-plugins/*", SCOPE_BUILD, constraint_read },
		{ "tool/poetry/source/*", SCOPE_RUNTIME, registry_read },
		{ "tool/pdm/dev-dependencies/*/*", SCOPE_DEV, requirement_read },
		{ "tool/pdm/source/*", SCOPE_RUNTIME, registry_read },
		{ "tool/uv/dev-dependencies/*", SCOPE_DEV, requirement_read },
		{ "tool/uv/constraint-dependencies/*", SCOPE_INDIRECT, requirement_read },
		{ "tool/uv/override-dependencies/*", SCOPE_INDIRECT, requirement_read },
		{ "tool/uv/build-constraint-dependencies/*", SCOPE_INDIRECT, requirement_read },
		{ "tool/uv/extra-build-dependencies/*/*", SCOPE_BUILD, requirement_read },
		{ "tool/uv/sources/*", SCOPE_INDIRECT, constraint_read },
		{ "tool/uv/index/*", SCOPE_RUNTIME, registry_read },
		{ "tool/uv/pip/index/*", SCOPE_RUNTIME, registry_read },
		UV_REGISTRIES("tool/uv/"),
		UV_REGISTRIES("tool/uv/pip/"),
		{ "tool/hatch/env/requires/*", SCOPE_BUILD, requirement_read },
		{ "tool/hatch/envs/*/dependencies/*", SCOPE_DEV, requirement_read },
		{ "tool/hatch/envs/*/extra-dependencies/*", SCOPE_DEV, requirement_read },
		{ "tool/hatch/build/hooks/*/dependencies/*", SCOPE_BUILD, requirement_read },
		{ "tool/hatch/build/targets/*/dependencies/*", SCOPE_BUILD, requirement_read },
		{ "tool/hatch/build/targets/*/hooks/*/dependencies/*", SCOPE_BUILD,
		  requirement_read },
	};

	return manifest_sections(reader, root, sections, ARRAY_SIZE(sections));
}

int
pipfile_read(struct manifest_reader *reader, const struct document_node *root)
{
	static const struct section sections[] = {
		{ "packages/*", SCOPE_RUNTIME, constraint_read },
		{ "dev-packages/*", SCOPE_DEV, constraint_read },
		{ "source/*", SCOPE_RUNTIME, registry_read },
	};

	return manifest_sections(reader, root, sections, ARRAY_SIZE(sections));
}

int
pipfile_lock_read(struct manifest_reader *reader, const struct document_node *root)
{
	static const struct section sections[] = {
		{ "default/*", SCOPE_RUNTIME, constraint_read },
		{ "develop/*", SCOPE_DEV, constraint_read },
		{ "_meta/sources/*", SCOPE_RUNTIME, registry_read },
	};

	return manifest_sections(reader, root, sections, ARRAY_SIZE(sections));
}
