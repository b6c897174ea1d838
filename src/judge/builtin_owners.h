#ifndef WRIT_JUDGE_BUILTIN_OWNERS_H
#define WRIT_JUDGE_BUILTIN_OWNERS_H

/*
 * WRIT-OWNERS: where a ref that is a source of decisions has owners, its new value is approved by
 * as many of them as were asked for before. Which approvals count: decisions/approvals.h.
 */

#include "judge/builtin_court.h"

/* How many updates of the push change a source that has owners. */
size_t builtin_owners_updates(const struct plan *plan, const struct judge_request *request);
/* What to do, with the command for the first source of those; it lives in ARENA. */
struct bytes builtin_owners_instead(const struct plan *plan, const struct judge_request *request,
				    struct arena *arena);
int builtin_owners_judge(const struct builtin_court *court, struct error *err) MUST_CHECK;

#endif
