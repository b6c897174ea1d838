#ifndef WRIT_HISTORY_REPLAY_TAKE_H
#define WRIT_HISTORY_REPLAY_TAKE_H

/*
 * Part of the replay: what is kept of the verdict on one push.
 */

#include "history/replay.h"

/* Counts VERDICT, on PUSH, and copies what is reported of it. */
void
replay_take(struct replay *replay, const struct verdict *verdict, const struct replay_push *push);

#endif
