#include "config.h"

#include "source/module.h"

#include "base/buf.h"
#include "base/macros.h"

/* A module's full name, as parts; the first N_FOLDERS of them are folders above the file. */
struct module_name {
	VEC(struct bytes) parts;
	size_t n_folders;
};

/* Takes the part before the next separator off *REST. */
static bool
next_part(const char *separator, struct bytes *rest, struct bytes *part)
{
	size_t n = strlen(separator);

	if (!rest->data)
		return false;
	for (size_t i = 0; i + n <= rest->len; i++) {
		if (memcmp(rest->data + i, separator, n) == 0) {
			*part = bytes_slice(*rest, 0, i);
			*rest = bytes_slice(*rest, i + n, rest->len);
			return true;
		}
	}
	*part = *rest;
	*rest = BYTES_NONE;
	return true;
}

static void
add_parts(struct module_name *name, const char *separator, struct bytes text)
{
	struct bytes part;

	while (next_part(separator, &text, &part)) {
		if (part.len)
			vec_push(&name->parts, part);
	}
}

/* The folders above PATH. */
static void
add_folders(struct module_name *name, struct bytes path)
{
	while (path.len && path.data[path.len - 1] != '/')
		path.len--;
	add_parts(name, "/", path);
	name->n_folders = name->parts.len;
}

static void
leave_folder(struct module_name *name)
{
	if (name->parts.len)
		name->parts.len--;
	if (name->n_folders > name->parts.len)
		name->n_folders = name->parts.len;
}

/* `..a.b`: one dot is the file's own package. */
static void
python_name(struct module_name *name, struct bytes path, struct bytes module)
{
	size_t n_dots = 0;

	while (n_dots < module.len && module.data[n_dots] == '.')
		n_dots++;
	if (n_dots)
		add_folders(name, path);
	for (size_t i = 1; i < n_dots; i++)
		leave_folder(name);
	add_parts(name, ".", bytes_slice(module, n_dots, module.len));
}

bool
module_is_relative(struct bytes module)
{
	return bytes_starts_with(module, BYTES("./")) || bytes_starts_with(module, BYTES("../")) ||
	       bytes_equal(module, BYTES(".")) || bytes_equal(module, BYTES(".."));
}

static void
slashed_name(struct module_name *name, struct bytes path, struct bytes module)
{
	struct bytes part;

	if (module_is_relative(module))
		add_folders(name, path);
	/* What bundlers are mostly told that it means, and module_candidates takes it for. */
	if (bytes_starts_with(module, BYTES("@/")) || bytes_starts_with(module, BYTES("~/"))) {
		vec_push(&name->parts, BYTES("src"));
		name->n_folders = 1;
		module = bytes_slice(module, 2, module.len);
	}
	while (next_part("/", &module, &part)) {
		if (bytes_equal(part, BYTES("..")))
			leave_folder(name);
		else if (part.len && !bytes_equal(part, BYTES(".")))
			vec_push(&name->parts, part);
	}
}

/* The file's name without its ending. */
static struct bytes
stem_of(struct bytes path)
{
	struct bytes stem = path;

	while (bytes_split(&path, '/', &stem))
		continue;
	for (size_t i = 0; i < stem.len; i++) {
		if (stem.data[i] == '.')
			stem.len = i;
	}
	return stem;
}

/* The parts of the file's own module: its place below `src`. */
static void
add_own_module(struct module_name *name, struct bytes path)
{
	struct bytes stem = stem_of(path);
	size_t start = 0;

	add_folders(name, path);
	for (size_t i = 0; i < name->parts.len; i++) {
		if (bytes_equal(name->parts.items[i], BYTES("src")))
			start = i + 1;
	}
	if (start) {
		name->parts.len -= start;
		memmove(name->parts.items, name->parts.items + start,
			name->parts.len * sizeof(*name->parts.items));
	}
	if (!bytes_equal(stem, BYTES("mod")) && !bytes_equal(stem, BYTES("lib")) &&
	    !bytes_equal(stem, BYTES("main")))
		vec_push(&name->parts, stem);
}

/* Rust: `super::` and `self::` begin at the file's own module; the crate's name may be left out. */
static void
rust_name(struct module_name *name, struct bytes path, struct bytes module)
{
	struct bytes rest = module;
	struct bytes part;

	while (next_part("::", &rest, &part)) {
		bool up = bytes_equal(part, BYTES("super"));

		if (!up && !bytes_equal(part, BYTES("self")))
			break;
		if (name->parts.len == 0)
			add_own_module(name, path);
		if (up)
			leave_folder(name);
		module = rest;
	}
	if (bytes_starts_with(module, BYTES("crate::")))
		module = bytes_slice(module, strlen("crate::"), module.len);
	add_parts(name, "::", module);
	name->n_folders = 0;
}

static void
name_make(struct module_name *name, const struct language *language, struct bytes path,
	  struct bytes module)
{
	if (language->id == LANGUAGE_PYTHON)
		python_name(name, path, module);
	else if (language->id == LANGUAGE_RUST)
		rust_name(name, path, module);
	else if (strcmp(language->separator, "/") == 0 || module_is_relative(module))
		slashed_name(name, path, module);
	else
		add_parts(name, language->separator, module);
}

/* A file may be imported with its ending or without. */
static bool
parts_equal(const struct language *language, struct bytes part, struct bytes wanted)
{
	struct bytes rest =
		bytes_of("js mjs cjs jsx ts mts cts tsx vue svelte json h hh hpp hxx inc "
			 "proto rb sh");
	struct bytes ending;

	if (bytes_equal(part, wanted))
		return true;
	if (strcmp(language->separator, "/") != 0 || !bytes_starts_with(part, wanted) ||
	    part.len <= wanted.len || part.data[wanted.len] != '.')
		return false;
	while (bytes_split(&rest, ' ', &ending)) {
		if (bytes_equal(bytes_slice(part, wanted.len + 1, part.len), ending))
			return true;
	}
	return false;
}

static bool
is_all(struct bytes part)
{
	return bytes_equal(part, BYTES("*"));
}

/* Whether the last part WANTED is one of the names that IMPORT takes. */
static bool
takes_name(const struct language *language, const struct import *import, struct bytes wanted)
{
	bool all_counts = strcmp(language->separator, "/") != 0;

	for (size_t i = 0; i < import->n_names; i++) {
		if (bytes_equal(import->names[i], wanted) ||
		    (all_counts && is_all(import->names[i])))
			return true;
	}
	return false;
}

/* Whether WANTED begins at part FROM of NAME, or goes on into a name that is taken. */
static bool
begins_at(const struct language *language, const struct module_name *name, size_t from,
	  const struct import *import, const struct module_name *wanted)
{
	for (size_t i = 0; i < wanted->parts.len; i++) {
		struct bytes part = wanted->parts.items[i];
		size_t at = from + i;

		if (at == name->parts.len)
			return i + 1 == wanted->parts.len && takes_name(language, import, part);
		if (!parts_equal(language, name->parts.items[at], part) &&
		    !(is_all(name->parts.items[at]) && i > 0))
			return false;
	}
	return true;
}

bool
module_is_of(const struct language *language, struct bytes path, const struct import *import,
	     struct bytes wanted)
{
	struct module_name name = { VEC_INIT, 0 };
	struct module_name other = { VEC_INIT, 0 };
	bool found = false;

	if (import->computed)
		return false;
	name_make(&name, language, path, import->module);
	if (language->id == LANGUAGE_RUST && bytes_starts_with(wanted, BYTES("crate::")))
		wanted = bytes_slice(wanted, strlen("crate::"), wanted.len);
	add_parts(&other, language->separator, wanted);
	for (size_t from = 0; from <= name.n_folders && !found && other.parts.len; from++)
		found = begins_at(language, &name, from, import, &other);
	vec_release(&name.parts);
	vec_release(&other.parts);
	return found;
}
