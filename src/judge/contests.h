#ifndef WRIT_JUDGE_CONTESTS_H
#define WRIT_JUDGE_CONTESTS_H

/*
 * Competing decisions while a push is judged. Where another one wins for a path, a decision does
 * not govern the refs that the winner governs: what came in there unjudged is new when it comes to
 * a ref where the decision is in force. So it has a set of commits of its own for each way in which
 * it can lose, and a path tells which of them counts.
 */

#include "judge/plan.h"
#include "model/contest.h"

enum {
	CONTEST_LISTS = CONTEST_MAX_REF_LISTS,
	CONTEST_SETS = 1 << CONTEST_LISTS,
};

/* How a decision stands to those that win over it somewhere. */
struct plan_contest {
	const struct plan_decision **contenders; /* of decision->contest, in its order */
	/* Of each contender, which list of refs it takes away: a bit; ALL of them when it governs
	 * the same refs; 0 when it wins nowhere. */
	unsigned char *takes;
	struct plan_set *sets[CONTEST_SETS]; /* what is left without the lists of this mask */
};

enum { CONTEST_TAKES_ALL = CONTEST_SETS };

/* Where the contenders of a contest stand with one path; zero before the first path. */
struct contest_view {
	const struct contest *contest;
	const struct path *path;
	uint64_t matches; /* a bit for each contender that is about the path */
	struct standing standings[CONTEST_MAX_CONTENDERS];
};

/* Fills `contest` of the plan's decisions, each of which has its set; adds the other sets. */
void contests_plan(struct plan *plan, struct arena *arena);
/* The set by which the decision, which has a contest, judges PATH; NULL when it does nowhere. */
const struct plan_set *contest_set(struct contest_view *view, const struct plan_decision *planned,
				   const struct path *path);
/* Whether SET is one of those. */
bool contest_uses(const struct plan_contest *contest, const struct plan_set *set);
/* Adds a note for each exclusion that takes effect in the push. */
void contests_note(struct plan *plan, struct arena *arena);

#endif
