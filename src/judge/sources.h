#ifndef WRIT_JUDGE_SOURCES_H
#define WRIT_JUDGE_SOURCES_H

/*
 * Rule 0: the decisions that were in force before the push, compiled. The planning worker's first
 * step; a source that is missing, empty or broken ends it: no verdict.
 */

#include "judge/plan.h"

/* Fills sources and decisions of PLAN. ERROR_CORPUS or ERROR_CONFIG with a text that tells the
 * pusher that it is the administrator's to mend, and the administrator how. */
int sources_compile(struct plan *plan, const struct judge_request *request, struct arena *arena,
		    struct error *err) MUST_CHECK;
/* Compiles the value that a push would give to a source: for WRIT-CORPUS. NULL with *GONE when the
 * folder is not there. */
int source_compile_value(const struct judge_request *request, const struct source_setting *setting,
			 const struct oid *tree, struct arena *arena, const struct bundle **bundle,
			 struct error *err) MUST_CHECK;
/* One digest for all sources. */
struct bytes sources_digest(const struct plan *plan, struct arena *arena);
/* ADR-0007, of a named source NAME/ADR-0007; where several sources without a name have that id,
 * PLACE/ADR-0007. */
struct bytes source_decision_id(const struct plan *plan, const struct plan_decision *planned,
				struct arena *arena);

#endif
