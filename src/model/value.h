#ifndef WRIT_MODEL_VALUE_H
#define WRIT_MODEL_VALUE_H

/*
 * Plain data out of a front matter: what YAML's core schema gives. Used for `parameters`.
 */

#include <stddef.h>
#include <stdint.h>

#include "base/bytes.h"

enum value_kind {
	VALUE_NULL,
	VALUE_BOOLEAN,
	VALUE_INTEGER,
	VALUE_FLOAT,
	VALUE_STRING,
	VALUE_LIST,
	VALUE_MAPPING,
};

struct value;

struct value_pair {
	struct bytes key;
	size_t line, column; /* of the key, from 1 */
	struct value *value;
};

struct value {
	enum value_kind kind;
	size_t line, column; /* in its file, from 1 */
	bool boolean;
	int64_t integer;
	double number;
	struct bytes string;      /* the scalar as written, for every scalar kind */
	struct value **items;     /* LIST */
	struct value_pair *pairs; /* MAPPING: in the order of the file, keys unique */
	size_t len;               /* of items or pairs */
};

/* The value of KEY in a mapping; NULL when absent or when MAPPING is no mapping. */
const struct value *value_get(const struct value *mapping, const char *key);
/* Whether both say the same, whatever the order of the keys and the places; NULL equals NULL. */
bool values_equal(const struct value *a, const struct value *b);
const char *value_kind_name(enum value_kind kind);

#endif
