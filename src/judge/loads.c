#include "config.h"

#include "judge/loads.h"

#include "judge/answer.h"
#include "judge/worker.h"
#include "lua/policy.h"
#include "sandbox/sandbox.h"

struct trial {
	const struct bundle *bundle;
	const struct settings *settings;
	struct sandbox *sandbox;
};

static int
trial_enter(void *ctx, int answer_fd, struct error *err)
{
	const struct trial *trial = ctx;

	return sandbox_enter(trial->sandbox, answer_fd, err);
}

/* Answers with a FRAME_NOTE for each policy that does not load: its place and what it says. */
static int
trial_run(void *ctx, size_t task, struct buf *answer, struct error *err)
{
	const struct trial *trial = ctx;
	struct frame_writer writer = { answer, 0 };
	struct error failure;

	(void)task;
	(void)err;
	for (size_t i = 0; i < trial->bundle->n_decisions; i++) {
		const struct decision *decision = &trial->bundle->decisions[i];

		if (!decision->enforced ||
		    policy_check_load(trial->bundle, decision, &trial->settings->limits,
				      &failure) == 0)
			continue;
		frame_begin(&writer, FRAME_NOTE);
		frame_number(&writer, i);
		frame_bytes(&writer, bytes_of(failure.message));
		frame_end(&writer);
	}
	return 0;
}

static int
answer_broken(struct error *err)
{
	return error_set(err, ERROR_INTERNAL, "a worker's answer is broken");
}

static int
answer_take(const struct trial *trial, struct bytes answer, struct arena *arena,
	    struct load_failure *failures, size_t *n, struct error *err)
{
	size_t n_decisions = trial->bundle->n_decisions;
	struct frame_reader reader;
	enum frame_kind kind;

	while (frame_next(&answer, &kind, &reader)) {
		struct load_failure failure;

		if (kind == FRAME_END)
			return answer.len ? answer_broken(err) : 0;
		if (kind == FRAME_ERROR) {
			frame_read_number(&reader, ERROR_INTERNAL);
			return error_set(err, ERROR_SYSTEM, "%.*s",
					 BYTES_ARG(frame_read_bytes(&reader)));
		}
		failure.decision =
			&trial->bundle->decisions[frame_read_number(&reader, n_decisions - 1)];
		failure.message = arena_copy(arena, frame_read_bytes(&reader));
		if (kind != FRAME_NOTE || !frame_is_done(&reader) || *n == n_decisions)
			break;
		failures[(*n)++] = failure;
	}
	return answer_broken(err);
}

static int
trial_hold(struct trial *trial, struct arena *arena, struct load_failure *failures, size_t *n,
	   struct error *err)
{
	const struct limits *limits = &trial->settings->limits;
	struct worker_pool pool = { .enter = trial_enter,
				    .job = trial_run,
				    .ctx = trial,
				    .parallel = 1,
				    .answer_max_bytes = limits->value[LIMIT_ANSWER_BYTES] };
	struct worker_result result;
	int held = -1;

	worker_pool_set_deadline(&pool, limits->value[LIMIT_DEADLINE]);
	workers_run(&pool, 1, &result);
	if (result.error.code == ERROR_NONE)
		held = answer_take(trial, buf_bytes(&result.answer), arena, failures, n, err);
	else
		*err = result.error;
	buf_release(&result.answer);
	return held;
}

int
loads_try(const struct bundle *bundle, const struct settings *settings, struct arena *arena,
	  struct load_failure **failures, size_t *n_failures, struct error *err)
{
	static const char *const nothing[] = { NULL };
	const struct sandbox_options options = {
		.readable = nothing,
		.cpu_seconds = settings->limits.value[LIMIT_DEADLINE],
		.without_landlock = settings->sandbox != SANDBOX_ENFORCE,
		.without_seccomp = settings->sandbox == SANDBOX_PERMISSIVE,
	};
	struct trial trial = { bundle, settings, NULL };
	int result;

	*n_failures = 0;
	*failures = arena_new_array(arena, struct load_failure, bundle->n_decisions);
	if (bundle->n_enforced == 0)
		return 0;
	if (sandbox_prepare(&trial.sandbox, &options, err) < 0)
		return -1;
	result = trial_hold(&trial, arena, *failures, n_failures, err);
	sandbox_free(trial.sandbox);
	return result;
}
