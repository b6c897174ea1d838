#ifndef WRIT_JUDGE_RATCHETS_H
#define WRIT_JUDGE_RATCHETS_H

/*
 * Decisions with a baseline, once all is collected: what stands after the push is counted against
 * what stood before it. Where the number does not rise, nothing counts; where it does, what was not
 * there before does.
 */

#include "judge/collect.h"

/* Fills the verdict's ratchets and marks the violations of their decisions as existing or traded.
 * Both lists of COLLECT are in the order of the report, without waivers that have ended and without
 * what is there twice. */
void ratchets_settle(struct collect *collect);

#endif
