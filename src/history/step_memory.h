#ifndef WRIT_HISTORY_STEP_MEMORY_H
#define WRIT_HISTORY_STEP_MEMORY_H

/*
 * What the steps of a history were found to be, remembered for the next run: what each changed, and
 * which violations its files have. A step is known by its tree and the one before, so whatever
 * range it is met in. Not by the blob alone: a policy sees the files of a step together.
 *
 * As bytes, for history/step_store.h: of each step both trees, then its changes in their order,
 * each with its status, paths and marks. Numbers have four bytes, the lowest first.
 */

#include "base/buf.h"
#include "history/standing.h"
#include "history/steps.h"

enum { STEP_MEMORY_MAX_BYTES = 256 * 1024 * 1024 };

struct step_memory {
	struct buf loaded; /* the steps of earlier runs */
	struct buf fresh;  /* those of this one */
	struct map places; /* in LOADED, from 1: by both trees */
	size_t n_decisions;
	bool is_on; /* somebody wants it */
};

void step_memory_release(struct step_memory *memory);
/* Takes STEPS, which earlier runs have left, for decisions of that number. False, and then nothing
 * is remembered, when they are damaged. */
bool step_memory_load(struct step_memory *memory, struct bytes steps);
/* Fills CHANGES, in ARENA, and FOUND, per change, of the caller's heap; false when STEP is not
 * known. */
bool step_memory_recall(const struct step_memory *memory, const struct step *step,
			struct arena *arena, struct change_list *changes, struct mark_list **found);
/* Remembers that STEP is of CHANGES and was FOUND to have these marks. */
void step_memory_keep(struct step_memory *memory, const struct step *step,
		      const struct change_list *changes, const struct mark_list *found);

#endif
