#ifndef WRIT_DECISIONS_OWNERS_H
#define WRIT_DECISIONS_OWNERS_H

/*
 * Who may change the decisions: `owners.yaml` and `allowed_signers` at the root of the source, and
 * the keys of decisions. What could not be kept, such as more approvals than owners with a key, is
 * an error of the corpus: so nobody can lock himself out with a push that is accepted.
 */

#include "decisions/compiler.h"

/* Fills the compiler's governance, and checks the rules of the drafts. */
void owners_read(struct compiler *compiler);

#endif
