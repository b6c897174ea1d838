#ifndef WRIT_AGENTS_BLOCK_TEXT_H
#define WRIT_AGENTS_BLOCK_TEXT_H

/*
 * What `writ agents` writes between the marks: the decisions in force, and how to ask for more. The
 * same bundles give the same bytes; waivers are left out, since they end.
 */

#include "agents/block.h"
#include "model/decision.h"

/* A block that would be longer names its decisions by one line each: it is read with every task. */
enum { BLOCK_TEXTS_MAX_BYTES = 24 * 1024 };

/* The block with its marks, the digest of the bundles in the first. BUNDLES are compiled without an
 * error. */
void block_text_write(struct buf *out, const struct bundle *const *bundles, size_t n_bundles,
		      struct arena *arena);

#endif
