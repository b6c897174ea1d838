#ifndef WRIT_JUDGE_OBSERVED_H
#define WRIT_JUDGE_OBSERVED_H

/*
 * What was seen of policies while they ran (lua/watch.h), on its way from a worker to whoever asked
 * for it. It is no part of a verdict.
 */

#include "base/vec.h"
#include "judge/answer.h"
#include "lua/watch.h"

struct observed_event {
	size_t outcome;
	struct event event; /* borrows from the answer */
};

struct observed_line {
	size_t outcome;
	struct line_hits hits; /* of one task */
};

/* In the order of the tasks, and of each task in the order in which it happened. */
struct observed {
	struct watch watch; /* what was asked for; nothing else is taken */
	VEC(struct observed_event) events;
	VEC(struct observed_line) lines;
};

void observed_release(struct observed *observed);

/* In the worker: adds a frame to OUT. */
void observed_event_write(struct buf *out, size_t outcome, const struct event *event);
void observed_line_write(struct buf *out, size_t outcome, const struct line_hits *hits);

/* In the monitor: takes what stands behind the outcome in such a frame. One that nobody asked for
 * is broken. */
void observed_event_take(struct observed *observed, size_t outcome, struct frame_reader *reader);
void observed_line_take(struct observed *observed, size_t outcome, struct frame_reader *reader);

#endif
