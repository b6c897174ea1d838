#include "config.h"

#include "judge/contests.h"

static const struct plan_decision *
planned_of(const struct plan *plan, const struct plan_source *source, size_t decision)
{
	size_t i = source->first_decision;

	while (plan->decisions[i].decision->index != decision)
		i++;
	return &plan->decisions[i];
}

static size_t
contender_of(const struct contest *contest, size_t decision)
{
	size_t i = 0;

	while (contest->contenders[i].decision != decision)
		i++;
	return i;
}

/* The bit of WINNER's refs among the lists of those that win over LOSER. */
static unsigned char
taken_by(const struct plan_decision *winner, const struct plan_decision *loser,
	 const struct pattern_list **lists, size_t *n_lists)
{
	const struct pattern_list *refs = &winner->decision->refs;
	size_t i = 0;

	if (pattern_lists_equal(refs, &loser->decision->refs))
		return CONTEST_TAKES_ALL;
	while (i < *n_lists && !pattern_lists_equal(refs, lists[i]))
		i++;
	if (i == *n_lists)
		lists[(*n_lists)++] = refs;
	return (unsigned char)(1 << i);
}

/* Compiling has seen to it that the lists are few. */
static void
sets_plan(struct plan *plan, struct plan_decision *planned, const struct pattern_list **lists,
	  size_t n_lists, struct arena *arena)
{
	for (size_t mask = 1; mask < (size_t)1 << n_lists; mask++) {
		const struct pattern_list **minus =
			arena_new_array(arena, const struct pattern_list *, n_lists);
		size_t n = 0;

		for (size_t i = 0; i < n_lists; i++) {
			if (mask >> i & 1)
				minus[n++] = lists[i];
		}
		planned->contest->sets[mask] =
			plan_set_of(plan, &planned->decision->refs, minus, n);
	}
}

static void
contest_plan(struct plan *plan, struct plan_decision *planned, struct arena *arena)
{
	const struct contest *contest = planned->decision->contest;
	const struct bundle *bundle = planned->source->bundle;
	const struct pattern_list *lists[CONTEST_LISTS];
	size_t n_lists = 0;

	planned->contest = arena_new(arena, struct plan_contest);
	planned->contest->contenders =
		arena_new_array(arena, const struct plan_decision *, contest->n_contenders);
	planned->contest->takes = arena_new_array(arena, unsigned char, contest->n_contenders);
	planned->contest->sets[0] = planned->set;
	for (size_t i = 0; i < contest->n_contenders; i++)
		planned->contest->contenders[i] =
			planned_of(plan, planned->source, contest->contenders[i].decision);
	for (size_t i = 0; i < bundle->n_exclusions; i++) {
		size_t winner;

		if (bundle->exclusions[i].loser != planned->decision->index)
			continue;
		winner = contender_of(contest, bundle->exclusions[i].winner);
		planned->contest->takes[winner] =
			taken_by(planned->contest->contenders[winner], planned, lists, &n_lists);
	}
	sets_plan(plan, planned, lists, n_lists, arena);
}

void
contests_plan(struct plan *plan, struct arena *arena)
{
	for (size_t i = 0; i < plan->n_decisions; i++) {
		if (plan->decisions[i].decision->contest)
			contest_plan(plan, &plan->decisions[i], arena);
	}
}

/* A path is asked about by all contenders, in turn. */
static void
view_turn(struct contest_view *view, const struct plan_decision *planned, const struct path *path)
{
	const struct contest *contest = planned->decision->contest;

	if (view->contest == contest && view->path == path)
		return;
	view->contest = contest;
	view->path = path;
	view->matches = 0;
	for (size_t i = 0; i < contest->n_contenders; i++) {
		if (contender_standing(&contest->contenders[i],
				       planned->contest->contenders[i]->decision, path->name,
				       &view->standings[i]))
			view->matches |= UINT64_C(1) << i;
	}
}

/* The contenders that win over the decision for the path at hand, a bit for each. */
static uint64_t
winners_of(const struct contest_view *view, const struct plan_decision *planned)
{
	size_t self = contender_of(view->contest, planned->decision->index);
	uint64_t winners = 0;

	for (uint64_t left = view->matches; left; left &= left - 1) {
		size_t i = (size_t)__builtin_ctzll(left);

		if (planned->contest->takes[i] &&
		    standing_wins(&view->standings[i], &view->standings[self]))
			winners |= UINT64_C(1) << i;
	}
	return winners;
}

const struct plan_set *
contest_set(struct contest_view *view, const struct plan_decision *planned, const struct path *path)
{
	size_t taken = 0;

	view_turn(view, planned, path);
	for (uint64_t left = winners_of(view, planned); left; left &= left - 1)
		taken |= planned->contest->takes[__builtin_ctzll(left)];
	return taken < CONTEST_SETS ? planned->contest->sets[taken] : NULL;
}

bool
contest_uses(const struct plan_contest *contest, const struct plan_set *set)
{
	for (size_t i = 0; i < CONTEST_SETS; i++) {
		if (contest->sets[i] == set)
			return true;
	}
	return false;
}

/* Marks what the compiler has said of the contender at WINNER and the decision. */
static void
exclusion_mark(const struct contest_view *view, const struct plan_decision *planned, size_t winner,
	       bool *used)
{
	const struct bundle *bundle = planned->source->bundle;
	const struct standing *won = &view->standings[winner];
	const struct standing *lost =
		&view->standings[contender_of(view->contest, planned->decision->index)];

	for (size_t i = 0; i < bundle->n_exclusions; i++) {
		const struct exclusion *exclusion = &bundle->exclusions[i];
		bool newer = exclusion->rule == EXCLUSION_NEWER;

		if (exclusion->winner == view->contest->contenders[winner].decision &&
		    exclusion->loser == planned->decision->index &&
		    exclusion->pattern == won->pattern && newer == (won->rank == lost->rank))
			used[i] = true;
	}
}

/* Whether the decision would judge VERSION but for those that win over it. */
static bool
is_kept_from(const struct plan_decision *planned, const struct plan_set *left,
	     const struct plan_version *version)
{
	if (!plan_judges(planned->decision, planned->set, version))
		return false;
	if (!left)
		return true;
	if (version->set)
		return !plan_set_update(left, version->set->updates[version->update].index);
	return !left->by_order[version->order];
}

static void
path_note(const struct plan_decision *planned, const struct plan_path *path, bool *used)
{
	struct contest_view view = { 0 };
	const struct plan_set *left = contest_set(&view, planned, path->path);
	uint64_t winners = winners_of(&view, planned);
	bool kept = false;

	for (size_t i = 0; winners && !kept && i < path->n_versions; i++)
		kept = is_kept_from(planned, left, &path->versions[i]);
	for (; kept && winners; winners &= winners - 1)
		exclusion_mark(&view, planned, (size_t)__builtin_ctzll(winners), used);
}

static void
source_note(struct plan *plan, const struct plan_source *source, struct arena *arena)
{
	size_t n = source->bundle->n_exclusions;
	bool *used = arena_new_array(arena, bool, n);

	for (size_t i = 0; i < source->n_decisions; i++) {
		const struct plan_decision *planned = &plan->decisions[source->first_decision + i];

		for (size_t k = 0; planned->contest && k < plan->n_paths; k++) {
			if (decision_in_scope(planned->decision, plan->paths[k].path->name))
				path_note(planned, &plan->paths[k], used);
		}
	}
	for (size_t i = 0; i < n; i++) {
		if (used[i])
			plan_note(plan, source->bundle->exclusions[i].text, arena);
	}
}

void
contests_note(struct plan *plan, struct arena *arena)
{
	for (size_t i = 0; i < plan->n_sources; i++) {
		if (plan->sources[i].bundle->n_exclusions)
			source_note(plan, &plan->sources[i], arena);
	}
}
