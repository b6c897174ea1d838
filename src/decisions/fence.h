#ifndef WRIT_DECISIONS_FENCE_H
#define WRIT_DECISIONS_FENCE_H

/*
 * The lines that open and close a fenced code block, CommonMark 0.31, 4.5.
 */

#include "base/bytes.h"

struct fence {
	char mark;     /* '`' or '~'; 0 when no block is open */
	size_t len;    /* marks that opened it */
	size_t indent; /* blanks before them, at most 3 */
};

/* Whether LINE opens a block; INFO becomes its info string, trimmed. */
bool fence_opens(struct bytes line, struct fence *fence, struct bytes *info);
/* Whether LINE closes the block that FENCE opened. */
bool fence_closes(struct bytes line, const struct fence *fence);
/* Whether INFO is that of a policy: `lua policy`. */
bool info_is_policy(struct bytes info);
/* Whether INFO seems to be meant as one: it begins with lua and names a policy. */
bool info_resembles_policy(struct bytes info);

#endif
