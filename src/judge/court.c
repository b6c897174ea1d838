#include "config.h"

#include "judge/court.h"

#include <stdlib.h>

#include "base/memory.h"
#include "git/fsck.h"
#include "judge/builtin_corpus.h"
#include "judge/planning.h"
#include "judge/shard.h"

enum { PLAN_ROOM_LEAST_BYTES = 16 * 1024 * 1024 };

/* What one worker that runs policies does: every so many-th task of a source, one after the other
 * (what one leaves in memory serves the next), or a load of the plan. */
struct seat {
	struct answer_scope scope;
	bool is_load;
	size_t at; /* of the source, or of the load */
	size_t first_task, step;
};

static int
enter_to_plan(void *ctx, int answer_fd, struct error *err)
{
	const struct court *court = ctx;

	return cage_enter_to_plan(&court->cage, court->request, answer_fd, err);
}

static int
enter_to_run(void *ctx, int answer_fd, struct error *err)
{
	const struct court *court = ctx;

	/* The cage leaves no way to make it writable again. */
	if (arena_freeze(&court->shared, err) < 0)
		return -1;
	return cage_enter_to_run(&court->cage, court->request, answer_fd, err);
}

static int
job_plan(void *ctx, size_t task, struct buf *answer, struct error *err)
{
	struct court *court = ctx;

	(void)task;
	return planning_answer(court->plan, court->request, &court->shared, court->check, answer,
			       err);
}

static void
seat_load(const struct court *court, const struct seat *seat, struct buf *answer)
{
	struct arena arena;

	arena_init(&arena);
	builtin_corpus_load(&court->plan->loads[seat->at], court->request, &arena, answer);
	arena_release(&arena);
}

static int
seat_judge(const struct court *court, const struct seat *seat, struct buf *answer,
	   struct error *err)
{
	const struct plan *plan = court->plan;
	const struct plan_source *source = &plan->sources[seat->at];
	struct policy_outline *outlines = memory_calloc(source->n_decisions, sizeof(*outlines));
	int result = 0;

	for (size_t i = seat->first_task; result == 0 && i < shard_task_count(plan);
	     i += seat->step)
		result = shard_judge(plan, source, court->request, outlines, i, answer, err);
	for (size_t i = 0; i < source->n_decisions; i++)
		policy_outline_release(&outlines[i]);
	free(outlines);
	return result;
}

static int
job_run(void *ctx, size_t task, struct buf *answer, struct error *err)
{
	const struct court *court = ctx;
	const struct seat *seat = &court->seats[task];

	if (!seat->is_load)
		return seat_judge(court, seat, answer, err);
	seat_load(court, seat, answer);
	return 0;
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

static void
pool_init(struct court *court, const struct limits *limits)
{
	uint64_t workers = limits->value[LIMIT_WORKERS];

	court->pool = (struct worker_pool){
		.ctx = court,
		.parallel = workers ? (size_t)workers : worker_processors(),
		.answer_max_bytes = limits->value[LIMIT_ANSWER_BYTES],
	};
	worker_pool_set_deadline(&court->pool, limits->value[LIMIT_DEADLINE]);
}

int
court_open(struct court *court, const struct judge_request *request, struct arena *arena,
	   struct collect *collect, struct error *err)
{
	const struct limits *limits = &request->settings->limits;

	*court = (struct court){ .request = request, .arena = arena, .collect = collect };
	pool_init(court, limits);
	if (plan_room(&court->shared, limits->value[LIMIT_PLAN_BYTES], err) < 0)
		return -1;
	court->plan = arena_new(&court->shared, struct plan);
	/* It reads receive.fsck.skipList, which a worker could not. */
	return object_check_new(request->config, request->n_config, &court->shared, &court->check,
				err);
}

static void
results_release(struct worker_result *results, size_t n)
{
	for (size_t i = 0; i < n; i++)
		buf_release(&results[i].answer);
	free(results);
}

void
court_close(struct court *court)
{
	results_release(court->planned, court->planned != NULL);
	results_release(court->results, court->n_seats);
	free(court->seats);
	cage_free(&court->cage);
	arena_release(&court->shared);
}

static int
planning_collect(struct court *court, struct error *err)
{
	const struct answer_scope scope = { .plan = true };

	if (court->planned->error.code != ERROR_NONE) {
		*err = court->planned->error;
		return -1;
	}
	return collect_answer(court->collect, buf_bytes(&court->planned->answer), scope, err);
}

/* 1 when that was all, because nothing governs the push. */
static int
court_plan(struct court *court, struct error *err)
{
	struct plan plan = { 0 };

	court->planned = memory_calloc(1, sizeof(*court->planned));
	if (planning_idle_answer(&plan, court->request, court->arena, &court->planned->answer)) {
		cage_note(&court->cage, court->request->settings, court->collect);
		return planning_collect(court, err) < 0 ? -1 : 1;
	}
	if (cage_prepare(&court->cage, court->request, err) < 0)
		return -1;
	cage_note(&court->cage, court->request->settings, court->collect);
	court->pool.enter = enter_to_plan;
	court->pool.job = job_plan;
	workers_run(&court->pool, 1, court->planned);
	return planning_collect(court, err);
}

static void
seat_add(struct court *court, const struct seat *seat)
{
	court->seats = memory_realloc(court->seats, court->n_seats + 1, sizeof(*court->seats));
	court->seats[court->n_seats++] = *seat;
}

/* As many workers for a source as can run at a time: which one does a task changes no verdict. */
static void
seats_add_source(struct court *court, size_t source)
{
	const struct collect_source *of = &court->collect->sources[source];
	size_t n = court->collect->n_tasks;

	if (!of->asked)
		return;
	if (n > court->pool.parallel)
		n = court->pool.parallel;
	for (size_t i = 0; i < n; i++)
		seat_add(court, &(struct seat){ of->scope, false, source, i, n });
}

static void
seats_fill(struct court *court)
{
	const struct collect *collect = court->collect;

	for (size_t i = 0; i < collect->n_sources; i++)
		seats_add_source(court, i);
	for (size_t i = 0; i < collect->loads.len; i++)
		seat_add(court, &(struct seat){ collect->loads.items[i], true, i, 0, 1 });
}

static struct bytes
seat_name(const struct court *court, const struct seat *seat)
{
	if (seat->is_load)
		return BYTES("policies of the push");
	return arena_printf(court->arena, "decisions of %.*s",
			    BYTES_ARG(court->request->sources[seat->at].setting->place));
}

static void
seat_collect(struct court *court, const struct seat *seat, const struct worker_result *result)
{
	struct error err = result->error;

	if (err.code == ERROR_NONE &&
	    collect_answer(court->collect, buf_bytes(&result->answer), seat->scope, &err) == 0)
		return;
	(void)error_wrap(&err, "%.*s", BYTES_ARG(seat_name(court, seat)));
	collect_fail(court->collect, seat->scope, bytes_of(err.message));
}

int
court_sit(struct court *court, struct error *err)
{
	int planned = court_plan(court, err);

	if (planned != 0)
		return planned < 0 ? -1 : 0;
	if (court->request->list_only)
		return 0;
	seats_fill(court);
	court->pool.enter = enter_to_run;
	court->pool.job = job_run;
	court->results = memory_calloc(court->n_seats, sizeof(*court->results));
	workers_run(&court->pool, court->n_seats, court->results);
	for (size_t i = 0; i < court->n_seats; i++)
		seat_collect(court, &court->seats[i], &court->results[i]);
	return 0;
}
