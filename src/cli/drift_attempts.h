#ifndef WRIT_CLI_DRIFT_ATTEMPTS_H
#define WRIT_CLI_DRIFT_ATTEMPTS_H

/*
 * What the ledger has to add to a drift.
 */

#include "cli/surface.h"
#include "history/drift.h"

/* Reads of the ledger FILE, with NULL of the repository's own, what was attempted from the first
 * day of DRIFT on: until the day of the judgement, or, when the ref has gone on since, the last of
 * DRIFT. Nothing where there is no ledger. Lives in the arena of SURFACE. */
int drift_attempts_read(struct drift *drift, struct surface *surface, const char *file,
			struct error *err) MUST_CHECK;

#endif
