#ifndef WRIT_HISTORY_CHAIN_H
#define WRIT_HISTORY_CHAIN_H

/*
 * A history along first parents: the values that a branch has had when each commit on it, a merge
 * with what it brings, came in by a push of its own.
 */

#include "base/vec.h"
#include "judge/request.h"
#include "model/attribution.h"

struct chain_link {
	struct oid parent, id; /* PARENT is zero for a root */
	struct oid tree;
	int64_t date;            /* committer's, seconds since 1970 */
	enum author_kind author; /* of what the push brings */
	/* What the push brings, and the parents of that which it does not: places in the lists of
	 * the chain. None where the chain does not know. */
	size_t first_new, n_new, first_old, n_old;
};

struct chain {
	VEC(struct chain_link) links; /* oldest first */
	VEC(struct oid) brought, below;
	size_t n_commits; /* of all pushes */
};

/* Lists what the one update of REQUEST's push brings, and follows it from its tip back to where it
 * is not new any more. Decisions are compiled for it and not asked; BUNDLE is their digest, in
 * ARENA. An error is that of a judgement: ERROR_CORPUS when they do not compile. Release also when
 * this fails. */
int chain_find(const struct judge_request *request, struct arena *arena, struct chain *chain,
	       struct bytes *bundle, struct error *err) MUST_CHECK;
/* Takes off what stands in front of the first commit of DAY (YYYY-MM-DD, valid, UTC) or later. */
void chain_begin(struct chain *chain, struct bytes day);
void chain_release(struct chain *chain);

#endif
