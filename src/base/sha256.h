#ifndef WRIT_BASE_SHA256_H
#define WRIT_BASE_SHA256_H

/*
 * SHA-256 (FIPS 180-4), by libcrypto, which libgit2 loads anyway.
 */

#include "base/bytes.h"

enum { SHA256_BYTES = 32, SHA256_HEX_CHARS = 64 };

struct sha256;

struct sha256 *sha256_new(void);
void sha256_add(struct sha256 *hash, struct bytes b);
/* Adds the length of B as 8 bytes, big-endian, then B: fields that cannot run into each other. */
void sha256_add_field(struct sha256 *hash, struct bytes b);
/* Writes 64 lower-case hex digits and a NUL, and frees HASH. */
void sha256_finish(struct sha256 *hash, char hex[SHA256_HEX_CHARS + 1]);
/* The same as bytes. */
void sha256_finish_raw(struct sha256 *hash, unsigned char raw[SHA256_BYTES]);

#endif
