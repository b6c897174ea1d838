#ifndef WRIT_JUDGE_COLLECT_H
#define WRIT_JUDGE_COLLECT_H

/*
 * The monitor's side of the answers: frames of the workers in, checked and added up. settle.h makes
 * the verdict of them, in an order that does not depend on which worker was first.
 */

#include "base/vec.h"
#include "judge/answer.h"
#include "judge/request.h"
#include "model/verdict.h"

struct usage_row {
	size_t outcome;
	uint64_t instructions, memory_peak, read_bytes, regex_steps;
	uint64_t skipped; /* files not scanned */
};

struct collect {
	struct verdict *verdict;
	struct arena *arena;
	size_t n_tasks;      /* that the plan asks for beyond the planning worker */
	size_t *failed_task; /* per outcome: the task whose failure is told, the first one */
	bool planned;        /* the frame of the plan has come */
	size_t answer_bytes; /* of the answer at hand: no list is longer than what it holds */
	size_t updates_room, outcomes_room;
	VEC(struct violation) violations;
	VEC(struct usage_row) usage; /* summed per outcome */
	struct error error;          /* no verdict, and why; its code says whose fault */
};

void collect_init(struct collect *collect, struct verdict *verdict, struct arena *arena);
void collect_release(struct collect *collect);
/* Takes one worker's whole answer, which must outlive the verdict. ERROR_INTERNAL when it is not
 * well-formed to the last byte; the error of the worker itself when it could reach no verdict. */
int collect_answer(struct collect *collect, struct bytes answer, struct error *err) MUST_CHECK;
/* Adds a note to the verdict. */
void collect_note(struct collect *collect, struct bytes note);

#endif
