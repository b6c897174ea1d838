#ifndef WRIT_JUDGE_ATTRIBUTIONS_H
#define WRIT_JUDGE_ATTRIBUTIONS_H

/*
 * Which agents the new commits of a push are attributed to, for the verdict. Asked only where a
 * source lists agents.
 */

#include "judge/answer.h"
#include "judge/plan.h"

/* Adds a FRAME_ATTRIBUTION for each agent and tier, and one for the rest, to WRITER; a note for
 * what is an agent's. Errors are those of reading the commits. */
int
attributions_answer(const struct plan *plan, const struct judge_request *request,
		    struct arena *arena, struct frame_writer *writer, struct error *err) MUST_CHECK;

#endif
