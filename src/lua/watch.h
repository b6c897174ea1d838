#ifndef WRIT_LUA_WATCH_H
#define WRIT_LUA_WATCH_H

/*
 * What policies are seen to do while they run, for their authors. Nothing is kept, and nothing
 * costs more, unless it is asked for; no policy can tell the difference, and none spends more.
 */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/bytes.h"

/* What is asked for. */
struct watch {
	bool lines;  /* which lines of each policy ran */
	bool events; /* what each did, in its order */
	bool usage;  /* what each spent, with loading it where no call needed that */
};

/* What was spent of a policy's budgets. */
struct policy_usage {
	uint64_t instructions, memory_peak, read_bytes, regex_steps;
};

enum event_kind {
	EVENT_CALL,      /* the chunk or a function of the policy begins */
	EVENT_READ,      /* a content is read, and paid for */
	EVENT_VIOLATION, /* one is reported */
	EVENT_SPENT,     /* what began last is over */
	EVENT_FAILURE,   /* it failed, or spent a limit */
	EVENT_KINDS
};

/* Borrowed for the call of the sink; what a kind does not need is empty. */
struct event {
	enum event_kind kind;
	struct bytes what;    /* of a call its name, "load" for the chunk; of a read "new", "old",
				 "graph" */
	struct bytes subject; /* the path; of a call without one the commit or the ref */
	size_t line;
	struct bytes text; /* the message */
	struct policy_usage
		spent; /* of a read the bytes; else by the call, memory since the start */
};

typedef void event_sink(void *ctx, const struct event *event);

/* A line of a policy that holds code, and how often it was come to. */
struct line_hits {
	size_t line; /* of the decision's file, from 1 */
	uint64_t hits;
};

#endif
