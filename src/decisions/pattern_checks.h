#ifndef WRIT_DECISIONS_PATTERN_CHECKS_H
#define WRIT_DECISIONS_PATTERN_CHECKS_H

/*
 * Patterns that compile and yet cannot be meant: what they say, and what to write instead.
 */

#include "decisions/compiler.h"

/* Warns of a pattern in the list SCOPE that matches nothing, or at the root only. */
void scope_check(struct compiler *compiler, struct draft *draft, const struct value *scope);
/* A pattern in the list REFS that does not begin with refs/ is an error. */
void refs_check(struct compiler *compiler, struct draft *draft, const struct value *refs);

#endif
