#include "config.h"

#include "model/contest.h"

#include <limits.h>

static bool
has_inclusions(const struct pattern_list *scope)
{
	for (size_t i = 0; i < scope->len; i++) {
		if (!pattern_excludes(scope->items[i]))
			return true;
	}
	return false;
}

bool
contender_standing(const struct contender *contender, const struct decision *decision,
		   struct bytes path, struct standing *standing)
{
	const struct pattern_list *scope = &decision->scope;

	if (!decision_in_scope(decision, path))
		return false;
	*standing = (struct standing){ contender->rank_of_any, contender->age, NULL };
	if (!has_inclusions(scope))
		return true;
	standing->rank = UINT_MAX;
	for (size_t i = 0; i < scope->len; i++) {
		if (pattern_excludes(scope->items[i]) || contender->ranks[i] >= standing->rank ||
		    !pattern_matches(scope->items[i], path))
			continue;
		standing->rank = contender->ranks[i];
		standing->pattern = scope->items[i];
	}
	return true;
}

bool
standing_wins(const struct standing *a, const struct standing *b)
{
	return a->rank != b->rank ? a->rank < b->rank : a->age < b->age;
}
