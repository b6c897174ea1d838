#include "config.h"

#include "source/module.h"

#include "base/macros.h"
#include "base/path.h"

/* Where a language looks for the file of a module. */
struct rule {
	enum language_id language;
	const char *roots; /* folders below the root, separated by blanks; "." is the root itself */
	const char *suffixes; /* what stands behind the module's path; "." is nothing */
	bool above;           /* every folder above the file may be a root as well */
	bool shorten;         /* the last parts may name something within the file */
};

/* A class in a class, and a member of it: no more parts than these are left out. */
enum { SHORTENED_MAX = 3 };

static const struct rule rules[] = {
	{ LANGUAGE_C, ". include src", ".", true, false },
	{ LANGUAGE_CPP, ". include src", ".", true, false },
	{ LANGUAGE_OBJECTIVE_C, ". include src", ".", true, false },
	{ LANGUAGE_PYTHON, ". src lib", ".py /__init__.py .pyi", true, true },
	{ LANGUAGE_JAVASCRIPT, ". src",
	  ". .js .jsx .mjs .cjs .ts .tsx .json .vue .svelte /index.js /index.jsx /index.ts "
	  "/index.tsx",
	  false, false },
	{ LANGUAGE_TYPESCRIPT, ". src",
	  ". .ts .tsx .d.ts .mts .cts .js .jsx .json .vue .svelte /index.ts /index.tsx /index.js "
	  "/index.jsx",
	  false, false },
	{ LANGUAGE_TSX, ". src",
	  ". .ts .tsx .d.ts .mts .cts .js .jsx .json .vue .svelte /index.ts /index.tsx /index.js "
	  "/index.jsx",
	  false, false },
	{ LANGUAGE_COMPONENT, ". src",
	  ". .ts .tsx .js .jsx .json .vue .svelte /index.ts /index.tsx /index.js /index.jsx "
	  "/index.vue",
	  false, false },
	{ LANGUAGE_JAVA, ". src/main/java src", ".java .kt", true, true },
	{ LANGUAGE_KOTLIN, ". src/main/kotlin src/main/java src", ".kt .java", true, true },
	{ LANGUAGE_SCALA, ". src/main/scala src/main/java src", ".scala .java", true, true },
	{ LANGUAGE_RUST, "src", ".rs /mod.rs", true, true },
	{ LANGUAGE_PHP, ". src app lib", ".php", true, false },
	{ LANGUAGE_RUBY, ". lib", ".rb .", true, false },
	{ LANGUAGE_LUA, ". src lua", ".lua /init.lua", true, false },
	{ LANGUAGE_SHELL, ".", ".", true, false },
	{ LANGUAGE_PROTOBUF, ". proto", ".", true, false },
};

struct search {
	const struct rule *rule;
	module_visitor *visit;
	void *ctx;
	struct buf buf;
};

static const struct rule *
rule_of(enum language_id language)
{
	for (size_t i = 0; i < ARRAY_SIZE(rules); i++) {
		if (rules[i].language == language)
			return &rules[i];
	}
	return NULL;
}

static bool
is_dot(struct bytes word)
{
	return bytes_equal(word, BYTES("."));
}

/* The path that was put together; the root of the tree is none, and nothing stands in front of it.
 */
static bool
try_built(struct search *search)
{
	struct bytes path = buf_bytes(&search->buf);

	if (bytes_starts_with(path, BYTES("/")))
		path = bytes_slice(path, 1, path.len);
	return path.len && search->visit(search->ctx, path);
}

/* Tries ROOT/MODULE with each suffix. */
static bool
try_root(struct search *search, struct bytes root, struct bytes module)
{
	struct bytes suffixes = bytes_of(search->rule->suffixes);
	struct bytes suffix;

	while (bytes_split(&suffixes, ' ', &suffix)) {
		buf_clear(&search->buf);
		if (root.len && !is_dot(root)) {
			buf_add(&search->buf, root);
			buf_add_char(&search->buf, '/');
		}
		buf_add(&search->buf, module);
		if (!is_dot(suffix))
			buf_add(&search->buf, suffix);
		if (try_built(search))
			return true;
	}
	return false;
}

/* Where names may be shortened, nobody but the build knows which roots there are, so that each that
 * has the module is as likely. */
static bool
try_roots(struct search *search, struct bytes path, struct bytes module)
{
	struct bytes roots = bytes_of(search->rule->roots);
	bool found = false, all = search->rule->shorten;
	struct bytes root;

	if (search->rule->above && strcmp(search->rule->suffixes, ".") == 0 &&
	    try_root(search, path_folder(path), module))
		return true;
	while ((all || !found) && bytes_split(&roots, ' ', &root))
		found |= try_root(search, root, module);
	if (!search->rule->above)
		return found;
	for (root = path_folder(path); (all || !found) && root.len; root = path_folder(root))
		found |= try_root(search, root, module);
	return found;
}

/* A module's name as a path below a root. */
static void
as_path(struct buf *out, const char *separator, struct bytes module)
{
	size_t n = strlen(separator);

	for (size_t i = 0; i < module.len;) {
		if (i + n <= module.len && memcmp(module.data + i, separator, n) == 0) {
			buf_add_char(out, '/');
			i += n;
		} else {
			buf_add_char(out, module.data[i++]);
		}
	}
}

/* A TypeScript file is imported by the name that it will have when compiled. */
static bool
try_compiled_name(struct search *search, struct bytes module)
{
	static const char *const pairs[][2] = { { ".js", ".ts" },
						{ ".js", ".tsx" },
						{ ".jsx", ".tsx" },
						{ ".mjs", ".mts" },
						{ ".cjs", ".cts" } };

	for (size_t i = 0; i < ARRAY_SIZE(pairs); i++) {
		struct bytes ending = bytes_of(pairs[i][0]);

		if (!bytes_ends_with(module, ending))
			continue;
		buf_clear(&search->buf);
		buf_add(&search->buf, bytes_slice(module, 0, module.len - ending.len));
		buf_add_string(&search->buf, pairs[i][1]);
		if (search->visit(search->ctx, buf_bytes(&search->buf)))
			return true;
	}
	return false;
}

/* Python's `..a.b`, from the folder that its dots lead to. */
static bool
try_dots(struct search *search, struct bytes path, struct bytes module)
{
	CLEANUP(buf_release) struct buf tail = BUF_INIT;
	struct bytes folder = path_folder(path);
	size_t n_dots = 0;

	while (n_dots < module.len && module.data[n_dots] == '.')
		n_dots++;
	for (size_t i = 1; i < n_dots; i++)
		folder = path_folder(folder);
	module = bytes_slice(module, n_dots, module.len);
	if (module.len) {
		as_path(&tail, ".", module);
		return try_root(search, folder, buf_bytes(&tail));
	}
	buf_add(&tail, folder);
	buf_add_string(&tail, folder.len ? "/__init__.py" : "__init__.py");
	return search->visit(search->ctx, buf_bytes(&tail));
}

static bool
try_relative(struct search *search, struct bytes path, struct bytes module)
{
	CLEANUP(buf_release) struct buf joined = BUF_INIT;

	if (!path_append(&joined, path_folder(path)) || !path_append(&joined, module))
		return false;
	return (joined.len && search->visit(search->ctx, buf_bytes(&joined))) ||
	       try_root(search, BYTES_NONE, buf_bytes(&joined)) ||
	       try_compiled_name(search, buf_bytes(&joined));
}

static bool
try_absolute(struct search *search, const char *separator, struct bytes path, struct bytes module)
{
	bool found = false;
	CLEANUP(buf_release) struct buf buf = BUF_INIT;
	size_t rounds = search->rule->shorten ? SHORTENED_MAX + 1 : 1;
	struct bytes tail;

	as_path(&buf, separator, module);
	tail = buf_bytes(&buf);
	if (bytes_starts_with(tail, BYTES("crate/")))
		tail = bytes_slice(tail, strlen("crate/"), tail.len);
	for (; rounds > 0 && tail.len && !found; rounds--) {
		found = try_roots(search, path, tail);
		tail = path_folder(tail);
	}
	return found;
}

static bool
try_python(struct search *search, struct bytes path, struct bytes module)
{
	if (module.data[0] == '.')
		return try_dots(search, path, module);
	return try_absolute(search, ".", path, module);
}

/* What is taken from a package is mostly a module of its own: `from a import b`. */
static bool
python_candidates(struct search *search, struct bytes path, const struct import *import,
		  size_t which)
{
	CLEANUP(buf_release) struct buf longer = BUF_INIT;
	struct bytes module = import->module;

	if (import->n_names && !bytes_equal(import->names[which], BYTES("*"))) {
		buf_add(&longer, module);
		if (module.data[module.len - 1] != '.')
			buf_add_char(&longer, '.');
		buf_add(&longer, import->names[which]);
		module = buf_bytes(&longer);
	}
	return try_python(search, path, module) ||
	       (module.data != import->module.data && try_python(search, path, import->module));
}

size_t
module_n_targets(const struct language *language, const struct import *import)
{
	return language->id == LANGUAGE_PYTHON && import->n_names ? import->n_names : 1;
}

bool
module_suffixed(const struct language *language, struct bytes path, module_visitor *visit,
		void *ctx)
{
	struct search search = { rule_of(language->id), visit, ctx, BUF_INIT };
	bool found = search.rule &&
		     (try_root(&search, BYTES_NONE, path) || try_compiled_name(&search, path));

	buf_release(&search.buf);
	return found;
}

/* Bundlers of JavaScript take what stands behind a `?` as a wish about the file before it. */
static struct bytes
without_query(struct bytes module)
{
	const char *mark = module.len ? memchr(module.data, '?', module.len) : NULL;

	return mark ? bytes_slice(module, 0, (size_t)(mark - module.data)) : module;
}

static bool
candidates(struct search *search, const struct language *language, struct bytes path,
	   const struct import *import, size_t which)
{
	struct bytes module = without_query(import->module);

	if (language->id == LANGUAGE_PYTHON)
		return python_candidates(search, path, import, which);
	if (module_is_relative(module))
		return try_relative(search, path, module);
	if (bytes_starts_with(module, BYTES("@/")) || bytes_starts_with(module, BYTES("~/")))
		return try_root(search, BYTES("src"), bytes_slice(module, 2, module.len));
	return try_absolute(search, language->separator, path, module);
}

bool
module_candidates(const struct language *language, struct bytes path, const struct import *import,
		  size_t which, module_visitor *visit, void *ctx)
{
	struct search search = { rule_of(language->id), visit, ctx, BUF_INIT };
	bool found = search.rule && !import->computed && import->module.len &&
		     candidates(&search, language, path, import, which);

	buf_release(&search.buf);
	return found;
}
