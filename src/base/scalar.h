#ifndef WRIT_BASE_SCALAR_H
#define WRIT_BASE_SCALAR_H

/*
 * What a plain scalar of YAML means by the core schema, YAML 1.2.2, 10.3.2.
 */

#include <stdint.h>

#include "base/bytes.h"

enum scalar_kind {
	SCALAR_NULL,
	SCALAR_BOOLEAN,
	SCALAR_INTEGER,
	SCALAR_FLOAT,
	SCALAR_STRING,
};

struct scalar {
	enum scalar_kind kind;
	bool boolean;
	int64_t integer;
	double number; /* of a float, and of a whole number that does not fit */
};

/* Resolves TEXT. False for a whole number that does not fit into 64 bits. */
bool scalar_resolve(struct scalar *scalar, struct bytes text);

#endif
