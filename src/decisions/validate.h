#ifndef WRIT_DECISIONS_VALIDATE_H
#define WRIT_DECISIONS_VALIDATE_H

/*
 * The stage between parsing and resolving: what each file says by itself, checked and put into its
 * decision.
 */

#include "decisions/compiler.h"

/* Fills DRAFT's decision, but for its id when the file gives none. */
void draft_validate(struct compiler *compiler, struct draft *draft);

#endif
