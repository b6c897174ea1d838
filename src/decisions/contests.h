#ifndef WRIT_DECISIONS_CONTESTS_H
#define WRIT_DECISIONS_CONTESTS_H

/*
 * A part of the stage that resolves: decisions of one level that answer one question, who of them
 * wins where. A possible tie is an error.
 */

#include "decisions/compiler.h"

/* Fills compiler->contests and compiler->exclusions, for the decisions that are in force. */
void contests_resolve(struct compiler *compiler);

#endif
