#include "config.h"

#include "graph/project_impl.h"

/* A lookup on its way: what is asked, and who is asked in turn. */
struct lookup {
	const struct project *project;
	const struct project_import *import;
	module_visitor *file, *folder;
	void *ctx;
	struct buf buf;
};

/* Tries PATH as it is, and with the language's endings. */
static bool
try_module(struct lookup *lookup, struct bytes path)
{
	return path.len &&
	       (lookup->file(lookup->ctx, path) ||
		module_suffixed(lookup->import->language, path, lookup->file, lookup->ctx));
}

/* Tries FOLDER/REST. */
static bool
try_below(struct lookup *lookup, struct bytes folder, struct bytes rest)
{
	buf_clear(&lookup->buf);
	buf_add(&lookup->buf, folder);
	if (folder.len && rest.len)
		buf_add_char(&lookup->buf, '/');
	buf_add(&lookup->buf, rest);
	return try_module(lookup, buf_bytes(&lookup->buf));
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
find_go(struct lookup *lookup)
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

/* TARGET with what the star of ALIAS stands for in MODULE. */
static bool
try_target(struct lookup *lookup, const struct alias *alias, struct bytes target)
{
	struct bytes module = lookup->import->module;
	struct bytes middle = bytes_slice(module, alias->before.len, module.len - alias->after.len);
	const char *star = alias->star ? memchr(target.data, '*', target.len) : NULL;

	buf_clear(&lookup->buf);
	if (!star) {
		buf_add(&lookup->buf, target);
	} else {
		buf_add(&lookup->buf, bytes_slice(target, 0, (size_t)(star - target.data)));
		buf_add(&lookup->buf, middle);
		buf_add(&lookup->buf,
			bytes_slice(target, (size_t)(star - target.data) + 1, target.len));
	}
	return try_module(lookup, buf_bytes(&lookup->buf));
}

static bool
alias_matches(const struct alias *alias, struct bytes module)
{
	if (!alias->star)
		return bytes_equal(alias->before, module);
	return module.len >= alias->before.len + alias->after.len &&
	       bytes_starts_with(module, alias->before) && bytes_ends_with(module, alias->after);
}

/* As the compiler chooses: what is written without a star, else the longest text before it. */
static const struct alias *
best_alias(const struct compiler_options *options, struct bytes module)
{
	const struct alias *best = NULL;

	for (const struct alias *at = options->aliases; at; at = at->next) {
		if (!alias_matches(at, module))
			continue;
		if (!best || (best->star && (!at->star || at->before.len > best->before.len)))
			best = at;
	}
	return best;
}

/* The options of the nearest folder that has some. */
static const struct compiler_options *
options_of(const struct project *project, struct bytes path)
{
	const struct compiler_options *options = NULL;

	do {
		path = path_folder(path);
		options = map_get(&project->options, path.len ? path : BYTES(""));
	} while (!options && path.len);
	return options;
}

static bool
find_alias(struct lookup *lookup)
{
	const struct compiler_options *options = options_of(lookup->project, lookup->import->path);
	const struct alias *alias;

	if (!options)
		return false;
	alias = best_alias(options, lookup->import->module);
	for (size_t i = 0; alias && i < alias->n_targets; i++) {
		if (try_target(lookup, alias, alias->targets[i]))
			return true;
	}
	return options->has_base && try_below(lookup, options->base, lookup->import->module);
}

/* "a" of "a/b", "@a/b" of "@a/b/c". */
static struct bytes
package_name(struct bytes module)
{
	size_t n_slashes = bytes_starts_with(module, BYTES("@")) ? 2 : 1;

	for (size_t i = 0; i < module.len; i++) {
		if (module.data[i] == '/' && --n_slashes == 0)
			return bytes_slice(module, 0, i);
	}
	return module;
}

static bool
try_entries(struct lookup *lookup, const struct package *package)
{
	for (size_t i = 0; i < package->n_entries; i++) {
		if (package->entries[i].data && try_module(lookup, package->entries[i]))
			return true;
	}
	return try_below(lookup, package->folder, BYTES("index")) ||
	       try_below(lookup, package->folder, BYTES("src/index"));
}

static bool
try_subpath(struct lookup *lookup, const struct package *package, struct bytes rest)
{
	struct bytes given, key;

	buf_clear(&lookup->buf);
	buf_add_string(&lookup->buf, "./");
	buf_add(&lookup->buf, rest);
	key = buf_bytes(&lookup->buf);
	given = project_export(package->exports, key);
	if (given.len && try_below(lookup, package->folder, bytes_slice(given, 2, given.len)))
		return true;
	if (try_below(lookup, package->folder, rest))
		return true;
	buf_clear(&lookup->buf);
	buf_add(&lookup->buf, package->folder);
	buf_add_string(&lookup->buf, package->folder.len ? "/src/" : "src/");
	buf_add(&lookup->buf, rest);
	return try_module(lookup, buf_bytes(&lookup->buf));
}

static bool
find_package(struct lookup *lookup)
{
	struct bytes module = lookup->import->module;
	struct bytes name = package_name(module);
	const struct package *package = map_get(&lookup->project->npm, name);

	if (!package)
		return false;
	if (name.len == module.len)
		return try_entries(lookup, package);
	return try_subpath(lookup, package, bytes_slice(module, name.len + 1, module.len));
}

static bool
find_ecmascript(struct lookup *lookup)
{
	return !module_is_relative(lookup->import->module) &&
	       (find_alias(lookup) || find_package(lookup));
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
find_php(struct lookup *lookup)
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
		if (try_below(lookup, folders->path, buf_bytes(&path)))
			return true;
	}
	return false;
}

/* What is left of a name may be a thing in a file: up to two parts are left out. */
static bool
find_crate(struct lookup *lookup)
{
	CLEANUP(buf_release) struct buf path = BUF_INIT;
	struct bytes tail = slashed(&path, lookup->import->module, "::");
	struct bytes name = package_name(tail);
	const struct bytes *entry = map_get(&lookup->project->crates, name);

	if (!entry)
		return false;
	tail = bytes_slice(tail, name.len + (name.len < tail.len), tail.len);
	for (int i = 0; i < 3 && tail.len; i++) {
		if (try_below(lookup, path_folder(*entry), tail))
			return true;
		tail = path_folder(tail);
	}
	return lookup->file(lookup->ctx, *entry);
}

typedef bool finder(struct lookup *lookup);

/* Of all that lie in some source root. */
static bool
find_jvm(struct lookup *lookup)
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
	finder *find;
} finders[] = {
	{ LANGUAGE_GO, find_go },
	{ LANGUAGE_JAVASCRIPT, find_ecmascript },
	{ LANGUAGE_TYPESCRIPT, find_ecmascript },
	{ LANGUAGE_TSX, find_ecmascript },
	{ LANGUAGE_COMPONENT, find_ecmascript },
	{ LANGUAGE_PHP, find_php },
	{ LANGUAGE_RUST, find_crate },
}, elsewhere[] = {
	{ LANGUAGE_JAVA, find_jvm },
	{ LANGUAGE_KOTLIN, find_jvm },
	{ LANGUAGE_SCALA, find_jvm },
};

static bool
look(const struct project *project, const struct project_import *import, finder *find,
     module_visitor *file, module_visitor *folder, void *ctx)
{
	struct lookup lookup = { project, import, file, folder, ctx, BUF_INIT };
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
