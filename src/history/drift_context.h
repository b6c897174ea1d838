#ifndef WRIT_HISTORY_DRIFT_CONTEXT_H
#define WRIT_HISTORY_DRIFT_CONTEXT_H

/*
 * What the steps of a history depend on beside their trees: decisions, program, configuration.
 */

#include "base/sha256.h"
#include "history/drift.h"

/* The hash of all that: DRIFT has the decisions and the verdict of its tip, REQUEST the rest. Of
 * the day it holds which waivers are in force, and nothing else. */
void drift_context(const struct drift *drift, const struct judge_request *request,
		   char context[SHA256_HEX_CHARS + 1]);

#endif
