#include "config.h"

#include "model/decision.h"

#include "base/macros.h"

static const char *const levels[] = {
	[LEVEL_SHADOW] = "shadow",
	[LEVEL_ADVISORY] = "advisory",
	[LEVEL_MANDATORY] = "mandatory",
};

static const char *const statuses[] = {
	[STATUS_PROPOSED] = "proposed",     [STATUS_ACCEPTED] = "accepted",
	[STATUS_REJECTED] = "rejected",     [STATUS_DEPRECATED] = "deprecated",
	[STATUS_SUPERSEDED] = "superseded", [STATUS_UNKNOWN] = "unknown",
};

const char *
level_name(enum level level)
{
	return levels[level];
}

bool
level_parse(struct bytes text, enum level *level)
{
	for (size_t i = 0; i < ARRAY_SIZE(levels); i++) {
		if (bytes_equal_string(text, levels[i])) {
			*level = (enum level)i;
			return true;
		}
	}
	return false;
}

const char *
decision_status_name(enum decision_status status)
{
	return statuses[status];
}

bool
decision_status_parse(struct bytes text, enum decision_status *status)
{
	for (size_t i = 0; i < STATUS_UNKNOWN; i++) {
		if (bytes_equal_string(text, statuses[i])) {
			*status = (enum decision_status)i;
			return true;
		}
	}
	return false;
}

const struct decision *
bundle_find(const struct bundle *bundle, struct bytes id)
{
	for (size_t i = 0; i < bundle->n_decisions; i++) {
		if (bytes_equal(bundle->decisions[i].id, id))
			return &bundle->decisions[i];
	}
	return NULL;
}

bool
decision_in_scope(const struct decision *decision, struct bytes path)
{
	return decision->scope.len == 0 || pattern_list_matches(&decision->scope, path);
}
