#ifndef WRIT_CONTRACT_TRIAL_H
#define WRIT_CONTRACT_TRIAL_H

/*
 * One decision, alone in force, judges the push of one contract.
 */

#include "base/buf.h"
#include "contract/contract.h"
#include "contract/watching.h"
#include "model/decision.h"

struct trial {
	struct watching *watching; /* adds what it sees there; NULL: nobody watches */
	bool passed;
	bool failed;         /* the policy, or the judgement as a whole */
	struct buf failures; /* why, a line each, where the contract does not expect them */
	struct buf
		seen; /* as `expect` would have it: the verdict, then each violation, a line each */
	struct policy_usage usage; /* what the policy spent */
};

/* Fills TRIAL but for `watching`, which is set before. The same verdict as a server's that has only
 * DECISION of BUNDLE, whatever its status. TODAY is the day where the contract names none. */
int trial_run(struct trial *trial, const struct bundle *bundle, const struct decision *decision,
	      const struct contract *contract, struct bytes today, struct error *err) MUST_CHECK;
void trial_release(struct trial *trial);
/* Writes what is expected and not seen, and the other way round, a line each. */
void trial_difference(const struct trial *trial, const struct contract *contract, struct buf *out);

#endif
