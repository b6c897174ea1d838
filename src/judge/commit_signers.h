#ifndef WRIT_JUDGE_COMMIT_SIGNERS_H
#define WRIT_JUDGE_COMMIT_SIGNERS_H

/*
 * Who signed a commit, by the keys of a source: SSH signatures in git's namespace (git-config(1),
 * gpg.ssh.allowedSignersFile).
 */

#include "judge/request.h"
#include "model/attribution.h"
#include "model/owners.h"

/* ARENA is for the work. Errors are those of reading the commit ID. */
int commit_signer_find(const struct judge_request *request, const struct governance *governance,
		       const struct oid *id, struct arena *arena, struct commit_signer *signer,
		       struct error *err) MUST_CHECK;

#endif
