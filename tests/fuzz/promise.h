#ifndef WRIT_TESTS_FUZZ_PROMISE_H
#define WRIT_TESTS_FUZZ_PROMISE_H

/*
 * What readers of a text promise.
 */

#include <stdint.h>
#include <stdlib.h>

#include "base/bytes.h"

static inline void
check(bool promise)
{
	if (!promise)
		abort();
}

/* Each place is one of the text, behind its last byte at most. */
static inline void
check_place(struct bytes text, uint32_t line, uint32_t column)
{
	struct bytes rest = text, piece = BYTES_NONE;
	uint32_t n = 0;

	if (!rest.data)
		rest = BYTES("");
	while (n < line && bytes_split(&rest, '\n', &piece))
		n++;
	check(line >= 1 && n == line && column >= 1 && column <= piece.len + 1);
}

#endif
