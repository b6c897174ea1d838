#ifndef WRIT_BASE_SUGGEST_H
#define WRIT_BASE_SUGGEST_H

/*
 * "Did you mean": of the known words that are offered, the one nearest to what was written.
 */

#include "base/bytes.h"

struct suggestion {
	struct bytes wanted;
	const char *best; /* NULL while nothing is near */
	size_t distance;
};

void suggestion_init(struct suggestion *suggestion, struct bytes wanted);
/* Near is what up to two edits make of it (insert, delete, replace, swap of neighbours), but never
 * more than half of what was written. Of equally near ones the first stays. */
void suggestion_offer(struct suggestion *suggestion, const char *candidate);

/* The best of WORDS, NULL when none is near. */
const char *suggest(struct bytes wanted, const char *const *words, size_t n_words);

#endif
