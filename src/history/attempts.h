#ifndef WRIT_HISTORY_ATTEMPTS_H
#define WRIT_HISTORY_ATTEMPTS_H

/*
 * What was attempted: the pushes that a ledger has on record, and what kept them out. The history
 * of a repository does not hold those; its ledger alone does.
 *
 * A record tells whether commits of a push were attributed to an agent, and of nobody that they are
 * human: so a push is an agent's or not known.
 */

#include "base/arena.h"
#include "base/map.h"
#include "ledger/record.h"

struct attempt_counts {
	uint64_t rejected;   /* pushes that a decision kept out, also by failing */
	uint64_t of_agents;  /* of these: with a commit that is attributed to an agent */
	uint64_t let_in;     /* it would have: writ.mode=observe, writ.break-glass */
	uint64_t waived;     /* pushes in which a waiver let something be */
	uint64_t violations; /* distinct ones, by fingerprint, in the pushes that were kept out */
};

struct attempted_decision {
	struct bytes id; /* as on record: it need not be in force any more */
	struct attempt_counts all;
	struct attempt_counts *spans; /* the same, of each span */
	size_t last_push;             /* that it was counted in, from 1 */
};

struct attempts {
	struct bytes from, to;                /* days: YYYY-MM-DD, both within */
	uint64_t pushes;                      /* that were judged */
	struct attempt_counts all;            /* of pushes as a whole */
	uint64_t no_verdict;                  /* pushes that were kept out since there was none */
	struct attempted_decision *decisions; /* that have something to tell, by id */
	size_t n_decisions;
};

/* Counts records, one after the other. */
struct attempts_count {
	struct attempts *attempts;
	struct arena *arena;
	const int64_t *ends; /* of the spans: seconds since 1970, borrowed */
	size_t n_ends;
	struct map decisions, seen; /* attempted_decision by id; fingerprints */
	struct buf scratch;
};

/* Counts into ATTEMPTS, in ARENA, what happened from day FROM to day TO. Each of the spans begins
 * behind the one before and ends with its moment of ENDS, but the last, which has no end; there is
 * at least one. Release it with attempts_end. */
void attempts_begin(struct attempts_count *count, struct attempts *attempts, struct arena *arena,
		    const int64_t *ends, size_t n_ends, struct bytes from, struct bytes to);
/* Takes the next record, whatever its kind and its day. */
void attempts_add(struct attempts_count *count, const struct record *record);
/* Puts the decisions in their order. */
void attempts_end(struct attempts_count *count);

#endif
