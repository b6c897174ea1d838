#ifndef WRIT_DECISIONS_EXPLAIN_H
#define WRIT_DECISIONS_EXPLAIN_H

/*
 * One decision as `writ explain` shows it: what it says, whom and what it binds, why it is or is not
 * in force, and its policy.
 */

#include "base/buf.h"
#include "model/decision.h"
#include "model/settings.h"

void explain_decision_write(struct buf *out, const struct bundle *bundle,
                            const struct decision *decision);
void explain_builtin_write(struct buf *out, enum builtin builtin);

#endif
