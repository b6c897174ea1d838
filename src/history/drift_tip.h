#ifndef WRIT_HISTORY_DRIFT_TIP_H
#define WRIT_HISTORY_DRIFT_TIP_H

/*
 * What stands at the tip, all of it and in full: decisions, worst folders and files.
 */

#include "history/drift.h"

/* Judges the tree of the tip of DRIFT as `writ check --tree` does, by REQUEST, and fills the
 * decisions, folders and files of DRIFT from it. The caller releases TIP, also after an error. */
int drift_tip_judge(struct drift *drift, const struct judge_request *request, struct judgement *tip,
		    struct arena *arena, struct error *err) MUST_CHECK;
/* Whether PATH of this repository is one that a source of REQUEST reads. */
bool drift_is_of_source(const struct judge_request *request, struct bytes path);

#endif
