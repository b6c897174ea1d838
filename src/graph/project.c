#include "config.h"

#include "graph/project_impl.h"

bool
project_try(struct project_lookup *lookup, struct bytes path)
{
	return path.len &&
	       (lookup->file(lookup->ctx, path) ||
		module_suffixed(lookup->import->language, path, lookup->file, lookup->ctx));
}

bool
project_try_below(struct project_lookup *lookup, struct bytes folder, struct bytes rest)
{
	buf_clear(&lookup->buf);
	buf_add(&lookup->buf, folder);
	if (folder.len && rest.len)
		buf_add_char(&lookup->buf, '/');
	buf_add(&lookup->buf, rest);
	return project_try(lookup, buf_bytes(&lookup->buf));
}

struct bytes
project_first_part(struct bytes module)
{
	size_t n_slashes = bytes_starts_with(module, BYTES("@")) ? 2 : 1;

	for (size_t i = 0; i < module.len; i++) {
		if (module.data[i] == '/' && --n_slashes == 0)
			return bytes_slice(module, 0, i);
	}
	return module;
}

/* The value under the longest prefix of NAME that ends before a SEPARATOR or with it; *REST is what
 * stands behind. */
static void *
longest_prefix(const struct map *map, struct bytes name, char separator, struct bytes *rest)
{
	struct bytes prefix = name;

	while (prefix.len) {
		void *value = map_get(map, prefix);

		if (value) {
			*rest = bytes_slice(name, prefix.len + (prefix.len < name.len), name.len);
			return value;
		}
		while (prefix.len && prefix.data[prefix.len - 1] != separator)
			prefix.len--;
		prefix.len -= prefix.len > 0;
	}
	return NULL;
}

static bool
find_go(struct project_lookup *lookup)
{
	struct bytes rest;
	const struct bytes *folder =
		longest_prefix(&lookup->project->go, lookup->import->module, '/', &rest);

	if (!folder)
		return false;
	buf_clear(&lookup->buf);
	buf_add(&lookup->buf, *folder);
	if (folder->len && rest.len)
		buf_add_char(&lookup->buf, '/');
	buf_add(&lookup->buf, rest);
	return lookup->folder(lookup->ctx, buf_bytes(&lookup->buf));
}

/* The path that a name with SEPARATORs is, in the lookup's own buffer. */
static struct bytes
slashed(struct buf *buf, struct bytes name, const char *separator)
{
	struct bytes text = name;
	size_t n = strlen(separator);

	for (size_t i = 0; i < text.len; i++) {
		if (i + n <= text.len && memcmp(text.data + i, separator, n) == 0) {
			buf_add_char(buf, '/');
			i += n - 1;
		} else {
			buf_add_char(buf, text.data[i]);
		}
	}
	return buf_bytes(buf);
}

static bool
find_php(struct project_lookup *lookup)
{
	CLEANUP(buf_release) struct buf path = BUF_INIT;
	struct bytes module = lookup->import->module;
	const struct folders *folders;
	struct bytes rest;

	if (bytes_starts_with(module, BYTES("\\")))
		module = bytes_slice(module, 1, module.len);
	folders = longest_prefix(&lookup->project->php, module, '\\', &rest);
	if (!folders || !rest.len)
		return false;
	slashed(&path, rest, "\\");
	for (; folders; folders = folders->next) {
		if (project_try_below(lookup, folders->path, buf_bytes(&path)))
			return true;
	}
	return false;
}

/* What is left of a name may be a thing in a file: up to two parts are left out. */
static bool
find_crate(struct project_lookup *lookup)
{
	CLEANUP(buf_release) struct buf path = BUF_INIT;
	struct bytes tail = slashed(&path, lookup->import->module, "::");
	struct bytes name = project_first_part(tail);
	const struct bytes *entry = map_get(&lookup->project->crates, name);

	if (!entry)
		return false;
	tail = bytes_slice(tail, name.len + (name.len < tail.len), tail.len);
	for (int i = 0; i < 3 && tail.len; i++) {
		if (project_try_below(lookup, path_folder(*entry), tail))
			return true;
		tail = path_folder(tail);
	}
	return lookup->file(lookup->ctx, *entry);
}

/* Of all that lie in some source root. */
static bool
find_jvm(struct project_lookup *lookup)
{
	static const char *const endings[] = { ".java", ".kt", ".scala" };
	CLEANUP(buf_release) struct buf path = BUF_INIT;
	struct bytes tail = slashed(&path, lookup->import->module, ".");

	if (bytes_ends_with(tail, BYTES("/*"))) {
		const struct bytes *folder = map_get(&lookup->project->packages, path_folder(tail));

		return folder && lookup->folder(lookup->ctx, *folder);
	}
	for (int round = 0; round < 4 && tail.len; round++, tail = path_folder(tail)) {
		for (size_t i = 0; i < ARRAY_SIZE(endings); i++) {
			uint32_t found;

			buf_clear(&lookup->buf);
			buf_add(&lookup->buf, tail);
			buf_add_string(&lookup->buf, endings[i]);
			found = number_get(&lookup->project->jvm, buf_bytes(&lookup->buf));
			if (found != GRAPH_NONE)
				return lookup->file(
					lookup->ctx,
					graph_node(lookup->project->graph, found)->name);
		}
	}
	return false;
}

static const struct {
	enum language_id language;
	project_finder *find;
} finders[] = {
	{ LANGUAGE_GO, find_go },
	{ LANGUAGE_JAVASCRIPT, project_find_ecmascript },
	{ LANGUAGE_TYPESCRIPT, project_find_ecmascript },
	{ LANGUAGE_TSX, project_find_ecmascript },
	{ LANGUAGE_COMPONENT, project_find_ecmascript },
	{ LANGUAGE_PHP, find_php },
	{ LANGUAGE_RUST, find_crate },
}, elsewhere[] = {
	{ LANGUAGE_JAVA, find_jvm },
	{ LANGUAGE_KOTLIN, find_jvm },
	{ LANGUAGE_SCALA, find_jvm },
};

static bool
look(const struct project *project, const struct project_import *import, project_finder *find,
     module_visitor *file, module_visitor *folder, void *ctx)
{
	struct project_lookup lookup = { project, import, file, folder, ctx, BUF_INIT };
	bool found = import->module.len && find(&lookup);

	buf_release(&lookup.buf);
	return found;
}

bool
project_candidates(const struct project *project, const struct project_import *import,
		   module_visitor *file, module_visitor *folder, void *ctx)
{
	for (size_t i = 0; i < ARRAY_SIZE(finders); i++) {
		if (finders[i].language == import->language->id)
			return look(project, import, finders[i].find, file, folder, ctx);
	}
	return false;
}

bool
project_elsewhere(const struct project *project, const struct project_import *import,
		  module_visitor *file, module_visitor *folder, void *ctx)
{
	for (size_t i = 0; i < ARRAY_SIZE(elsewhere); i++) {
		if (elsewhere[i].language == import->language->id)
			return look(project, import, elsewhere[i].find, file, folder, ctx);
	}
	return false;
}

bool
graph_reads_manifests(const struct language *language)
{
	for (size_t i = 0; i < ARRAY_SIZE(finders); i++) {
		if (finders[i].language == language->id)
			return true;
	}
	for (size_t i = 0; i < ARRAY_SIZE(elsewhere); i++) {
		if (elsewhere[i].language == language->id)
			return true;
	}
	return false;
}
