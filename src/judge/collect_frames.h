#ifndef WRIT_JUDGE_COLLECT_FRAMES_H
#define WRIT_JUDGE_COLLECT_FRAMES_H

/*
 * What each kind of frame holds, read by the monitor: a field that does not fit breaks the answer.
 * Used by collect*.c alone.
 */

#include "judge/collect.h"

enum { COUNT_MAX = 1 << 30, TASKS_MAX = 1024 };

/* An outcome that the answer at hand may be about. */
size_t collect_read_outcome(const struct collect *collect, struct frame_reader *reader);

/* collect_plan.c: what the planning worker says of the push and of what is in force. */
void collect_take_plan(struct collect *collect, struct frame_reader *reader);
void collect_take_update(struct collect *collect, struct frame_reader *reader);
void collect_take_waiver(struct collect *collect, struct frame_reader *reader);
void collect_take_decision(struct collect *collect, struct frame_reader *reader);
void collect_take_load(struct collect *collect, struct frame_reader *reader);
void collect_take_attribution(struct collect *collect, struct frame_reader *reader);
void collect_take_certificate(struct collect *collect, struct frame_reader *reader);

/* collect_history.c: what is asked for by who goes through a history. */
void collect_take_commit(struct collect *collect, struct frame_reader *reader);
void collect_take_coverage(struct collect *collect, struct frame_reader *reader);

#endif
