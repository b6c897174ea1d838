#ifndef WRIT_JUDGE_BUILTIN_COURT_H
#define WRIT_JUDGE_BUILTIN_COURT_H

/*
 * What judging by a built-in decision needs. Used by builtins.c and the built-in decisions that
 * have a file of their own.
 */

#include "decisions/guard.h"
#include "judge/builtins.h"

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
/* A breach of UPDATE for each of the N PROBLEMS. */
void builtin_problems_write(const struct builtin_court *court, const struct ref_update *update,
			    const struct guard_problem *problems, size_t n);
/* Adds a note to the verdict. */
void builtin_note(const struct builtin_court *court, struct bytes text);

#endif
