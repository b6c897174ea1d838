#ifndef WRIT_SOURCE_LANGUAGE_H
#define WRIT_SOURCE_LANGUAGE_H

/*
 * The programming languages whose files are read by tokens, and how each one writes comments and
 * strings. A language is known by the name of the file alone: a push chooses its names, so a
 * decision that must not be walked around says by `scope` which names it expects.
 */

#include <stdbool.h>

#include "base/bytes.h"

enum language_id {
	LANGUAGE_C,
	LANGUAGE_CPP,
	LANGUAGE_OBJECTIVE_C,
	LANGUAGE_PYTHON,
	LANGUAGE_JAVASCRIPT,
	LANGUAGE_TYPESCRIPT,
	LANGUAGE_TSX,
	LANGUAGE_COMPONENT,
	LANGUAGE_JAVA,
	LANGUAGE_KOTLIN,
	LANGUAGE_GO,
	LANGUAGE_RUST,
	LANGUAGE_CSHARP,
	LANGUAGE_PHP,
	LANGUAGE_RUBY,
	LANGUAGE_SWIFT,
	LANGUAGE_SCALA,
	LANGUAGE_LUA,
	LANGUAGE_SHELL,
	LANGUAGE_PROTOBUF,
};

/* How a language writes what is no code. */
enum language_trait {
	TRAIT_SLASH_COMMENTS = 1 << 0, /* // to the end of the line, and between slash and star */
	TRAIT_NESTED_COMMENTS = 1 << 1,
	TRAIT_HASH_COMMENTS = 1 << 2,
	TRAIT_HASH_AT_WORD = 1 << 3,  /* # begins a comment only where a word could begin */
	TRAIT_DASH_COMMENTS = 1 << 4, /* -- and long brackets */
	TRAIT_CONTINUED = 1 << 5,     /* a backslash joins lines, also in a comment */
	TRAIT_DOLLAR_WORDS = 1 << 6,  /* $ is a letter */
	TRAIT_LIFETIMES = 1 << 7,     /* ' is not always a quote */
	TRAIT_REGEX = 1 << 8,         /* a slash may begin a regular expression */
	TRAIT_JSX = 1 << 9,
	TRAIT_TAGGED = 1 << 10,       /* code stands between tags: <?php, <script> */
	TRAIT_QUOTED_PARTS = 1 << 11, /* ' within a number parts its digits */
	TRAIT_HEREDOCS = 1 << 12,
};

/* What begins code within a string. */
enum hole {
	HOLE_NONE,
	HOLE_DOLLAR_BRACE,    /* ${ } */
	HOLE_BRACE_DOLLAR,    /* {$ } */
	HOLE_HASH_BRACE,      /* #{ } */
	HOLE_DOLLAR_PAREN,    /* $( ) */
	HOLE_BACKSLASH_PAREN, /* \( ) */
	HOLE_BRACES,          /* { }, or more of them */
};

/* One way to write a string. It ends with N_QUOTES quotes and N_HASHES hashes. */
struct string_form {
	char quote;
	unsigned char n_quotes;
	char escape;     /* takes the next byte's meaning away; NUL: none does */
	bool many_lines; /* else it ends with its line, closed or not */
	enum hole hole;
	bool doubled; /* two quotes stand for one */
	unsigned char n_hashes, n_braces;
};

struct language {
	enum language_id id;
	const char *name;
	const char *endings;   /* of file names, separated by blanks */
	const char *separator; /* between the parts of a module's name */
	unsigned traits;
	const struct string_form *strings; /* the longer opening first; ends with an empty row */
};

/* The language of a file by the last part of PATH; NULL for one that is not known. */
const struct language *language_of_path(struct bytes path);

#endif
