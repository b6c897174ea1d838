#ifndef WRIT_CLI_EXPLAIN_CONTRACTS_H
#define WRIT_CLI_EXPLAIN_CONTRACTS_H

#include "base/buf.h"
#include "model/decision.h"

/* Adds the contracts of DECISION: each file, what it expects and what it says; nothing when there
 * are none. All of it is ASCII. */
void explain_contracts_write(struct buf *out, const struct bundle *bundle,
			     const struct decision *decision);

#endif
