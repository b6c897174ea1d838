#ifndef WRIT_DECISIONS_KEY_TABLE_H
#define WRIT_DECISIONS_KEY_TABLE_H

/*
 * A mapping that is read strictly into a struct, by a table of its keys: waivers, owners.
 */

#include "decisions/key_values.h"

struct key_table_row {
	const char *name;
	void (*take)(const struct key *key, void *to);
	size_t at; /* of what it fills, in the struct */
	bool required;
};

struct key_table {
	const char *what; /* "a waiver", for messages */
	const struct key_table_row *rows;
	size_t n_rows;
};

/* Reads MAPPING (NULL for an empty file) into TO. Keys that begin with `x-` are nobody's. */
void key_table_read(struct compiler *compiler, struct draft *draft, const struct key_table *table,
		    const struct value *mapping, void *to);

/* For the rows: a text into a struct bytes, texts into a struct name_list (at least one). */
void key_take_text(const struct key *key, void *to);
void key_take_names(const struct key *key, void *to);

#endif
