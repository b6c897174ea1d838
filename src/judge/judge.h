#ifndef WRIT_JUDGE_JUDGE_H
#define WRIT_JUDGE_JUDGE_H

/*
 * The one engine behind every surface: a request in, a verdict out.
 */

#include "judge/court.h"
#include "model/verdict.h"

struct judgement {
	struct verdict verdict;
	struct collect collect; /* the workers' figures, for --trace */
	struct court court;     /* holds the bytes that the verdict borrows */
	struct error error;     /* of VERDICT_NONE, when nothing was judged */
};

/* Judges REQUEST. Always fills the judgement: what keeps it from a verdict is VERDICT_NONE with
 * its reason, in the verdict and as `error`. Release it with judgement_release; what it borrows
 * lives in ARENA and REQUEST. */
void judge(const struct judge_request *request, struct arena *arena, struct judgement *judgement);
void judgement_release(struct judgement *judgement);

#endif
