#ifndef WRIT_JUDGE_COLLECT_H
#define WRIT_JUDGE_COLLECT_H

/*
 * The monitor's side of the answers: frames of the workers in, checked and added up. settle.h makes
 * the verdict of them, in an order that does not depend on which worker was first.
 *
 * Each worker may speak of what is its own and of nothing else: the one that plans of the push, the
 * decisions in force and the built-in ones, those that run the policies of a source of that
 * source's decisions. So a policy that has taken over its worker cannot touch the verdict of
 * another source.
 */

#include "base/vec.h"
#include "judge/observed.h"
#include "judge/request.h"
#include "model/verdict.h"

struct usage_row {
	size_t outcome;
	uint64_t instructions, memory_peak, read_bytes, regex_steps;
	uint64_t skipped; /* files not scanned */
};

/* What an answer may be about: the plan, or the outcomes FIRST to FIRST + N - 1. */
struct answer_scope {
	bool plan;
	size_t first, n;
};

/* What the plan asks of the workers that run policies. */
struct collect_source {
	struct answer_scope scope;
	bool asked; /* one of its decisions governs what is pushed */
};

/* Why not all that stood before is known. */
struct gap {
	struct bytes error; /* NULL data when it is */
	uint64_t task;      /* whose error it is: the first one's */
};

typedef VEC(struct violation) violation_list;

struct collect {
	struct verdict *verdict;
	struct arena *arena;
	size_t n_tasks; /* of each source */
	struct collect_source *sources;
	size_t n_sources;
	size_t *waiver_sources;         /* of each of the verdict's waivers */
	VEC(struct answer_scope) loads; /* one for each FRAME_LOAD: the outcome of its worker */
	size_t *failed_task;       /* per outcome: the task whose failure is told, the first one */
	bool planned;              /* the frame of the plan has come */
	struct answer_scope scope; /* of the answer at hand */
	size_t answer_bytes;       /* of it: no list is longer than what it holds */
	size_t updates_room, outcomes_room, waivers_room;
	struct gap *gaps; /* per outcome */
	violation_list violations;
	violation_list stood; /* before the push, of decisions with a baseline */
	VEC(struct ratchet) ratchets;
	VEC(struct usage_row) usage; /* summed per outcome */
	struct observed observed;
	VEC(struct folder_coverage) coverage;
	VEC(struct bytes) errors; /* why there is no verdict of a part of the decisions */
};

void collect_init(struct collect *collect, struct verdict *verdict, size_t n_sources,
		  struct arena *arena);
void collect_release(struct collect *collect);
/* Takes one worker's whole answer, which must outlive the verdict and be about SCOPE.
 * ERROR_INTERNAL when it is not, or not well-formed to the last byte; the error of the worker
 * itself when it could reach no verdict. Then collect_fail is called for SCOPE, or all is given up.
 */
int collect_answer(struct collect *collect, struct bytes answer, struct answer_scope scope,
		   struct error *err) MUST_CHECK;
/* There is no verdict of the decisions of SCOPE; WHY is told, once however often it is said. */
void collect_fail(struct collect *collect, struct answer_scope scope, struct bytes why);
/* Adds a note to the verdict. */
void collect_note(struct collect *collect, struct bytes note);
/* The same, unless it is there. */
void collect_note_once(struct collect *collect, struct bytes note);

#endif
