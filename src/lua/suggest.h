#ifndef WRIT_LUA_SUGGEST_H
#define WRIT_LUA_SUGGEST_H

/*
 * "Did you mean": the candidate nearest to a misspelt name.
 */

#include "base/bytes.h"

struct suggestion {
	struct bytes wanted;
	const char *best; /* NULL when nothing is near */
	size_t distance;
};

void suggestion_init(struct suggestion *suggestion, struct bytes wanted);
/* Names two edits away or less are near, but never more than half of the wanted name. */
void suggestion_offer(struct suggestion *suggestion, const char *candidate);

#endif
