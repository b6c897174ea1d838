#ifndef WRIT_JUDGE_COURT_H
#define WRIT_JUDGE_COURT_H

/*
 * The processes of one judgement. One worker plans. Then each source of decisions has workers of
 * its own, which run its policies and nothing else: whatever a policy does to its worker, the plan
 * is out of its reach, and so are the answers of the other sources. Policies that the push would
 * put in force are loaded in further workers.
 */

#include "judge/cage.h"
#include "judge/collect.h"
#include "judge/request.h"
#include "judge/worker.h"

struct plan;
struct object_check;

struct court {
	const struct judge_request *request;
	struct arena *arena; /* the monitor's */
	struct collect *collect;
	struct cage cage;
	struct arena shared; /* the plan's: built by the planning worker, then read only */
	struct plan *plan;
	struct object_check *check;
	struct worker_pool pool;
	struct worker_result *planned; /* one */
	struct seat *seats;            /* who runs policies */
	struct worker_result *results; /* one for each seat */
	size_t n_seats;
};

/* REQUEST, ARENA and COLLECT outlive it. Close it also after an error. */
int court_open(struct court *court, const struct judge_request *request, struct arena *arena,
	       struct collect *collect, struct error *err) MUST_CHECK;
void court_close(struct court *court);
/* Has the push judged; the answers are in COLLECT, which borrows from the court, and so is what
 * leaves a source without a verdict. -1 when nothing was judged. */
int court_sit(struct court *court, struct error *err) MUST_CHECK;

#endif
