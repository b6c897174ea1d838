#ifndef WRIT_BASE_SUGGEST_H
#define WRIT_BASE_SUGGEST_H

/*
 * "Did you mean": the known word that is nearest to what was written.
 */

#include "base/bytes.h"

/* The one of WORDS with the fewest edits (insert, delete, replace, swap of neighbours) to TEXT, when
 * they are few for its length; else NULL. Of equally near ones the first. */
const char *suggest(struct bytes text, const char *const *words, size_t n_words);

#endif
