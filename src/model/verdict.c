#include "config.h"

#include "model/verdict.h"

const char *
verdict_kind_name(enum verdict_kind kind)
{
	static const char *const names[] = {
		[VERDICT_ACCEPT] = "accept",
		[VERDICT_REJECT] = "reject",
		[VERDICT_NONE] = "none",
	};

	return names[kind];
}

const char *
outcome_result_name(enum outcome_result result)
{
	static const char *const names[] = {
		[RESULT_NOT_APPLIED] = "not-applied",
		[RESULT_PASSED] = "passed",
		[RESULT_VIOLATED] = "violated",
		[RESULT_WAIVED] = "waived",
		[RESULT_ERROR] = "error",
		[RESULT_UNJUDGED] = "error",
	};

	return names[result];
}

bool
ratchet_rises(const struct ratchet *ratchet)
{
	return ratchet->after > ratchet->before;
}

bool
violation_counts(const struct violation *violation)
{
	return !violation->existing && !violation->waiver;
}

bool
violation_rejects(const struct verdict *verdict, const struct violation *violation)
{
	return violation_counts(violation) &&
	       verdict->outcomes[violation->outcome].level == LEVEL_MANDATORY;
}
