#ifndef WRIT_HISTORY_REPLAY_LEDGER_H
#define WRIT_HISTORY_REPLAY_LEDGER_H

/*
 * The last pushes of a ledger, judged as the refs were then, by the decisions of a request: what
 * these would have said, beside what was said.
 */

#include "history/replay.h"

struct replay_ledger {
	/* Its sources, settings, baseline and day are those of every push; with a user in its push,
	 * that one pushed everything. */
	const struct judge_request *request;
	struct bytes bundle; /* the digest of its decisions */
	int fd;              /* the ledger, borrowed, */
	uint64_t size;
	struct bytes repository; /* whose records are taken, as their member; NULL data: all */
	struct bytes names;      /* what people_read() has of it */
	uint64_t pushes;         /* how many at the most */
	struct bytes since;      /* none before that day; NULL data: all */
};

/* Replays into REPLAY, which has begun, newest first. A push whose objects are gone is kept in
 * replay.recorded and judged by nobody. Errors are those of reading the ledger and the refs. */
int replay_ledger_run(struct replay *replay, const struct replay_ledger *ledger,
		      const struct replay_options *options, struct error *err) MUST_CHECK;

#endif
