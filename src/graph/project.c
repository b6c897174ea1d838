#include "config.h"

#include "graph/project_impl.h"

enum {
	BYTES_PER_WORK = 4,
	WORK_OF_RIVAL = 100, /* one more thing that a name may mean, and perhaps an edge */
};

bool
project_try(struct project_lookup *lookup, struct bytes path)
{
	return path.len &&
	       (lookup->file(lookup->ctx, path) ||
		module_suffixed(lookup->import->language, path, lookup->file, lookup->ctx));
}

bool
project_try_from(struct project_lookup *lookup, struct bytes folder, struct bytes name)
{
	buf_clear(&lookup->buf);
	return path_append(&lookup->buf, folder) && path_append(&lookup->buf, name) &&
	       project_try(lookup, buf_bytes(&lookup->buf));
}

bool
project_is_spent(const struct project_lookup *lookup)
{
	return graph_is_spent(lookup->project->graph);
}

void *
project_get(const struct project_lookup *lookup, const struct map *map, struct bytes key)
{
	lookup->project->graph->work += 1 + key.len / BYTES_PER_WORK;
	return map_get(map, key);
}

/* Whether the file that imports is below the folder of CLAIM. */
static bool
is_below(const struct project_lookup *lookup, const struct claim *claim)
{
	struct bytes path = lookup->import->path, folder = claim->folder;

	return !folder.len || (path.len > folder.len && bytes_starts_with(path, folder) &&
			       path.data[folder.len] == '/');
}

static const struct claim *
nearest_of(const struct project_lookup *lookup, const struct claim *claims)
{
	const struct claim *nearest = NULL;

	for (; claims; claims = claims->next) {
		lookup->project->graph->work++;
		if (is_below(lookup, claims) &&
		    (!nearest || claims->folder.len > nearest->folder.len))
			nearest = claims;
	}
	return nearest;
}

bool
project_each(struct project_lookup *lookup, const struct claim *claims, bool nearest,
	     claim_visitor *visit, struct bytes rest)
{
	const struct claim *first = nearest ? nearest_of(lookup, claims) : NULL;
	bool found = false;

	if (first && visit(lookup, first, rest))
		return true;
	for (; claims && !project_is_spent(lookup); claims = claims->next) {
		if (claims != first && (!claims->own || is_below(lookup, claims)))
			found |= visit(lookup, claims, rest);
		lookup->project->graph->work += claims->next ? WORK_OF_RIVAL : 0;
	}
	return found;
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

/* Calls VISIT with the claims of prefixes of NAME that end before a SEPARATOR or with it, and what
 * stands behind, the longest first, until one returns true. */
static bool
each_prefix(struct project_lookup *lookup, const struct map *map, struct bytes name, char separator,
	    claim_visitor *visit)
{
	struct bytes prefix = name;

	while (!project_is_spent(lookup)) {
		const struct claim *claims = project_get(lookup, map, prefix);
		size_t behind = prefix.len + (prefix.len > 0 && prefix.len < name.len);

		if (claims &&
		    project_each(lookup, claims, true, visit, bytes_slice(name, behind, name.len)))
			return true;
		if (!prefix.len)
			return false;
		while (prefix.len && prefix.data[prefix.len - 1] != separator)
			prefix.len--;
		prefix.len -= prefix.len > 0;
	}
	return false;
}

static bool
try_go_folder(struct project_lookup *lookup, const struct claim *claim, struct bytes rest)
{
	buf_clear(&lookup->buf);
	return path_append(&lookup->buf, claim->target) && path_append(&lookup->buf, rest) &&
	       lookup->folder(lookup->ctx, buf_bytes(&lookup->buf));
}

static bool
find_go(struct project_lookup *lookup)
{
	return each_prefix(lookup, &lookup->project->go, lookup->import->module, '/',
			   try_go_folder);
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
try_class(struct project_lookup *lookup, const struct claim *claim, struct bytes rest)
{
	CLEANUP(buf_release) struct buf path = BUF_INIT;

	return rest.len && project_try_from(lookup, claim->target, slashed(&path, rest, "\\"));
}

static bool
find_php(struct project_lookup *lookup)
{
	struct bytes module = lookup->import->module;

	if (bytes_starts_with(module, BYTES("\\")))
		module = bytes_slice(module, 1, module.len);
	return each_prefix(lookup, &lookup->project->php, module, '\\', try_class);
}

/* What is left of a name may be a thing in a file: up to two parts are left out. */
static bool
try_crate(struct project_lookup *lookup, const struct claim *claim, struct bytes tail)
{
	for (int i = 0; i < 3 && tail.len; i++) {
		if (project_try_from(lookup, path_folder(claim->target), tail))
			return true;
		tail = path_folder(tail);
	}
	return lookup->file(lookup->ctx, claim->target);
}

static bool
find_crate(struct project_lookup *lookup)
{
	CLEANUP(buf_release) struct buf path = BUF_INIT;
	struct bytes tail = slashed(&path, lookup->import->module, "::");
	struct bytes name = project_first_part(tail);

	tail = bytes_slice(tail, name.len + (name.len < tail.len), tail.len);
	return project_each(lookup, project_get(lookup, &lookup->project->crates, name), false,
			    try_crate, tail);
}

static bool
try_folder(struct project_lookup *lookup, const struct claim *claim, struct bytes rest)
{
	(void)rest;
	return lookup->folder(lookup->ctx, claim->target);
}

static bool
try_file(struct project_lookup *lookup, const struct claim *claim, struct bytes rest)
{
	(void)rest;
	return lookup->file(lookup->ctx, claim->target);
}

/* The files of which TAIL stands behind a source root. */
static bool
try_tail(struct project_lookup *lookup, struct bytes tail)
{
	const struct project *project = lookup->project;
	bool found;

	project->graph->work += 1 + tail.len / BYTES_PER_WORK;
	if (number_get(&project->tails, tail) == GRAPH_NONE)
		return false;
	found = lookup->file(lookup->ctx,
			     graph_node(project->graph, number_get(&project->tails, tail))->name);
	return project_each(lookup, project_get(lookup, &project->twins, tail), false, try_file,
			    BYTES_NONE) ||
	       found;
}

/* Of all that lie in some source root; up to three parts are left out, as they may name something
 * within the file. */
static bool
find_tail(struct project_lookup *lookup, struct bytes tail, const char *endings)
{
	bool found = false;

	for (int round = 0; round < 4 && tail.len && !found; round++) {
		struct bytes rest = bytes_of(endings), ending;

		while (bytes_split(&rest, ' ', &ending)) {
			buf_clear(&lookup->buf);
			buf_add(&lookup->buf, tail);
			buf_add(&lookup->buf, ending);
			found |= try_tail(lookup, buf_bytes(&lookup->buf));
		}
		tail = path_folder(tail);
	}
	return found;
}

static bool
find_jvm(struct project_lookup *lookup)
{
	const struct project *project = lookup->project;
	CLEANUP(buf_release) struct buf path = BUF_INIT;
	struct bytes tail = slashed(&path, lookup->import->module, ".");

	if (bytes_ends_with(tail, BYTES("/*")))
		return project_each(lookup,
				    project_get(lookup, &project->packages, path_folder(tail)),
				    false, try_folder, BYTES_NONE);
	return find_tail(lookup, tail, ".java .kt .scala");
}

static bool
find_python(struct project_lookup *lookup)
{
	CLEANUP(buf_release) struct buf path = BUF_INIT;
	struct bytes name = lookup->import->name;

	if (bytes_starts_with(lookup->import->module, BYTES(".")))
		return false;
	slashed(&path, lookup->import->module, ".");
	if (name.len) {
		buf_add_char(&path, '/');
		buf_add(&path, name);
	}
	return find_tail(lookup, buf_bytes(&path), ".py /__init__.py");
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
	{ LANGUAGE_PYTHON, find_python },
};

static bool
look(const struct project *project, const struct project_import *import, project_finder *find,
     module_visitor *file, module_visitor *folder, void *ctx)
{
	struct project_lookup lookup = { project, import, file, folder, ctx, BUF_INIT };
	bool found = false;

	if (import->module.len) {
		project->graph->work += import->module.len / BYTES_PER_WORK;
		found = find(&lookup);
	}

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
