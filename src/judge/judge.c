#include "config.h"

#include "judge/judge.h"

#include "git/fsck.h"
#include "judge/planning.h"
#include "judge/settle.h"
#include "judge/shard.h"
#include "judge/worker.h"
#include "sandbox/sandbox.h"

enum { PLAN_ROOM_LEAST_BYTES = 16 * 1024 * 1024 };
enum { CPU_TIMES_DEADLINE = 2 };

/* What every worker of one judgement shares: the plan is built in place by the first. */
struct court {
	const struct judge_request *request;
	struct arena *arena; /* the monitor's */
	struct sandbox *sandbox;
	struct arena shared;
	struct plan *plan;
	struct object_check *check;
	size_t n_workers; /* that share the shards */
};

/* First thing in every worker. */
static int
worker_enter(void *ctx, int answer_fd, struct error *err)
{
	const struct court *court = ctx;

	repository_bound_reads(court->request->repository, &court->request->settings->limits);
	return sandbox_enter(court->sandbox, answer_fd, err);
}

static int
job_plan(void *ctx, size_t task, struct buf *answer, struct error *err)
{
	struct court *court = ctx;

	(void)task;
	return planning_answer(court->plan, court->request, &court->shared, court->check, answer,
			       err);
}

/* Every so many-th task, one after the other: what one leaves in memory serves the next. */
static int
job_shards(void *ctx, size_t task, struct buf *answer, struct error *err)
{
	const struct court *court = ctx;
	size_t n_tasks = shard_task_count(court->plan);

	for (; task < n_tasks; task += court->n_workers) {
		if (shard_judge(court->plan, court->request, task, answer, err) < 0)
			return -1;
	}
	return 0;
}

static size_t
parallel(const struct limits *limits)
{
	uint64_t configured = limits->value[LIMIT_WORKERS];

	return configured ? (size_t)configured : worker_processors();
}

/* Address space for the plan. A server that promises no more memory than it has, or limits a
 * process, may refuse the whole of it: then what it gives has to do, and a push that needs more is
 * rejected. */
static int
plan_room(struct arena *arena, uint64_t bytes, struct error *err)
{
	while (arena_init_shared(arena, bytes, err) < 0) {
		if (bytes / 2 < PLAN_ROOM_LEAST_BYTES)
			return -1;
		bytes /= 2;
	}
	return 0;
}

static int
court_open(struct court *court, const struct judge_request *request, struct arena *arena,
	   struct error *err)
{
	const struct limits *limits = &request->settings->limits;

	*court = (struct court){ .request = request, .arena = arena };
	if (plan_room(&court->shared, limits->value[LIMIT_PLAN_BYTES], err) < 0)
		return -1;
	court->plan = arena_new(&court->shared, struct plan);
	/* It reads receive.fsck.skipList, which a worker could not. */
	if (object_check_new(request->config, request->n_config, &court->shared, &court->check,
			     err) < 0)
		return -1;
	/* A worker could follow the file packed-refs no further than its name: git replaces it. */
	if (refs_hold_packed(request->repository, err) < 0)
		return -1;
	return sandbox_prepare(&court->sandbox, repository_readable_dirs(request->repository),
			       CPU_TIMES_DEADLINE * limits->value[LIMIT_DEADLINE], err);
}

static void
court_close(struct court *court)
{
	sandbox_free(court->sandbox);
	arena_release(&court->shared);
}

static int
answers_collect(struct judgement *judgement, size_t first, size_t n, struct error *err)
{
	for (size_t i = first; i < first + n; i++) {
		if (collect_answer(&judgement->collect, buf_bytes(&judgement->answers[i]), err) < 0)
			return -1;
	}
	return 0;
}

static void
answers_add(struct judgement *judgement, size_t n)
{
	size_t old = judgement->n_answers;

	judgement->answers =
		memory_realloc(judgement->answers, old + n, sizeof(*judgement->answers));
	for (size_t i = old; i < old + n; i++)
		judgement->answers[i] = (struct buf)BUF_INIT;
	judgement->n_answers = old + n;
}

static bool
idle(const struct court *court, struct buf *answer)
{
	struct plan plan = { 0 };

	return planning_idle_answer(&plan, court->request, court->arena, answer);
}

/* Planning is one worker, which also judges a small push; a large one is judged in shards. */
static int
court_sit(struct court *court, struct judgement *judgement, struct error *err)
{
	const struct limits *limits = &court->request->settings->limits;
	struct worker_pool pool = { .enter = worker_enter,
				    .job = job_plan,
				    .ctx = court,
				    .parallel = parallel(limits),
				    .answer_max_bytes = limits->value[LIMIT_ANSWER_BYTES] };
	const char *lack = sandbox_lack(court->sandbox);
	size_t n;

	answers_add(judgement, 1);
	if (idle(court, judgement->answers))
		return answers_collect(judgement, 0, 1, err);
	if (lack)
		collect_note(&judgement->collect, bytes_of(lack));
	worker_pool_set_deadline(&pool, limits->value[LIMIT_DEADLINE]);
	if (workers_run(&pool, 1, judgement->answers, err) < 0 ||
	    answers_collect(judgement, 0, 1, err) < 0)
		return -1;
	n = judgement->collect.n_tasks;
	if (n == 0)
		return 0;
	if (n > pool.parallel)
		n = pool.parallel;
	court->n_workers = n;
	answers_add(judgement, n);
	pool.job = job_shards;
	if (workers_run(&pool, n, judgement->answers + 1, err) < 0)
		return -1;
	return answers_collect(judgement, 1, n, err);
}

static void
verdict_refuse(struct judgement *judgement, struct arena *arena)
{
	struct verdict *verdict = &judgement->verdict;

	verdict->kind = VERDICT_NONE;
	verdict->n_violations = 0;
	verdict->errors = arena_new(arena, struct bytes);
	verdict->errors[0] = arena_copy(arena, bytes_of(judgement->error.message));
	verdict->n_errors = 1;
}

void
judge(const struct judge_request *request, struct arena *arena, struct judgement *judgement)
{
	struct court court;
	int result;

	*judgement = (struct judgement){ 0 };
	collect_init(&judgement->collect, &judgement->verdict, arena);
	judgement->verdict.as_of = request->push->as_of;
	judgement->verdict.observe = request->settings->observe;
	result = court_open(&court, request, arena, &judgement->error);
	if (result == 0)
		result = court_sit(&court, judgement, &judgement->error);
	court_close(&court);
	if (result < 0)
		verdict_refuse(judgement, arena);
	else
		settle(&judgement->collect);
}

void
judgement_release(struct judgement *judgement)
{
	for (size_t i = 0; i < judgement->n_answers; i++)
		buf_release(&judgement->answers[i]);
	free(judgement->answers);
	collect_release(&judgement->collect);
}
