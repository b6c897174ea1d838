#ifndef WRIT_REPORT_GROUP_H
#define WRIT_REPORT_GROUP_H

/*
 * The violations of a verdict by decision, and what they add up to.
 */

#include "model/verdict.h"

struct group {
	const struct outcome *outcome;
	const struct violation **counted;  /* what the push brings, in the order of the report */
	const struct violation **existing; /* what was there before */
	const struct violation **waived;
	size_t n_counted, n_existing, n_waived;
};

struct groups {
	struct group *items; /* one for each outcome, in their order */
	size_t len;
	const struct violation **violations; /* what the groups point into */
};

/* Release with groups_release; borrows VERDICT. Takes time linear in it. */
void groups_init(struct groups *groups, const struct verdict *verdict);
void groups_release(struct groups *groups);

/* Whether the group is shown to people: not at level shadow, and with something to say. */
bool group_is_shown(const struct group *group);
/* Whether the decision keeps the push out: by a violation, or because its policy failed. */
bool group_rejects(const struct group *group);

#endif
