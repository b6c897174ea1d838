#ifndef WRIT_DECISIONS_RESOLVE_H
#define WRIT_DECISIONS_RESOLVE_H

/*
 * Precedence, settled when the bundle is compiled: which decisions are in force, and of each other
 * one, why it is not.
 */

#include "decisions/compiler.h"

/* Sets enforced and excluded of every draft's decision. */
void bundle_resolve(struct compiler *compiler);

#endif
