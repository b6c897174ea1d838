#ifndef WRIT_BASE_TRIGRAMS_H
#define WRIT_BASE_TRIGRAMS_H

/*
 * Which runs of three bytes a text has, in any case of ASCII letters: one pass over the text, and
 * then most literals that it does not hold are told by a few bits, where looking for each would be
 * a pass of its own. A set can say that a literal may be there when it is not, never the reverse
 * (the index of code search engines, see Cox, "Regular Expression Matching with a Trigram Index").
 */

#include <stdbool.h>
#include <stdint.h>

#include "base/bytes.h"

struct trigrams {
	uint64_t *bits; /* heap; NULL: nothing is known */
	unsigned shift; /* of a hash, to a bit's number */
};

/* The set of TEXT. Free with trigrams_release. */
void trigrams_read(struct trigrams *set, struct bytes text);
void trigrams_release(struct trigrams *set);
/* False when the text holds LITERAL in no case. */
bool trigrams_may_hold(const struct trigrams *set, struct bytes literal);

#endif
