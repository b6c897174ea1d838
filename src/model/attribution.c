#include "config.h"

#include "model/attribution.h"

const char *
attribution_tier_name(enum attribution_tier tier)
{
	static const char *const names[] = {
		[ATTRIBUTION_UNKNOWN] = "unknown",
		[ATTRIBUTION_ASSERTED] = "asserted",
		[ATTRIBUTION_AUTHENTICATED] = "authenticated",
	};

	return names[tier];
}

const char *
author_kind_name(enum author_kind kind)
{
	static const char *const names[AUTHOR_KINDS] = { "unknown", "human", "agent" };

	return names[kind];
}
