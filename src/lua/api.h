#ifndef WRIT_LUA_API_H
#define WRIT_LUA_API_H

/*
 * What policies can use, as the reference and the definitions for editors show it: one section for
 * each object, library and table of options. Nothing of it is written down a second time: a section
 * reads the rows by which the engine registers fields and functions, and those of rules come from
 * policies/rules.lua. The types are LuaCATS annotations, and also:
 *
 *     sequence<T>       a list as lua/sequence.h has them
 *     (a: T, b?: U): V  of a method, without its object, or of a function
 */

#include <stdbool.h>
#include <stddef.h>

enum api_kind {
	API_ALIAS,   /* its rows are names for types */
	API_TABLE,   /* a table that a policy makes: what it returns, options */
	API_OBJECT,  /* has methods, which are called as object:method() */
	API_LIBRARY, /* a table of functions; the one named "globals" is what stands alone */
	API_RULES,   /* what `require "writ.rules"` gives */
};

struct api_row {
	const char *name, *type, *help;
};

/* Rows that register nothing in Lua: keys of a table that a policy makes. */
struct api_table {
	const char *name, *help;
	const struct api_row *rows;
	size_t n_rows;
};

/* NAME is that of the type; the options of `file` begin with "file.". */
struct api_section {
	enum api_kind kind;
	const char *name, *help;
	size_t n_rows;
	const void *rows; /* see api_row_at */
};

/* Section I from 0, in the order of the reference; false behind the last. */
bool api_section_at(size_t i, struct api_section *section);
/* Row I of SECTION; what has no text yet has empty ones. */
struct api_row api_row_at(const struct api_section *section, size_t i);
/* Whether the type is of a method or function, as "(a: T): U". */
bool api_is_call(const struct api_row *row);

/* The tables, each beside what reads it. */
extern const struct api_table policy_table /* chunk.c */, violation_table /* violation.c */,
	find_table /* object_file.c */, graph_table /* graph_options.c */,
	cycles_table /* object_graph.c */, rules_table /* lib_rules.c */;
/* Table I from 0 of the options of rules; NULL behind the last. */
const struct api_table *rules_options_at(size_t i);

#endif
