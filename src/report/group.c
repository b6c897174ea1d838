#include "config.h"

#include "report/group.h"

#include <stdlib.h>

#include "base/memory.h"

/* The counter of its kind, in the group of VIOLATION. */
static size_t *
counter_of(struct group *group, const struct violation *violation)
{
	if (violation_counts(violation))
		return &group->n_counted;
	return violation->existing ? &group->n_existing : &group->n_waived;
}

static void
violations_count(struct groups *groups, const struct verdict *verdict)
{
	for (size_t i = 0; i < verdict->n_violations; i++) {
		const struct violation *violation = &verdict->violations[i];

		++*counter_of(&groups->items[violation->outcome], violation);
	}
}

static void
places_share_out(struct groups *groups)
{
	const struct violation **next = groups->violations;

	for (size_t i = 0; i < groups->len; i++) {
		struct group *group = &groups->items[i];

		group->counted = next;
		group->existing = group->counted + group->n_counted;
		group->waived = group->existing + group->n_existing;
		next = group->waived + group->n_waived;
		group->n_counted = group->n_existing = group->n_waived = 0;
	}
}

static void
violations_place(struct groups *groups, const struct verdict *verdict)
{
	for (size_t i = 0; i < verdict->n_violations; i++) {
		const struct violation *violation = &verdict->violations[i];
		struct group *group = &groups->items[violation->outcome];
		size_t at = (*counter_of(group, violation))++;

		if (violation_counts(violation))
			group->counted[at] = violation;
		else if (violation->existing)
			group->existing[at] = violation;
		else
			group->waived[at] = violation;
	}
}

void
groups_init(struct groups *groups, const struct verdict *verdict)
{
	groups->len = verdict->n_outcomes;
	groups->items = memory_calloc(groups->len, sizeof(*groups->items));
	groups->violations = memory_calloc(verdict->n_violations, sizeof(*groups->violations));
	for (size_t i = 0; i < groups->len; i++)
		groups->items[i].outcome = &verdict->outcomes[i];
	violations_count(groups, verdict);
	places_share_out(groups);
	violations_place(groups, verdict);
}

void
groups_release(struct groups *groups)
{
	free(groups->items);
	free(groups->violations);
	*groups = (struct groups){ 0 };
}

bool
group_is_shown(const struct group *group)
{
	return group->outcome->level != LEVEL_SHADOW &&
	       (group->n_counted || group->n_existing || group->n_waived ||
		group->outcome->result == RESULT_ERROR);
}

bool
group_rejects(const struct group *group)
{
	return group->outcome->level == LEVEL_MANDATORY &&
	       (group->n_counted || group->outcome->result == RESULT_ERROR);
}
