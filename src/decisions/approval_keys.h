#ifndef WRIT_DECISIONS_APPROVAL_KEYS_H
#define WRIT_DECISIONS_APPROVAL_KEYS_H

/*
 * The keys of an approval rule, the same in a decision and in owners.yaml: `owners`, `approvals`
 * (a number, or {change: 1, loosen: 2}), `require`.
 */

#include "decisions/key_values.h"
#include "model/owners.h"

enum { APPROVALS_MAX = 100 };

/* Each fills its part of the struct approval_rule TO. */
void approval_owners_take(const struct key *key, void *to);
void approval_counts_take(const struct key *key, void *to);
void approval_require_take(const struct key *key, void *to);

#endif
