#include "config.h"

#include "manifest/formats.h"

#include "base/macros.h"
#include "manifest/python.h"

/*
 * poetry.lock and uv.lock: lists of packages, each with the place that it was taken from.
 */

/* What a key of uv's `source` says; its value is the location. */
static const struct {
	const char *key;
	enum dependency_source source;
} uv_sources[] = {
	{ "registry", SOURCE_REGISTRY }, { "git", SOURCE_GIT },
	{ "url", SOURCE_URL },           { "path", SOURCE_PATH },
	{ "directory", SOURCE_PATH },    { "editable", SOURCE_WORKSPACE },
	{ "virtual", SOURCE_WORKSPACE },
};

static void
uv_source_read(struct dependency *found, const struct document_node *source)
{
	for (size_t i = 0; i < ARRAY_SIZE(uv_sources); i++) {
		struct bytes location = node_entry_text(source, uv_sources[i].key);

		if (!location.data)
			continue;
		found->source = uv_sources[i].source;
		found->location = location;
	}
	if (url_is(found->location, "https://pypi.org/simple"))
		found->location = BYTES_NONE;
	if (found->source == SOURCE_GIT && text_has(found->location, '#')) {
		found->version = found->location;
		found->location = text_until(&found->version, "#");
	}
}

/* The `type` of Poetry's `source`; `legacy` is a registry that is not PyPI. */
static const struct {
	const char *type;
	enum dependency_source source;
} poetry_types[] = {
	{ "legacy", SOURCE_REGISTRY }, { "git", SOURCE_GIT },        { "url", SOURCE_URL },
	{ "file", SOURCE_PATH },       { "directory", SOURCE_PATH },
};

static void
poetry_source_read(struct dependency *found, const struct document_node *source)
{
	struct bytes type = node_entry_text(source, "type");
	struct bytes revision = node_entry_text(source, "resolved_reference");

	if (!type.data)
		return;
	found->source = SOURCE_URL;
	found->location = node_entry_text(source, "url");
	for (size_t i = 0; i < ARRAY_SIZE(poetry_types); i++) {
		if (bytes_equal_string(type, poetry_types[i].type))
			found->source = poetry_types[i].source;
	}
	if (found->source == SOURCE_GIT && revision.data)
		found->version = revision;
}

/* A file of the package FOUND that is not from where its registry keeps files is from elsewhere. */
static int
file_read(struct manifest_reader *reader, const struct document_node *node,
	  const struct dependency *found)
{
	const struct document_node *url = node_entry(node, "url");
	struct bytes host =
		found->location.data ? found->location : BYTES("https://files.pythonhosted.org");
	struct dependency other = *found;

	if (node_text(url).len == 0 || url_is_on_host_of(url->text, host))
		return 0;
	other.location = url->text;
	other.line = url->line;
	other.column = url->column;
	return manifest_add(reader, &other);
}

static int
uv_files_read(struct manifest_reader *reader, const struct document_node *node,
	      const struct dependency *found)
{
	const struct document_node *wheels = node_entry(node, "wheels");

	if (found->source != SOURCE_REGISTRY)
		return 0;
	if (file_read(reader, node_entry(node, "sdist"), found) < 0)
		return -1;
	wheels = wheels && wheels->kind == NODE_SEQUENCE ? wheels->first : NULL;
	for (; wheels; wheels = wheels->next) {
		if (file_read(reader, wheels, found) < 0)
			return -1;
	}
	return 0;
}

typedef void read_source(struct dependency *found, const struct document_node *source);
/* What NODE, the package FOUND, names besides. */
typedef int read_files(struct manifest_reader *reader, const struct document_node *node,
		       const struct dependency *found);

static int
package_read(struct manifest_reader *reader, const struct document_node *node, read_source *read,
	     read_files *files)
{
	const struct document_node *name = node_entry(node, "name");
	struct dependency found = { .version = node_entry_text(node, "version") };

	if (!name)
		return 0;
	found.name = python_name(reader, node_text(name));
	found.line = name->line;
	found.column = name->column;
	if (bytes_equal_string(node_entry_text(node, "category"), "dev"))
		found.scope = SCOPE_DEV;
	else if (node_entry_is_true(node, "optional"))
		found.scope = SCOPE_OPTIONAL;
	read(&found, node_entry(node, "source"));
	if (manifest_add(reader, &found) < 0)
		return -1;
	return files ? files(reader, node, &found) : 0;
}

static int
poetry_package_read(struct manifest_reader *reader, const struct document_node *node,
		    enum dependency_scope scope)
{
	(void)scope;
	return package_read(reader, node, poetry_source_read, NULL);
}

static int
uv_package_read(struct manifest_reader *reader, const struct document_node *node,
		enum dependency_scope scope)
{
	(void)scope;
	return package_read(reader, node, uv_source_read, uv_files_read);
}

int
poetry_lock_read(struct manifest_reader *reader, const struct document_node *root)
{
	static const struct section packages = { "package/*", SCOPE_RUNTIME, poetry_package_read };

	return manifest_sections(reader, root, &packages, 1);
}

int
uv_lock_read(struct manifest_reader *reader, const struct document_node *root)
{
	static const struct section packages = { "package/*", SCOPE_RUNTIME, uv_package_read };

	return manifest_sections(reader, root, &packages, 1);
}
