#ifndef WRIT_BASE_UTF8_H
#define WRIT_BASE_UTF8_H

/*
 * UTF-8 by RFC 3629, for what is shown or written as JSON. Judging never depends on it.
 */

#include "base/bytes.h"

/* The length in bytes of the well-formed character that TEXT begins with, 0 where there is none. */
size_t utf8_length(struct bytes text);
/* The code point of the well-formed character of LEN bytes at TEXT. */
unsigned int utf8_decode(const char *text, size_t len);
enum { UTF8_MAX_BYTES = 4 };
/* Writes POINT, which is at most U+10FFFF, to OUT; its length. */
size_t utf8_encode(char out[UTF8_MAX_BYTES], unsigned int point);
/* Where the first byte of B stands that is part of no well-formed character; its length when there
 * is none. */
size_t utf8_valid_length(struct bytes b);

#endif
