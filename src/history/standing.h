#ifndef WRIT_HISTORY_STANDING_H
#define WRIT_HISTORY_STANDING_H

/*
 * What violates the decisions at one step of a history, by path, and what the next step makes of
 * it.
 */

#include "base/map.h"
#include "history/drift.h"
#include "model/change.h"

enum { FINGERPRINT_BYTES = 16 };

/* A violation without its words. */
struct mark {
	uint32_t decision;
	unsigned char fingerprint[FINGERPRINT_BYTES];
};

struct mark_list {
	struct mark *items; /* heap; sorted */
	size_t len;
};

/* Who brought a violation, or ended it. */
enum credit {
	CREDIT_NOBODY,    /* it was there before */
	CREDIT_AUTHOR,    /* of the step */
	CREDIT_DECISIONS, /* that have changed, and no file has */
};

struct standing {
	struct map paths; /* name -> struct mark_list */
	struct arena arena;
	uint64_t *counts; /* per decision, now */
	struct drift_decision *decisions;
	size_t n_decisions;
	uint64_t introduced, repaired; /* so far */
};

void standing_init(struct standing *standing, struct drift_decision *decisions, size_t n_decisions);
void standing_release(struct standing *standing);

/* The marks of VIOLATION, of the decision at its place. */
struct mark mark_of(uint32_t decision, struct bytes fingerprint);
int mark_compare(const void *a, const void *b);

/* Step by step: CHANGES brought to each of their paths the marks of FOUND at the same place; whose
 * files these are is AUTHOR. Takes the marks. What a path has of a decision that FAILED stays, and
 * so it does where a file has moved. */
void
standing_step(struct standing *standing, const struct change_list *changes, struct mark_list *found,
	      const bool *failed, enum author_kind author, enum credit credit);

#endif
