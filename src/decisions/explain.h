#ifndef WRIT_DECISIONS_EXPLAIN_H
#define WRIT_DECISIONS_EXPLAIN_H

/*
 * One decision as `writ explain` shows it: what it says, where it holds, and why it is or is not in
 * force. All of it is ASCII.
 */

#include "base/buf.h"
#include "decisions/builtin.h"

/* BUNDLE is the one that DECISION is of: with errors, none of its decisions is in force. Waivers
 * are told as they are on the day AS_OF. */
void explain_decision_write(struct buf *out, const struct bundle *bundle,
			    const struct decision *decision, struct bytes as_of);
void explain_builtin_write(struct buf *out, enum builtin builtin);

#endif
