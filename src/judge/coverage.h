#ifndef WRIT_JUDGE_COVERAGE_H
#define WRIT_JUDGE_COVERAGE_H

/*
 * How much of what is pushed lies in the scope of some decision, by folder of the first level.
 */

#include "judge/answer.h"
#include "judge/plan.h"

/* Adds a FRAME_COVERAGE for each folder to WRITER, by name. */
void coverage_answer(const struct plan *plan, struct arena *arena, struct frame_writer *writer);

#endif
