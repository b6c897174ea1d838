#ifndef WRIT_CONTENT_LINE_HASH_H
#define WRIT_CONTENT_LINE_HASH_H

/*
 * The hash by which a line diff looks lines up: fast, not strong. Whoever makes lines collide gains
 * that they are sorted instead.
 */

#include <stdint.h>
#include <string.h>

#include "base/bytes.h"

enum { WORD_BYTES = sizeof(uint64_t) };

/* Eight bytes, which need not be aligned. */
static inline uint64_t
load_word(const char *data)
{
	uint64_t word;

	memcpy(&word, data, sizeof(word));
	return word;
}

/* Of a line that is not empty. */
uint32_t line_hash(struct bytes line);
/* Of the end of a line of at least a word. */
uint32_t line_tail_hash(struct bytes line);

#endif
