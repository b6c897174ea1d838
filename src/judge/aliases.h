#ifndef WRIT_JUDGE_ALIASES_H
#define WRIT_JUDGE_ALIASES_H

/*
 * The names of a ref update. A push to a symref moves the ref at its end, and every symref that
 * leads to a ref moves with it: a decision that governs any of these names judges the update.
 */

#include "base/pattern.h"
#include "judge/request.h"

/* Whether one of the names of UPDATE is among REFS: 1, and ALIAS the name when it is neither the
 * one that was pushed nor that of the ref at the end (else empty data); 0 when none is.
 * ERROR_SYSTEM. */
int update_is_among(const struct judge_request *request, const struct pattern_list *refs,
		    const struct ref_update *update, struct arena *arena, struct bytes *alias,
		    struct error *err) MUST_CHECK;
/* The ref at the end: the one that was pushed unless that is a symref. */
struct bytes update_end(const struct ref_update *update);

#endif
