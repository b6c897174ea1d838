#ifndef WRIT_DOCUMENT_TOML_H
#define WRIT_DOCUMENT_TOML_H

/*
 * TOML 1.0, in parts: toml.c goes through the statements, toml_table.c says which table a key is
 * of, toml_string.c and toml_value.c read the scalars.
 */

#include "base/buf.h"
#include "document/scan.h"

struct toml_key {
	struct bytes text;
	size_t at;
};

struct toml {
	struct scan scan;
	struct document_node *table;       /* of the header that was read last */
	uint32_t section;                  /* its number, of 29 bits: a header has four bytes */
	VEC(struct toml_key) keys;         /* a key by its dots */
	VEC(struct document_node *) nests; /* the arrays and inline tables that are being read */
	struct buf string;
};

/* Goes behind blanks. */
void toml_blanks_skip(struct scan *scan);

/* The string that begins here, multi-line ones only where IS_VALUE. */
int toml_string_read(struct toml *toml, bool is_value, struct bytes *text) MUST_CHECK;
/* Adds a boolean, number, date or time to what is open. */
int toml_plain_read(struct toml *toml) MUST_CHECK;

/* Reads a dotted key into toml->keys. */
int toml_key_read(struct toml *toml) MUST_CHECK;
/* Makes toml->keys the table of a header [a.b] or [[a.b]]. */
int toml_header_enter(struct toml *toml, bool is_array) MUST_CHECK;
/* The table below BASE that the last of toml->keys is an entry of. NULL with a problem. */
struct document_node *toml_entry_table(struct toml *toml, struct document_node *base) MUST_CHECK;

#endif
