#ifndef WRIT_CONTRACT_STAGE_H
#define WRIT_CONTRACT_STAGE_H

/*
 * A contract's push, put together in memory.
 */

#include "contract/contract.h"
#include "git/repository.h"

struct stage {
	struct repository *repository;
	struct ref_update update; /* ref, ids, kind */
	struct oid before;        /* the commit that was there before the push */
	struct oid *commits;      /* of the contract, in its order */
	size_t n_commits;
};

/* Errors are those of the objects: a path that git does not take. Release it also when this
 * fails. */
int stage_build(struct stage *stage, const struct contract *contract, struct arena *arena,
		struct error *err) MUST_CHECK;
void stage_release(struct stage *stage);

#endif
