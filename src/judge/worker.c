#include "config.h"

#include "judge/worker.h"

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <poll.h>
#include <sched.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/io.h"
#include "judge/answer.h"

enum { READ_BYTES = 16384, PARALLEL_MAX = 256 };

struct worker {
	pid_t pid; /* 0 when the slot is free */
	int fd;    /* the pipe's reading end, non-blocking */
	size_t task;
};

void
worker_pool_set_deadline(struct worker_pool *pool, uint64_t seconds)
{
	clock_gettime(CLOCK_MONOTONIC, &pool->deadline);
	pool->deadline.tv_sec += (time_t)seconds;
	pool->deadline_seconds = seconds;
}

size_t
worker_processors(void)
{
	cpu_set_t set;
	int n;

	if (sched_getaffinity(0, sizeof(set), &set) != 0)
		return 1;
	n = CPU_COUNT(&set);
	return n > 0 ? (size_t)n : 1;
}

static size_t
parallel(const struct worker_pool *pool)
{
	return pool->parallel < PARALLEL_MAX ? pool->parallel : PARALLEL_MAX;
}

static void
answer_error(struct buf *answer, const struct error *err)
{
	struct frame_writer writer = { answer, 0 };

	buf_clear(answer);
	frame_begin(&writer, FRAME_ERROR);
	frame_number(&writer, err->code);
	frame_bytes(&writer, bytes_of(err->message));
	frame_end(&writer);
}

/* In the child. It ends here, without running anything of the parent's at exit. */
static void NORETURN
worker_main(const struct worker_pool *pool, size_t task, int out)
{
	struct buf answer = BUF_INIT;
	struct frame_writer writer = { &answer, 0 };
	struct error err;

	if ((pool->enter && pool->enter(pool->ctx, out, &err) < 0) ||
	    pool->job(pool->ctx, task, &answer, &err) < 0)
		answer_error(&answer, &err);
	frame_begin(&writer, FRAME_END);
	frame_end(&writer);
	_exit(io_write_all(out, buf_bytes(&answer), &err) < 0);
}

/* In the child: what the others answer is not its to read. */
static void
workers_disown(const struct worker_pool *pool, const struct worker *workers)
{
	for (size_t i = 0; i < parallel(pool); i++) {
		if (workers[i].pid)
			close(workers[i].fd);
	}
}

static int
worker_start(const struct worker_pool *pool, size_t task, struct worker *workers, size_t slot,
	     struct error *err)
{
	struct worker *worker = &workers[slot];
	int ends[2];

	if (pipe2(ends, O_CLOEXEC) < 0)
		return error_set_errno(err, "cannot make a pipe");
	fcntl(ends[0], F_SETFL, O_NONBLOCK);
	worker->pid = fork();
	if (worker->pid == 0) {
		close(ends[0]);
		workers_disown(pool, workers);
		worker_main(pool, task, ends[1]);
	}
	close(ends[1]);
	worker->fd = ends[0];
	worker->task = task;
	if (worker->pid < 0) {
		worker->pid = 0;
		close(ends[0]);
		return error_set_errno(err, "cannot start a worker");
	}
	return 0;
}

static void
worker_kill(struct worker *worker)
{
	if (worker->pid == 0)
		return;
	kill(worker->pid, SIGKILL);
	close(worker->fd);
	while (waitpid(worker->pid, NULL, 0) < 0 && errno == EINTR)
		continue;
	worker->pid = 0;
}

/* The pipe is at its end: the process must have ended well. One that has closed the pipe and goes
 * on is not waited for; on one that is in its exit already the signal has no effect. */
static int
worker_reap(struct worker *worker, struct error *err)
{
	pid_t pid = worker->pid;
	int status = 0;

	close(worker->fd);
	worker->pid = 0;
	kill(pid, SIGKILL);
	while (waitpid(pid, &status, 0) < 0) {
		if (errno != EINTR)
			return error_set_errno(err, "cannot wait for a worker");
	}
	if (WIFSIGNALED(status))
		return error_set(err, ERROR_INTERNAL, "a worker was ended by signal %d (%s)",
				 WTERMSIG(status), strsignal(WTERMSIG(status)));
	if (!WIFEXITED(status) || WEXITSTATUS(status) != 0)
		return error_set(err, ERROR_INTERNAL, "a worker ended with status %d",
				 WEXITSTATUS(status));
	return 0;
}

/* Takes what is there. 1 when the pipe is at its end. */
static int
worker_read(const struct worker_pool *pool, const struct worker *worker, struct buf *answer,
	    struct error *err)
{
	char chunk[READ_BYTES];
	ssize_t n = read(worker->fd, chunk, sizeof(chunk));

	if (n < 0 && (errno == EINTR || errno == EAGAIN))
		return 0;
	if (n < 0)
		return error_set_errno(err, "cannot read a worker's answer");
	if (n == 0)
		return 1;
	if ((uint64_t)n > pool->answer_max_bytes - answer->len)
		return error_set(err, ERROR_LIMIT,
				 "a worker's answer is over %" PRIu64
				 " bytes (writ.limit.answer-bytes)",
				 pool->answer_max_bytes);
	buf_add(answer, (struct bytes){ chunk, (size_t)n });
	return 0;
}

/* The worker has something to say: takes it, or its end. */
static void
worker_serve(const struct worker_pool *pool, struct worker *worker, struct worker_result *result)
{
	int end = worker_read(pool, worker, &result->answer, &result->error);

	if (end < 0 || (end && worker_reap(worker, &result->error) < 0))
		worker_kill(worker);
}

/* Milliseconds until the deadline, rounded up; 0 when it has passed. */
static int
milliseconds_left(const struct worker_pool *pool)
{
	struct timespec now;
	int64_t left;

	clock_gettime(CLOCK_MONOTONIC, &now);
	left = (int64_t)(pool->deadline.tv_sec - now.tv_sec) * 1000 +
	       (pool->deadline.tv_nsec - now.tv_nsec + 999999) / 1000000;
	if (left < 0)
		return 0;
	return left > 3600000 ? 3600000 : (int)left;
}

/* Waits until a worker has something to say, and takes it. Finished ones free their slot. */
static int
workers_serve(const struct worker_pool *pool, struct worker *workers, struct worker_result *results,
	      struct error *err)
{
	struct pollfd fds[PARALLEL_MAX];
	int left = milliseconds_left(pool);

	for (size_t i = 0; i < parallel(pool); i++)
		fds[i] = (struct pollfd){ workers[i].pid ? workers[i].fd : -1, POLLIN, 0 };
	if (left == 0)
		return error_set(err, ERROR_LIMIT,
				 "the deadline of %" PRIu64
				 " seconds has passed (writ.limit.deadline)",
				 pool->deadline_seconds);
	if (poll(fds, parallel(pool), left) < 0)
		return errno == EINTR ? 0 : error_set_errno(err, "cannot wait for workers");
	for (size_t i = 0; i < parallel(pool); i++) {
		if (fds[i].revents)
			worker_serve(pool, &workers[i], &results[workers[i].task]);
	}
	return 0;
}

static bool
workers_run_still(const struct worker_pool *pool, const struct worker *workers)
{
	for (size_t i = 0; i < parallel(pool); i++) {
		if (workers[i].pid)
			return true;
	}
	return false;
}

/* Starts the next tasks in the free slots; one that cannot be started has failed. */
static void
workers_fill(const struct worker_pool *pool, struct worker *workers, size_t n, size_t *next,
	     struct worker_result *results)
{
	for (size_t i = 0; i < parallel(pool) && *next < n; i++) {
		while (!workers[i].pid && *next < n) {
			(void)worker_start(pool, *next, workers, i, &results[*next].error);
			(*next)++;
		}
	}
}

/* Ends those that run: they fail by WHY. */
static void
workers_end(const struct worker_pool *pool, struct worker *workers, struct worker_result *results,
	    const struct error *why)
{
	for (size_t i = 0; i < parallel(pool); i++) {
		if (workers[i].pid)
			results[workers[i].task].error = *why;
		worker_kill(&workers[i]);
	}
}

void
workers_run(const struct worker_pool *pool, size_t n, struct worker_result *results)
{
	struct worker workers[PARALLEL_MAX] = { 0 };
	struct error err;
	size_t next = 0;

	for (size_t i = 0; i < n; i++)
		results[i] = (struct worker_result){ .answer = BUF_INIT };
	workers_fill(pool, workers, n, &next, results);
	while (workers_run_still(pool, workers)) {
		if (workers_serve(pool, workers, results, &err) < 0) {
			workers_end(pool, workers, results, &err);
			while (next < n)
				results[next++].error = err;
		}
		workers_fill(pool, workers, n, &next, results);
	}
}
