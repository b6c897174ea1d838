#ifndef WRIT_DECISIONS_POLICY_BLOCK_H
#define WRIT_DECISIONS_POLICY_BLOCK_H

/*
 * The policy of a decision: the fenced block in its file, or the Lua file beside it.
 */

#include "decisions/compiler.h"

/* Puts the policy into draft->decision and checks that there is one at most, that it is not empty,
 * not too long, and compiles. */
void policy_choose(struct compiler *compiler, struct draft *draft);

#endif
