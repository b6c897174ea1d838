#ifndef WRIT_DECISIONS_LISTING_H
#define WRIT_DECISIONS_LISTING_H

/*
 * A bundle as `writ compile` shows it.
 */

#include "base/buf.h"
#include "model/decision.h"

/* Adds to OUT every diagnostic as "path:line:column: error: message", in the bundle's order and the
 * form of compilers, so that editors find the place. */
void listing_diagnostics(struct buf *out, const struct bundle *bundle);
/* One of them. */
void listing_diagnostic(struct buf *out, const struct diagnostic *diagnostic);
/* Adds the diagnostics, then every decision with level, status and whether it is in force, the
 * files that are no decisions, the counts and the digest. All of it is ASCII. */
void listing_write(struct buf *out, const struct bundle *bundle);

#endif
