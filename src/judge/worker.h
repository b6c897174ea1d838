#ifndef WRIT_JUDGE_WORKER_H
#define WRIT_JUDGE_WORKER_H

/*
 * Processes that do the work and answer over a pipe. A worker that dies, hangs or answers nonsense
 * has failed: for what it was to judge there is no verdict.
 */

#include <stdint.h>
#include <time.h>

#include "base/buf.h"
#include "base/error.h"

/* What a worker does: fills ANSWER; -1 with ERR ends up in the answer as well. */
typedef int worker_job(void *ctx, size_t task, struct buf *answer, struct error *err);

/* What a worker does first: it makes itself ready for the bytes of others. It may use ANSWER_FD, on
 * which it is heard, for nothing but to keep it. */
typedef int worker_entry(void *ctx, int answer_fd, struct error *err);

struct worker_pool {
	worker_entry *enter; /* NULL: nothing to be done */
	worker_job *job;
	void *ctx;
	size_t parallel;           /* processes at a time, 1 to 256 */
	uint64_t answer_max_bytes; /* of one worker */
	struct timespec deadline;  /* CLOCK_MONOTONIC */
	uint64_t deadline_seconds; /* for the text */
};

/* What became of one task. */
struct worker_result {
	struct buf answer;  /* released by the caller, whatever the error */
	struct error error; /* of code ERROR_NONE when the answer came and the end was clean */
};

/* Runs JOB for tasks 0..N-1, each in a process of its own, and writes RESULTS, one for each. What
 * one of them does leaves the others alone. ERROR_LIMIT when the deadline passes or an answer is
 * too long, ERROR_INTERNAL for a process that dies, ERROR_SYSTEM for one that cannot be started. */
void workers_run(const struct worker_pool *pool, size_t n, struct worker_result *results);
/* Sets the deadline SECONDS from now. */
void worker_pool_set_deadline(struct worker_pool *pool, uint64_t seconds);
/* The processors that this process may use. */
size_t worker_processors(void);

#endif
