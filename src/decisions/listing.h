#ifndef WRIT_DECISIONS_LISTING_H
#define WRIT_DECISIONS_LISTING_H

/*
 * A bundle as `writ compile` shows it.
 */

#include "base/buf.h"
#include "model/decision.h"

/* "path:line:column: error: message" for each diagnostic, in the bundle's order; the form of gcc
 * and of git's own tools, so that editors find the place. */
void listing_diagnostics(struct buf *out, const struct bundle *bundle);
/* Every decision with level, status and whether it is in force, the files that are no decisions,
 * the counts and the digest. All of it is ASCII. */
void listing_decisions(struct buf *out, const struct bundle *bundle);

#endif
