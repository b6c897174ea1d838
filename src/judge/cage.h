#ifndef WRIT_JUDGE_CAGE_H
#define WRIT_JUDGE_CAGE_H

/*
 * What the workers of one judgement may reach: this repository; who plans, the repositories of the
 * sources as well.
 */

#include "judge/collect.h"
#include "judge/request.h"

struct sandbox;

struct cage {
	struct sandbox *to_plan, *to_run; /* NULL until they are prepared */
};

/* In the monitor. ERROR_SYSTEM when a wall is missing that the server does not do without. */
int
cage_prepare(struct cage *cage, const struct judge_request *request, struct error *err) MUST_CHECK;
void cage_free(struct cage *cage);
/* First thing in a worker: an object over the limits is refused unread, and nothing else is within
 * reach. */
int cage_enter_to_plan(const struct cage *cage, const struct judge_request *request, int answer_fd,
		       struct error *err) MUST_CHECK;
int cage_enter_to_run(const struct cage *cage, const struct judge_request *request, int answer_fd,
		      struct error *err) MUST_CHECK;
/* What the administrator does without is said in every verdict, needed or not. */
void cage_note(const struct cage *cage, const struct settings *settings, struct collect *collect);

#endif
