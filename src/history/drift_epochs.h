#ifndef WRIT_HISTORY_DRIFT_EPOCHS_H
#define WRIT_HISTORY_DRIFT_EPOCHS_H

/*
 * Part of the drift: what it is made with, and how it goes on where decisions change.
 */

#include "history/batch.h"
#include "history/drift.h"
#include "history/epochs.h"
#include "history/step_memory.h"

struct finding_drift {
	struct drift *drift;
	const struct drift_query *query;
	struct judge_request request; /* without built-in decisions; of the epoch at hand */
	struct push push;             /* of the request, in an epoch */
	struct settings settings;
	struct step_list steps;
	struct standing standing;
	struct batch batch;
	struct step_memory memory;
	bool passes;                   /* no decision is asked about the steps at hand */
	size_t done;                   /* steps */
	uint64_t introduced, repaired; /* until the last sample */
	struct arena *arena;
};

/* The ref that the history is of. */
struct bytes drift_ref(const struct finding_drift *it);
/* Judges the steps from AT on, before TO, by its request. */
int drift_steps_judge(struct finding_drift *it, size_t at, size_t to, struct error *err) MUST_CHECK;

/* Finds the epochs of its steps; the request becomes that of the end. */
int drift_epochs_find(struct finding_drift *it, struct error *err) MUST_CHECK;
/* Judges all steps, each by its epoch. Where one begins, the tree before it is judged as a whole:
 * what appears and vanishes there is nobody's. */
int drift_epochs_judge(struct finding_drift *it, struct error *err) MUST_CHECK;

#endif
