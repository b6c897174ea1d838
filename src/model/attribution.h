#ifndef WRIT_MODEL_ATTRIBUTION_H
#define WRIT_MODEL_ATTRIBUTION_H

/*
 * Whether an agent made a commit, and how that is known. What is only asserted (addresses,
 * trailers) may restrict and never permit: who writes the commit writes it.
 */

#include <stdint.h>

#include "base/bytes.h"

enum attribution_tier { ATTRIBUTION_UNKNOWN, ATTRIBUTION_ASSERTED, ATTRIBUTION_AUTHENTICATED };

struct attribution {
	enum attribution_tier tier;
	struct bytes agent; /* the name of its principal; NULL data when unknown */
	const char *by;     /* signature, pusher, author, committer, trailer; NULL when unknown */
};

/* Whose signature a commit has, as far as the source's keys tell. */
struct commit_signer {
	struct bytes
		name; /* of the principal; NULL data: no signature, or a key that is not known */
	bool valid;   /* made by that key over this commit, and the key holds on this day */
};

enum { ATTRIBUTIONS_MAX = 1000 };

/* What an author is, by the principals of the sources. */
enum author_kind { AUTHOR_UNKNOWN, AUTHOR_HUMAN, AUTHOR_AGENT, AUTHOR_KINDS };

/* How many new commits of a push are one agent's. */
struct attribution_count {
	struct bytes agent; /* NULL data: unknown */
	enum attribution_tier tier;
	uint64_t commits;
};

/* unknown, asserted, authenticated. */
const char *attribution_tier_name(enum attribution_tier tier);
/* unknown, human, agent. */
const char *author_kind_name(enum author_kind kind);

#endif
