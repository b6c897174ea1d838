#ifndef WRIT_HISTORY_BATCH_H
#define WRIT_HISTORY_BATCH_H

/*
 * Several steps of a history, judged in one go: each becomes a commit in memory whose tree holds
 * what the step brings and nothing else, on one whose tree is empty. So the engine that judges
 * pushes sees every file as added, in workers, by path, each content once.
 */

#include "base/vec.h"
#include "history/standing.h"
#include "history/steps.h"

/* More in one go takes memory, and the budgets of policies are those of one push. */
enum { BATCH_VERSIONS = 4000, BATCH_STEPS = 1000 };

struct batch_step {
	const struct step *step;
	struct change_list changes; /* against the step before, with what it deletes */
	struct mark_list *found;    /* per change */
	struct oid commit;          /* in memory; zero when nothing was to be judged */
	bool *failed;               /* per decision: it gave no answer */
	bool is_known;              /* FOUND is of an earlier run: it is not judged */
};

struct batch {
	struct arena arena;
	VEC(struct batch_step) steps;
	size_t n_versions;
	size_t n_decisions;
	/* The decision that each outcome of a verdict is of; NULL: that of the same place. */
	const size_t *places;
	size_t n_places;
};

void batch_init(struct batch *batch, size_t n_decisions);
void batch_release(struct batch *batch);
/* Empties it for the next steps. */
void batch_clear(struct batch *batch);
/* Judges the steps by REQUEST (its sources, settings, push) for REF, and fills what they were found
 * to have. Where a decision fails, fewer steps are judged at a time, down to one. Errors are those
 * of a judgement that gives no verdict. */
int batch_judge(struct batch *batch, const struct judge_request *request, struct bytes ref,
		struct error *err) MUST_CHECK;

/* For steps that no decision is asked about: their files stay as they were. */
void batch_pass(struct batch *batch);

#endif
