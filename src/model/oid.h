#ifndef WRIT_MODEL_OID_H
#define WRIT_MODEL_OID_H

/*
 * The id of a git object: a SHA-1, the only format that the library reads.
 */

#include "base/bytes.h"

enum { OID_BYTES = 20, OID_HEX_CHARS = 40, OID_SHORT_CHARS = 7 };

struct oid {
	unsigned char id[OID_BYTES];
};

bool oid_equal(const struct oid *a, const struct oid *b);
int oid_compare(const struct oid *a, const struct oid *b);
/* The all-zero id that stands for "no object" in githooks(5). */
bool oid_is_zero(const struct oid *oid);
/* OID as a key for a map; borrows OID. */
struct bytes oid_bytes(const struct oid *oid);
/* Writes 40 lower-case hex digits and a NUL. */
void oid_hex(const struct oid *oid, char hex[OID_HEX_CHARS + 1]);
/* Reads exactly 40 hex digits of lower case; false for anything else. */
bool oid_parse(struct bytes hex, struct oid *oid);

#endif
