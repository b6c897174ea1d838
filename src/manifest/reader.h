#ifndef WRIT_MANIFEST_READER_H
#define WRIT_MANIFEST_READER_H

/*
 * What the readers of all formats share: dependencies are gathered within limits; a document is
 * searched for the sections that hold them; a text is cut into lines.
 */

#include "document/entry.h"
#include "base/vec.h"
#include "manifest/manifest.h"

struct manifest_reader {
	struct arena *arena; /* of the manifest */
	struct bytes text;
	struct document_problem *problem;
	VEC(struct dependency) found;
	size_t n_bytes;
	bool is_lock;
};

/* Adds FOUND, whose texts are copied; without a name it is passed over. What a lock file says is
 * pinned. -1 when a limit is spent. */
int manifest_add(struct manifest_reader *reader, const struct dependency *found) MUST_CHECK;
/* Says what is wrong; returns -1. */
int manifest_fail(struct manifest_reader *reader, uint32_t line, size_t column, const char *format,
		  ...) PRINTF(4, 5);
/* A copy in the manifest's memory, in ASCII small letters. */
struct bytes manifest_lower(struct manifest_reader *reader, struct bytes text);
/* "HEAD:TAIL" in the manifest's memory. */
struct bytes manifest_join(struct manifest_reader *reader, struct bytes head, struct bytes tail);
/* The registry at URL is one for all packages, unless it is OWN, the ecosystem's own. */
int manifest_add_registry(struct manifest_reader *reader, struct bytes url, const char *own,
			  uint32_t line, size_t column) MUST_CHECK;

/* -- Documents */

/* Reads one dependency, or a list of them, that SCOPE is said of. */
typedef int read_entry(struct manifest_reader *reader, const struct document_node *node,
		       enum dependency_scope scope) MUST_CHECK;

/* Where dependencies stand: keys with '/' between them, as document_at takes them. */
struct section {
	const char *path;
	enum dependency_scope scope;
	read_entry *read;
};

/* Calls the section's reader with each node at its path. */
int manifest_sections(struct manifest_reader *reader, const struct document_node *root,
		      const struct section *sections, size_t n) MUST_CHECK;

/* The same for what NODE says of a registry; nothing when it has no `url`. */
int manifest_add_registry_node(struct manifest_reader *reader, const struct document_node *node,
			       const char *own) MUST_CHECK;
/* NODE is a version, or a mapping with a `version` and maybe `optional`, as crates and Poetry have
 * it. */
struct dependency
dependency_of(const struct document_node *node, struct bytes name, enum dependency_scope scope);
/* When NODE has a `git`, the dependency is from there, at its `rev`, `ref`, `tag` or `branch`. */
void dependency_read_git(struct dependency *dependency, const struct document_node *node);

/* -- Lines */

struct text_line {
	struct bytes text; /* without its end, LF or CR LF */
	uint32_t number;   /* from 1 */
};

/* Goes through the lines of *REST, which is used up; LINE is zeroed at first. */
bool line_next(struct bytes *rest, struct text_line *line);
/* The place of PART, a slice of the line, in it: from 1. */
size_t line_column(const struct text_line *line, struct bytes part);

/* -- Texts */

bool char_is_in(char c, const char *set);

/* Takes the text before the first byte of SEPARATORS off *REST, and that byte; all of it when there
 * is none. */
struct bytes text_until(struct bytes *rest, const char *separators);
/* Without PREFIX; false, and TEXT as it was, when it does not begin with it. */
bool text_takes(struct bytes *text, const char *prefix);
bool text_has(struct bytes text, char c);
/* The offset of NEEDLE, or the length of TEXT. */
size_t text_find(struct bytes text, const char *needle);
/* Without ASCII letter case. */
bool text_equal_lower(struct bytes text, const char *lower);
/* The text between the quotes that TEXT stands in, else TEXT. */
struct bytes text_unquote(struct bytes text);
/* Whether both are the same but for slashes at the end, of which OWN has none. */
bool url_is(struct bytes url, const char *own);
/* Whether its path says another place than is written: `..` and `.`, also as `%2e`, and what
 * clients take for a slash or leave out (WHATWG URL Standard, 4.4). */
bool url_is_devious(struct bytes url);
/* Whether URL lies on the host of OTHER: "scheme://host/" is the same. */
bool url_is_on_host_of(struct bytes url, struct bytes other);
bool is_one_of(struct bytes text, const char *const *words, size_t n);

#endif
