#ifndef WRIT_SOURCE_IMPORTS_H
#define WRIT_SOURCE_IMPORTS_H

/*
 * What a source file imports, read by tokens. One import for each module that is named, in the
 * order of the text. It is the text that counts: what a preprocessor would leave out, or a
 * condition never reach, is imported all the same.
 */

#include "base/arena.h"
#include "base/vec.h"
#include "source/language.h"

enum import_kind {
	IMPORT_STATIC,
	IMPORT_DYNAMIC,   /* a call while the program runs */
	IMPORT_TYPE,      /* gone once compiled: TypeScript's `import type` */
	IMPORT_RE_EXPORT, /* named to be handed on */
	IMPORT_INCLUDE,   /* the text of a file */
	IMPORT_QUALIFIED, /* used by its full name, without an import */
};

struct import {
	struct bytes module; /* as written; empty when computed */
	struct bytes *names; /* what is taken from it, "*" for all */
	size_t n_names;
	enum import_kind kind;
	bool computed; /* which module it is shows only when the program runs */
	size_t at;     /* where the module, or the statement of a computed one, stands */
};

struct imports {
	VEC(struct import) items;
	bool partial;      /* the file could not be read to its end, see source/lexer.h */
	size_t partial_at; /* where that begins which is not ended */
	struct arena arena;
};

/* Never fails; TEXT must outlive IMPORTS. A language without imports has none. */
void imports_find(struct imports *imports, const struct language *language, struct bytes text);
void imports_release(struct imports *imports);

/* "static", "dynamic", "type", "re-export", "include", "qualified". */
const char *import_kind_name(enum import_kind kind);

#endif
