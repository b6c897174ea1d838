#include "config.h"

#include "judge/judge.h"

#include "judge/settle.h"

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
	struct court *court = &judgement->court;

	*judgement = (struct judgement){ 0 };
	collect_init(&judgement->collect, &judgement->verdict, request->n_sources, arena);
	judgement->collect.observed.watch = request->watch;
	judgement->verdict.as_of = request->push->as_of;
	judgement->verdict.observe = request->settings->observe || request->break_glass;
	judgement->verdict.break_glass = request->break_glass;
	if (court_open(court, request, arena, &judgement->collect, &judgement->error) == 0 &&
	    court_sit(court, &judgement->error) == 0)
		settle(&judgement->collect);
	else
		verdict_refuse(judgement, arena);
}

void
judgement_release(struct judgement *judgement)
{
	court_close(&judgement->court);
	collect_release(&judgement->collect);
}
