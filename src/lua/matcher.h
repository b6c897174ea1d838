#ifndef WRIT_LUA_MATCHER_H
#define WRIT_LUA_MATCHER_H

/*
 * Lua's patterns (Reference Manual 6.4.1), matched with a meter: every step is charged, recursion
 * is bounded, nothing is read past either string. Knows nothing of a Lua state.
 */

#include <stddef.h>
#include <stdint.h>

#include "base/bytes.h"

enum { CAPTURES_MAX = 32, MATCH_DEPTH_MAX = 200 };
enum { CAPTURE_OPEN = -1, CAPTURE_POSITION = -2 };

enum match_result {
	MATCH_NONE,
	MATCH_FOUND,
	MATCH_BROKEN, /* the pattern; `message` says why, in Lua's words */
	MATCH_SPENT,  /* the fuel */
};

struct capture {
	size_t start;
	ptrdiff_t len; /* bytes, CAPTURE_POSITION, or CAPTURE_OPEN while its `)` was not met */
};

struct matcher {
	struct bytes subject, pattern; /* the pattern without its anchor */
	uint64_t *fuel;                /* steps left */
	struct capture captures[CAPTURES_MAX];
	size_t n_captures;
	enum match_result failure; /* MATCH_NONE while nothing is wrong */
	char message[64];
	unsigned int depth;
};

void
matcher_init(struct matcher *matcher, struct bytes subject, struct bytes pattern, uint64_t *fuel);
/* Matches at START of the subject, and there only; *END is then behind the match. */
enum match_result matcher_match(struct matcher *matcher, size_t start, size_t *end);

#endif
