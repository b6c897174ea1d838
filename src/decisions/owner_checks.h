#ifndef WRIT_DECISIONS_OWNER_CHECKS_H
#define WRIT_DECISIONS_OWNER_CHECKS_H

/*
 * Whether rules of approval can be kept. Used by owners.c.
 */

#include "decisions/compiler.h"

/* No address and no user stands for two principals. */
void principals_check(struct compiler *compiler, struct draft *draft);
/* No key stands for two. FILE is allowed_signers. */
void signers_check(struct compiler *compiler, const struct source_file *file);
/* Of owners.yaml. */
void source_rule_check(struct compiler *compiler, struct draft *draft);
/* Of a decision that has a rule of its own. */
void decision_rule_check(struct compiler *compiler, struct draft *draft);

#endif
