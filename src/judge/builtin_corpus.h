#ifndef WRIT_JUDGE_BUILTIN_CORPUS_H
#define WRIT_JUDGE_BUILTIN_CORPUS_H

/*
 * WRIT-CORPUS: a ref that is a source of decisions keeps a corpus that compiles and that enforces
 * something, compared old value with new, whatever lies between. So a gate cannot lock itself out.
 */

#include "judge/builtins.h"

/* What judging by a built-in decision needs; shared by builtins.c and builtin_corpus.c. */
struct builtin_court {
	struct plan *plan;
	const struct judge_request *request;
	const struct object_check *check;
	enum builtin builtin;
	size_t outcome;
	struct arena *arena;
	struct buf *out;
};

struct builtin_breach {
	const struct ref_update *update; /* NULL when about none */
	struct oid commit;               /* zero when about none */
	struct bytes path;
	size_t line, column;
	struct bytes message;
};

void builtin_breach_write(const struct builtin_court *court, const struct builtin_breach *breach);

/* How many updates of the push would change a source. */
size_t builtin_corpus_updates(const struct plan *plan, const struct judge_request *request);
/* What is left to see is whether the policies load: they go to plan->loads, with a FRAME_LOAD. */
int builtin_corpus_judge(const struct builtin_court *court, struct error *err) MUST_CHECK;
/* A worker of its own, because the policies are the pusher's: loads them, and adds a
 * FRAME_VIOLATION for each that does not. */
void builtin_corpus_load(const struct plan_load *load, const struct judge_request *request,
			 struct arena *arena, struct buf *out);

#endif
