#ifndef WRIT_SOURCE_DECLARATIONS_H
#define WRIT_SOURCE_DECLARATIONS_H

/*
 * What a source file declares, read by tokens: types, functions and methods, in the order of the
 * text. It is the text that counts: what a preprocessor would leave out, or a macro is given, is
 * declared all the same. What a macro makes is not seen.
 */

#include "base/arena.h"
#include "base/vec.h"
#include "source/language.h"

enum declaration_kind {
	DECLARATION_CLASS,     /* also Swift's actors */
	DECLARATION_INTERFACE, /* also Swift's protocols */
	DECLARATION_ENUM,
	DECLARATION_STRUCT,
	DECLARATION_UNION,
	DECLARATION_TRAIT,
	DECLARATION_RECORD,
	DECLARATION_ANNOTATION,
	DECLARATION_OBJECT,    /* the one of its class: Kotlin, Scala */
	DECLARATION_EXTENSION, /* adds to the type that it names: Swift's, Rust's impl */
	DECLARATION_MODULE,    /* Ruby */
	DECLARATION_TYPE,      /* another name of a type, C#'s delegates */
	DECLARATION_MESSAGE,   /* protobuf, as the next one */
	DECLARATION_SERVICE,
	DECLARATION_FUNCTION,
	DECLARATION_METHOD, /* directly in a type; Go's by their receiver; protobuf's rpc */
};

struct declaration {
	enum declaration_kind kind;
	struct bytes name;  /* empty: it has none */
	struct bytes outer; /* the name of the innermost declaration with a name around it */
	struct bytes *bases, *annotations; /* as written, without arguments */
	size_t n_bases, n_annotations;
	size_t at;          /* where the name stands, or else the keyword */
	size_t first, last; /* where its head begins, with the first annotation if there is one, and
			       where it ends */
};

struct declarations {
	VEC(struct declaration) items;
	bool partial;      /* the file could not be read to its end, see source/lexer.h */
	size_t partial_at; /* where that begins which is not ended */
	struct arena arena;
};

/* Never fails; TEXT must outlive DECLARATIONS. A language that is not read for them has none. */
void declarations_find(struct declarations *declarations, const struct language *language,
		       struct bytes text);
void declarations_release(struct declarations *declarations);

/* "class", "interface", "enum", "struct", "union", "trait", "record", "annotation", "object",
 * "extension", "module", "type", "message", "service", "function", "method". */
const char *declaration_kind_name(enum declaration_kind kind);

#endif
