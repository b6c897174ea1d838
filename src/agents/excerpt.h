#ifndef WRIT_AGENTS_EXCERPT_H
#define WRIT_AGENTS_EXCERPT_H

#include "base/bytes.h"

/* The beginning of TEXT, at most MAX bytes of it and trimmed, up to the end of a paragraph, else of
 * a sentence, else of a word; SHORTENED says whether something is missing. */
struct bytes excerpt(struct bytes text, size_t max, bool *shortened);

#endif
