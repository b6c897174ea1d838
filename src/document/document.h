#ifndef WRIT_DOCUMENT_DOCUMENT_H
#define WRIT_DOCUMENT_DOCUMENT_H

/*
 * Configuration files as data, with the place of each value. Whatever the format, a file becomes
 * one tree of scalars, sequences and mappings. All of it comes from a push: each format is read in
 * linear time and without recursion, and what is too deep, too many or too long is a problem.
 *
 * What is particular to a format:
 *   JSON          RFC 8259; a byte order mark is passed over. JSONC: comments, trailing commas.
 *   YAML          the core schema of 1.2. Several documents are a sequence of them; an alias is a
 *                 copy of what it names, counted like any other; `<<` is a key.
 *   TOML          1.0. Dates and times are strings as written.
 *   XML           an element is an entry under its name, attributes are entries "@name"; text is
 *                 the value of an element that has nothing else, else an entry "#text". Names may
 *                 stand in a mapping more than once. A document type is a problem.
 *   INI           sections are mappings, `[a "b"]` is "a.b"; values are strings without their
 *                 quotes, a key without a value is null. Keys may repeat. One line, one entry:
 *                 nothing is continued.
 *   FRONT_MATTER  the YAML between `---` lines that begins a Markdown file; without it, an empty
 *                 mapping.
 */

#include <stdint.h>

#include "base/arena.h"

enum document_format {
	DOCUMENT_JSON,
	DOCUMENT_JSONC,
	DOCUMENT_YAML,
	DOCUMENT_TOML,
	DOCUMENT_XML,
	DOCUMENT_INI,
	DOCUMENT_FRONT_MATTER,
	DOCUMENT_FORMATS,
};

enum node_kind {
	NODE_NULL,
	NODE_BOOLEAN,
	NODE_INTEGER, /* a whole number of 64 bits; a longer one is a float */
	NODE_FLOAT,
	NODE_STRING,
	NODE_SEQUENCE,
	NODE_MAPPING,
};

struct document_node {
	enum node_kind kind;
	uint32_t line, column; /* from 1, in bytes; of the key in a mapping, else of the value */
	bool boolean;
	struct bytes key; /* in a mapping; data is NULL elsewhere */
	size_t index;     /* in a sequence, from 1; 0 elsewhere */
	int64_t integer;
	double number;
	struct bytes text; /* of a string; the source of another scalar. Not NULL for a scalar. */
	struct document_node *parent;
	struct document_node *first, *last; /* children, in the order of the file */
	struct document_node *next;
	size_t n_children;
};

struct document_limits {
	size_t depth; /* of sequences and mappings in each other */
	size_t nodes;
	size_t bytes;
	bool allow_duplicates; /* equal keys in one mapping are no problem: all entries are kept */
};

#define DOCUMENT_LIMITS_INIT                                                                       \
	{                                                                                          \
		.depth = 64, .nodes = 1000000, .bytes = 16 * 1024 * 1024                           \
	}

enum { DOCUMENT_MESSAGE_BYTES = 256 };

/* Why a text is no document. The message may hold bytes of the text: it is escaped when shown. */
struct document_problem {
	uint32_t line, column;
	bool limit; /* a limit is spent: whether the text is well formed was not found out */
	char message[DOCUMENT_MESSAGE_BYTES];
};

/* "json", "jsonc", "yaml", "toml", "xml", "ini", "front-matter". */
const char *document_format_name(enum document_format format);
/* False when NAME is none of them. */
bool document_format_of_name(struct bytes name, enum document_format *format);
/* By the name of the file, and of its folder where that decides. False when it says nothing. */
bool document_format_of_path(struct bytes path, enum document_format *format);

/* Reads TEXT, which is copied, into ARENA, where *ROOT lives. LIMITS may be NULL for those of
 * DOCUMENT_LIMITS_INIT. -1 with PROBLEM, and *ROOT is NULL then. */
int document_parse(struct document_node **root, enum document_format format, struct bytes text,
		   const struct document_limits *limits, struct arena *arena,
		   struct document_problem *problem) MUST_CHECK;

#endif
