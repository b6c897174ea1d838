#ifndef WRIT_JUDGE_BUILTINS_H
#define WRIT_JUDGE_BUILTINS_H

/*
 * What writ refuses by itself, as violations of its built-in decisions: WRIT-OBJECT (malformed,
 * ambiguous or missing objects), WRIT-REF (ref names and what refs may point to), WRIT-CORPUS (a
 * push that would leave a source of decisions broken, gone or without force), WRIT-OWNERS (a change
 * of decisions without the approvals that it needs).
 */

#include "git/fsck.h"
#include "judge/answer.h"
#include "judge/plan.h"

/* The outcome of a built-in decision, behind those of the plan's decisions; SIZE_MAX when off. */
size_t
builtin_outcome(const struct plan *plan, const struct settings *settings, enum builtin builtin);
/* How many are not off. */
size_t builtin_count(const struct settings *settings);
/* Adds the FRAME_DECISION of each that is not off. */
void builtins_describe(const struct plan *plan, const struct judge_request *request,
		       struct arena *arena, struct buf *out);
/* Judges and adds a FRAME_VIOLATION for each breach. */
int builtins_judge(struct plan *plan, const struct judge_request *request,
		   const struct object_check *check, struct arena *arena, struct buf *out,
		   struct error *err) MUST_CHECK;

#endif
