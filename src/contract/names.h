#ifndef WRIT_CONTRACT_NAMES_H
#define WRIT_CONTRACT_NAMES_H

/*
 * The names of a contract's files: before/..., after/..., commit-N/..., commit-N.message,
 * commit-N.author, expect.
 */

#include "base/error.h"
#include "contract/txtar.h"

/* How many of commit-1, commit-2, ... there are. */
size_t contract_commits(const struct txtar *txtar);
/* Whether each file is some part of the contract, and there once: what would be put nowhere would
 * be missing without a word. ERROR_CORPUS. */
int contract_names_check(const struct txtar *txtar, struct error *err) MUST_CHECK;

#endif
