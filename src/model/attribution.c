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
