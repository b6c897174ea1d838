#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <fcntl.h>
#include <signal.h>
#include <sys/stat.h>
#include <unistd.h>

#include "judge/answer.h"
#include "judge/worker.h"

enum { TASKS = 5 };

static int
job_tell(void *ctx, size_t task, struct buf *answer, struct error *err)
{
	struct frame_writer writer = { answer, 0 };

	(void)ctx;
	(void)err;
	frame_begin(&writer, FRAME_NOTE);
	frame_number(&writer, task);
	frame_end(&writer);
	return 0;
}

static int
job_fail(void *ctx, size_t task, struct buf *answer, struct error *err)
{
	(void)ctx;
	(void)task;
	(void)answer;
	return error_set(err, ERROR_NOT_FOUND, "object is missing");
}

static int
job_die(void *ctx, size_t task, struct buf *answer, struct error *err)
{
	(void)ctx;
	if (task == 2)
		raise(SIGKILL);
	return job_tell(ctx, task, answer, err);
}

static int NORETURN
job_leave(void *ctx, size_t task, struct buf *answer, struct error *err)
{
	(void)ctx;
	(void)task;
	(void)answer;
	(void)err;
	_exit(0);
}

static int NORETURN
job_hang(void *ctx, size_t task, struct buf *answer, struct error *err)
{
	(void)ctx;
	(void)task;
	(void)answer;
	(void)err;
	for (;;)
		pause();
}

static int
job_flood(void *ctx, size_t task, struct buf *answer, struct error *err)
{
	(void)ctx;
	(void)task;
	(void)err;
	buf_add_repeated(answer, 'x', 1 << 20);
	return 0;
}

/* Says that it has said all, and stays. */
static int NORETURN
job_stay(void *ctx, size_t task, struct buf *answer, struct error *err)
{
	(void)ctx;
	(void)task;
	(void)answer;
	(void)err;
	for (int fd = 3; fd < 64; fd++)
		close(fd);
	for (;;)
		pause();
}

static void
run(worker_job *job, size_t parallel, struct worker_result *results)
{
	struct worker_pool pool = { .job = job, .parallel = parallel, .answer_max_bytes = 65536 };

	worker_pool_set_deadline(&pool, job == job_hang ? 1 : 60);
	workers_run(&pool, TASKS, results);
}

static void
release(struct worker_result *results)
{
	for (size_t i = 0; i < TASKS; i++)
		buf_release(&results[i].answer);
}

static void
answers_stand_at_their_task_however_many_run(void **state)
{
	(void)state;
	for (size_t parallel = 1; parallel <= TASKS + 1; parallel++) {
		struct worker_result results[TASKS];

		run(job_tell, parallel, results);
		for (size_t i = 0; i < TASKS; i++) {
			struct bytes answer = buf_bytes(&results[i].answer);
			struct frame_reader reader;
			enum frame_kind kind;

			assert_int_equal(results[i].error.code, ERROR_NONE);
			assert_true(frame_next(&answer, &kind, &reader));
			assert_int_equal(frame_read_number(&reader, TASKS), i);
		}
		release(results);
	}
}

static void
an_error_of_a_worker_is_its_answer(void **state)
{
	struct worker_result results[TASKS];
	struct frame_reader reader;
	enum frame_kind kind;
	struct bytes answer;
	(void)state;

	run(job_fail, 2, results);
	assert_int_equal(results[0].error.code, ERROR_NONE);
	answer = buf_bytes(&results[0].answer);
	assert_true(frame_next(&answer, &kind, &reader));
	assert_int_equal(kind, FRAME_ERROR);
	assert_int_equal(frame_read_number(&reader, ERROR_INTERNAL), ERROR_NOT_FOUND);
	release(results);
}

static void
a_worker_that_dies_hangs_stays_or_floods_has_failed(void **state)
{
	static const struct {
		worker_job *job;
		enum error_code code;
		const char *text;
	} cases[] = {
		{ job_die, ERROR_INTERNAL, "signal 9" },
		{ job_hang, ERROR_LIMIT, "writ.limit.deadline" },
		{ job_stay, ERROR_INTERNAL, "signal 9" },
		{ job_flood, ERROR_LIMIT, "writ.limit.answer-bytes" },
	};
	(void)state;

	for (size_t i = 0; i < ARRAY_SIZE(cases); i++) {
		struct worker_result results[TASKS];

		run(cases[i].job, 2, results);
		assert_int_equal(results[2].error.code, cases[i].code);
		assert_non_null(strstr(results[2].error.message, cases[i].text));
		release(results);
	}
}

static void
a_worker_that_dies_takes_no_other_with_it(void **state)
{
	struct worker_result results[TASKS];
	(void)state;

	run(job_die, 2, results);
	for (size_t i = 0; i < TASKS; i++)
		assert_int_equal(results[i].error.code == ERROR_NONE, i != 2);
	release(results);
}

/* Who collects the answers sees that it is not whole. */
static void
a_worker_that_leaves_early_has_an_empty_answer(void **state)
{
	struct worker_result results[TASKS];
	(void)state;

	run(job_leave, 2, results);
	assert_int_equal(results[0].error.code, ERROR_NONE);
	assert_int_equal(results[0].answer.len, 0);
	release(results);
}

static int
enter_fails(void *ctx, int answer_fd, struct error *err)
{
	(void)ctx;
	(void)answer_fd;
	return error_set(err, ERROR_SYSTEM, "no cage");
}

static void
a_worker_that_cannot_enter_does_nothing(void **state)
{
	struct worker_pool pool = {
		.enter = enter_fails, .job = job_tell, .parallel = 1, .answer_max_bytes = 65536
	};
	struct worker_result result;
	struct frame_reader reader;
	enum frame_kind kind;
	struct bytes answer;
	(void)state;

	worker_pool_set_deadline(&pool, 60);
	workers_run(&pool, 1, &result);
	answer = buf_bytes(&result.answer);
	assert_true(frame_next(&answer, &kind, &reader));
	assert_int_equal(kind, FRAME_ERROR);
	assert_true(frame_next(&answer, &kind, &reader));
	assert_int_equal(kind, FRAME_END);
	buf_release(&result.answer);
}

/* Each ends well only if it finds no reading end of a pipe beside its own answer. */
static int
job_look_around(void *ctx, size_t task, struct buf *answer, struct error *err)
{
	struct stat st;

	(void)ctx;
	(void)task;
	(void)answer;
	for (int fd = 3; fd < 64; fd++) {
		int flags = fcntl(fd, F_GETFL);

		if (flags >= 0 && (flags & O_ACCMODE) == O_RDONLY && (flags & O_NONBLOCK) &&
		    fstat(fd, &st) == 0 && S_ISFIFO(st.st_mode))
			return error_set(err, ERROR_INTERNAL, "another's answer");
	}
	usleep(20000);
	return 0;
}

static void
a_worker_cannot_read_what_others_answer(void **state)
{
	struct worker_result results[TASKS];
	(void)state;

	run(job_look_around, TASKS, results);
	for (size_t i = 0; i < TASKS; i++) {
		struct bytes answer = buf_bytes(&results[i].answer);
		struct frame_reader reader;
		enum frame_kind kind;

		assert_true(frame_next(&answer, &kind, &reader));
		assert_int_equal(kind, FRAME_END);
	}
	release(results);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(answers_stand_at_their_task_however_many_run),
		cmocka_unit_test(an_error_of_a_worker_is_its_answer),
		cmocka_unit_test(a_worker_that_dies_hangs_stays_or_floods_has_failed),
		cmocka_unit_test(a_worker_that_dies_takes_no_other_with_it),
		cmocka_unit_test(a_worker_that_leaves_early_has_an_empty_answer),
		cmocka_unit_test(a_worker_that_cannot_enter_does_nothing),
		cmocka_unit_test(a_worker_cannot_read_what_others_answer),
	};

	return cmocka_run_group_tests_name("worker", tests, NULL, NULL);
}
