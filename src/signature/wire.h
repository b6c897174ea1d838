#ifndef WRIT_SIGNATURE_WIRE_H
#define WRIT_SIGNATURE_WIRE_H

/*
 * Reads the data types of the SSH protocol (RFC 4251, section 5). A reader that has met something
 * broken gives nothing more: it is enough to ask once, at the end.
 */

#include <stdint.h>

#include "base/bytes.h"

struct wire {
	struct bytes rest; /* what was not read yet */
	bool broken;
};

uint8_t wire_byte(struct wire *wire);
uint32_t wire_uint32(struct wire *wire);
/* Borrowed from what is read. */
struct bytes wire_string(struct wire *wire);
/* A number that is not negative, in the shortest form, without the zero byte in front. */
struct bytes wire_mpint(struct wire *wire);
/* Takes exactly LEN bytes that stand there as they are. */
struct bytes wire_fixed(struct wire *wire, size_t len);
/* Whether all was well-formed and nothing is left over. */
bool wire_complete(const struct wire *wire);

#endif
