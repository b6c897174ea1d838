#include "config.h"

#include "manifest/reader.h"

#include <stdarg.h>
#include <stdio.h>

#include "base/macros.h"
#include "document/path.h"
#include "manifest/version.h"

int
manifest_fail(struct manifest_reader *reader, uint32_t line, size_t column, const char *format, ...)
{
	struct document_problem *problem = reader->problem;
	va_list args;

	problem->line = line;
	problem->column = (uint32_t)column;
	problem->limit = false;
	va_start(args, format);
	vsnprintf(problem->message, sizeof(problem->message), format, args);
	va_end(args);
	return -1;
}

static int
limit_spent(struct manifest_reader *reader, const struct dependency *found, const char *what,
	    size_t max)
{
	manifest_fail(reader, found->line, found->column, "there are more than %zu %s", max, what);
	reader->problem->limit = true;
	return -1;
}

static struct bytes
copy_or_none(struct manifest_reader *reader, struct bytes text)
{
	return text.data ? arena_copy(reader->arena, text) : text;
}

int
manifest_add(struct manifest_reader *reader, const struct dependency *found)
{
	size_t n_bytes =
		found->name.len + found->version.len + found->location.len + found->asked_as.len;
	struct dependency *added;

	if (found->name.len == 0)
		return 0;
	if (reader->found.len == DEPENDENCIES_MAX)
		return limit_spent(reader, found, "dependencies", DEPENDENCIES_MAX);
	if (n_bytes > MANIFEST_TEXT_BYTES_MAX - reader->n_bytes)
		return limit_spent(reader, found, "bytes of names, versions and places",
				   MANIFEST_TEXT_BYTES_MAX);
	reader->n_bytes += n_bytes;
	added = vec_add(&reader->found);
	*added = *found;
	added->name = arena_copy(reader->arena, found->name);
	added->version = copy_or_none(reader, found->version);
	added->location = copy_or_none(reader, found->location);
	added->asked_as = copy_or_none(reader, found->asked_as);
	added->pinned = found->pinned || reader->is_lock;
	return 0;
}

int
manifest_add_registry(struct manifest_reader *reader, struct bytes url, const char *own,
		      uint32_t line, size_t column)
{
	if (url_is(url, own))
		return 0;
	return manifest_add(reader, &(struct dependency){ .name = BYTES("*"),
							  .location = url,
							  .line = line,
							  .column = (uint32_t)column });
}

struct bytes
manifest_lower(struct manifest_reader *reader, struct bytes text)
{
	char *room = arena_alloc(reader->arena, text.len + 1);

	for (size_t i = 0; i < text.len; i++) {
		char c = text.data[i];

		room[i] = c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
	}
	return (struct bytes){ room, text.len };
}

struct bytes
manifest_join(struct manifest_reader *reader, struct bytes head, struct bytes tail)
{
	char *room = arena_alloc(reader->arena, head.len + tail.len + 2);

	if (head.len)
		memcpy(room, head.data, head.len);
	room[head.len] = ':';
	if (tail.len)
		memcpy(room + head.len + 1, tail.data, tail.len);
	return (struct bytes){ room, head.len + 1 + tail.len };
}

/* A section while it is searched for. */
struct search {
	struct manifest_reader *reader;
	const struct section *section;
	int result;
};

static bool
search_visit(const struct document_node *node, void *data)
{
	struct search *search = data;

	search->result = search->section->read(search->reader, node, search->section->scope);
	return search->result == 0;
}

int
manifest_sections(struct manifest_reader *reader, const struct document_node *root,
		  const struct section *sections, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		struct search search = { reader, &sections[i], 0 };
		struct bytes segments[PATH_SEGMENTS_MAX], rest = bytes_of(sections[i].path);
		size_t n_segments = 0;

		while (n_segments < PATH_SEGMENTS_MAX &&
		       bytes_split(&rest, '/', &segments[n_segments]))
			n_segments++;
		if (document_at(root, segments, n_segments, search_visit, &search) < 0 ||
		    search.result < 0)
			return -1;
	}
	return 0;
}

int
manifest_add_registry_node(struct manifest_reader *reader, const struct document_node *node,
			   const char *own)
{
	const struct document_node *url = node_entry(node, "url");

	if (!url || node_text(url).len == 0)
		return 0;
	return manifest_add_registry(reader, node_text(url), own, url->line, url->column);
}

struct dependency
dependency_of(const struct document_node *node, struct bytes name, enum dependency_scope scope)
{
	bool is_table = node->kind == NODE_MAPPING;
	bool optional = scope == SCOPE_RUNTIME && node_entry_is_true(node, "optional");

	return (struct dependency){ .name = name,
				    .version = is_table ? node_entry_text(node, "version")
							: node_text(node),
				    .scope = optional ? SCOPE_OPTIONAL : scope,
				    .line = node->line,
				    .column = node->column };
}

void
dependency_read_git(struct dependency *dependency, const struct document_node *node)
{
	static const char *const revisions[] = { "rev", "ref", "tag", "branch" };
	struct bytes git = node_entry_text(node, "git");

	if (!git.data)
		return;
	dependency->source = SOURCE_GIT;
	dependency->location = git;
	dependency->version = BYTES_NONE;
	for (size_t i = 0; i < ARRAY_SIZE(revisions) && !dependency->version.data; i++)
		dependency->version = node_entry_text(node, revisions[i]);
	dependency->pinned = version_is_commit(dependency->version);
}
