#ifndef WRIT_DECISIONS_EMIT_H
#define WRIT_DECISIONS_EMIT_H

/*
 * The last stage: the drafts and diagnostics as a bundle, with the digest of all files read.
 */

#include "decisions/compiler.h"

/* Makes the bundle in the compiler's arena. The diagnostics are sorted. */
const struct bundle *bundle_emit(struct compiler *compiler);

#endif
