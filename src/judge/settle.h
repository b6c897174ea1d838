#ifndef WRIT_JUDGE_SETTLE_H
#define WRIT_JUDGE_SETTLE_H

/*
 * From what the workers found to the verdict: once all answers are in.
 */

#include "judge/collect.h"

/* Drops what failed policies found and what is said twice, puts the rest in the order of the
 * report, and decides. */
void settle(struct collect *collect);

#endif
