#ifndef WRIT_DECISIONS_OWNER_COMPARISON_H
#define WRIT_DECISIONS_OWNER_COMPARISON_H

/*
 * What a change does to who may change the decisions. Other owners and other keys loosen, whoever
 * they are: they decide on what comes next.
 */

#include "decisions/comparing.h"

/* Of a decision that is there before and after. */
void decision_owners_compare(struct comparing *it, const struct decision *before,
			     const struct decision *after);
/* Of the source: owners.yaml and allowed_signers. */
void governance_compare(struct comparing *it);

#endif
