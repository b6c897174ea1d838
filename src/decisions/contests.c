#include "config.h"

#include "decisions/contests.h"

#include <stdlib.h>

#include "base/pattern_compare.h"

/* One pattern of a contender's scope, or all paths of one that names none. */
struct reach {
	const struct pattern *pattern; /* NULL for any path */
	unsigned int rank;
};

/* A contender while it is compared. */
struct side {
	struct draft *draft;
	const struct contender *contender;
	struct reach *reaches;
	size_t n_reaches;
};

struct comparing {
	struct compiler *compiler;
	struct contest *contest;
	struct side *sides;          /* one for each contender */
	const struct pattern **none; /* room for all patterns of two of them */
	size_t *steps;
};

static int
key_compare(const void *pa, const void *pb)
{
	const struct bytes *a = pa, *b = pb;

	return bytes_compare(*a, *b);
}

/* The place of KEY among the different ones of KEYS, which are sorted. */
static unsigned int
rank_of(const struct bytes *keys, size_t n, struct bytes key)
{
	unsigned int rank = 0;

	for (size_t i = 0; i < n && bytes_compare(keys[i], key) < 0; i++)
		rank += i == 0 || !bytes_equal(keys[i], keys[i - 1]);
	return rank;
}

static size_t
keys_gather(const struct comparing *it, struct bytes **keys)
{
	struct arena *arena = it->compiler->arena;
	size_t n = 1;

	for (size_t i = 0; i < it->contest->n_contenders; i++)
		n += it->sides[i].draft->decision.scope.len;
	*keys = arena_new_array(arena, struct bytes, n);
	(*keys)[0] = pattern_specificity(NULL, arena);
	n = 1;
	for (size_t i = 0; i < it->contest->n_contenders; i++) {
		const struct pattern_list *scope = &it->sides[i].draft->decision.scope;

		for (size_t k = 0; k < scope->len; k++)
			(*keys)[n++] = pattern_specificity(scope->items[k], arena);
	}
	qsort(*keys, n, sizeof(**keys), key_compare);
	return n;
}

static void
side_rank(const struct comparing *it, size_t at, const struct bytes *keys, size_t n_keys)
{
	struct arena *arena = it->compiler->arena;
	struct contender *contender = &it->contest->contenders[at];
	struct side *side = &it->sides[at];
	const struct pattern_list *scope = &side->draft->decision.scope;
	unsigned int *ranks = arena_new_array(arena, unsigned int, scope->len);

	contender->ranks = ranks;
	contender->rank_of_any = rank_of(keys, n_keys, pattern_specificity(NULL, arena));
	side->contender = contender;
	side->reaches = arena_new_array(arena, struct reach, scope->len + 1);
	for (size_t i = 0; i < scope->len; i++) {
		ranks[i] = rank_of(keys, n_keys, pattern_specificity(scope->items[i], arena));
		if (!pattern_excludes(scope->items[i]))
			side->reaches[side->n_reaches++] =
				(struct reach){ scope->items[i], ranks[i] };
	}
	if (side->n_reaches == 0)
		side->reaches[side->n_reaches++] = (struct reach){ NULL, contender->rank_of_any };
}

/* How many dates of the contest are newer; a decision without a date is older than all others. */
static unsigned int
age_of(const struct comparing *it, struct bytes date)
{
	unsigned int age = 0;

	for (size_t i = 0; i < it->contest->n_contenders; i++) {
		struct bytes other = it->sides[i].draft->decision.date;

		age += other.data && (!date.data || bytes_compare(other, date) > 0);
	}
	return age;
}

static void
contest_rank(const struct comparing *it)
{
	struct bytes *keys;
	size_t n_keys = keys_gather(it, &keys);

	for (size_t i = 0; i < it->contest->n_contenders; i++) {
		side_rank(it, i, keys, n_keys);
		it->contest->contenders[i].age = age_of(it, it->sides[i].draft->decision.date);
	}
}

/* Adds what keeps REACH from being the best match of SIDE: its exclusions, and its patterns that
 * are more specific. */
static void
better_add(const struct side *side, const struct reach *reach, const struct pattern **none,
	   size_t *n)
{
	const struct pattern_list *scope = &side->draft->decision.scope;

	for (size_t i = 0; i < scope->len; i++) {
		if (pattern_excludes(scope->items[i]) || side->contender->ranks[i] < reach->rank)
			none[(*n)++] = scope->items[i];
	}
}

/* A path whose best match is RA in A and RB in B. */
static enum witness
reaches_meet(const struct comparing *it, const struct side *a, const struct reach *ra,
	     const struct side *b, const struct reach *rb, struct bytes *path)
{
	const struct pattern *all[2];
	struct witness_query query = { all, 0, it->none, 0 };

	if (ra->pattern)
		all[query.n_all++] = ra->pattern;
	if (rb->pattern)
		all[query.n_all++] = rb->pattern;
	better_add(a, ra, it->none, &query.n_none);
	better_add(b, rb, it->none, &query.n_none);
	return pattern_witness(&query, it->steps, it->compiler->arena, path);
}

/* The search was given up, and so is all that would follow. */
static void
open_error(const struct comparing *it, const struct side *a, const struct side *b)
{
	draft_error(it->compiler, b->draft, b->draft->question_place,
		    "%.*s and %.*s both answer `%.*s`, and the patterns of competing decisions are "
		    "too many or too complex to compare: make `scope` and `refs` simpler",
		    SHOWN(a->draft->decision.id), SHOWN(b->draft->decision.id),
		    SHOWN(b->draft->decision.question));
}

static void
tie_error(const struct comparing *it, const struct side *a, const struct side *b, struct bytes path,
	  struct bytes ref)
{
	draft_error(it->compiler, b->draft, b->draft->question_place,
		    "%.*s and %.*s both answer `%.*s`, and neither wins for `%.*s` on %.*s: their "
		    "patterns are equally specific and their dates the same; change a `scope` or a "
		    "`date`, or let one supersede the other",
		    SHOWN(a->draft->decision.id), SHOWN(b->draft->decision.id),
		    SHOWN(b->draft->decision.question), SHOWN(path), SHOWN(ref));
}

/* " on refs/heads/main": which refs it is about, where the loser has others. */
static struct bytes
where_refs(const struct comparing *it, const struct draft *winner, const struct draft *loser)
{
	const struct pattern_list *refs = &winner->decision.refs;
	struct bytes text = BYTES("");

	if (pattern_lists_equal(refs, &loser->decision.refs))
		return text;
	for (size_t i = 0; i < refs->len; i++)
		text = arena_printf(it->compiler->arena, "%.*s%s%.*s", BYTES_ARG(text),
				    i ? ", " : " on ", BYTES_ARG(pattern_text(refs->items[i])));
	return text;
}

/* Those of one pair stand together, at the end. */
static bool
exclusion_is_known(const struct compiler *compiler, const struct exclusion *exclusion)
{
	for (size_t i = compiler->exclusions.len; i-- > 0;) {
		const struct exclusion *known = &compiler->exclusions.items[i];
		bool same = known->winner == exclusion->winner && known->loser == exclusion->loser;

		if (same && known->pattern == exclusion->pattern && known->rule == exclusion->rule)
			return true;
		if (!same &&
		    !(known->winner == exclusion->loser && known->loser == exclusion->winner))
			return false;
	}
	return false;
}

static void
exclusion_add(const struct comparing *it, const struct side *winner, const struct reach *reach,
	      const struct side *loser, enum exclusion_rule rule)
{
	struct compiler *compiler = it->compiler;
	struct exclusion exclusion = { winner->contender->decision, loser->contender->decision,
				       reach->pattern, rule, BYTES_NONE };

	if (exclusion_is_known(compiler, &exclusion))
		return;
	exclusion.text = arena_printf(
		compiler->arena, "%.*s wins over %.*s for %.*s%.*s: %s",
		BYTES_ARG(winner->draft->decision.id), BYTES_ARG(loser->draft->decision.id),
		BYTES_ARG(reach->pattern ? pattern_text(reach->pattern) : BYTES("every path")),
		BYTES_ARG(where_refs(it, winner->draft, loser->draft)),
		rule == EXCLUSION_SPECIFIC ? "more specific scope" : "newer date");
	vec_push(&compiler->exclusions, exclusion);
}

/* What becomes of the paths that RA and RB are the best matches of. */
static bool
reaches_settle(const struct comparing *it, const struct side *a, const struct reach *ra,
	       const struct side *b, const struct reach *rb, struct bytes ref)
{
	const struct standing standing_a = { ra->rank, a->contender->age, NULL };
	const struct standing standing_b = { rb->rank, b->contender->age, NULL };
	enum exclusion_rule rule = ra->rank == rb->rank ? EXCLUSION_NEWER : EXCLUSION_SPECIFIC;
	struct bytes path;
	enum witness witness = reaches_meet(it, a, ra, b, rb, &path);

	if (witness == WITNESS_NONE)
		return true;
	if (witness == WITNESS_OPEN) {
		open_error(it, a, b);
		return false;
	}
	if (standing_wins(&standing_a, &standing_b)) {
		exclusion_add(it, a, ra, b, rule);
	} else if (standing_wins(&standing_b, &standing_a)) {
		exclusion_add(it, b, rb, a, rule);
	} else {
		tie_error(it, a, b, path, ref);
		return false;
	}
	return true;
}

/* Of a pair only the first tie is said. */
static void
sides_settle(const struct comparing *it, const struct side *a, const struct side *b)
{
	struct bytes ref;
	enum witness witness =
		pattern_lists_meet(&a->draft->decision.refs, &b->draft->decision.refs, it->steps,
				   it->compiler->arena, &ref);
	bool goes_on = witness == WITNESS_FOUND;

	if (witness == WITNESS_OPEN)
		open_error(it, a, b);
	for (size_t i = 0; goes_on && i < a->n_reaches; i++) {
		for (size_t k = 0; goes_on && k < b->n_reaches; k++)
			goes_on = reaches_settle(it, a, &a->reaches[i], b, &b->reaches[k], ref);
	}
}

/* Each is one more way for commits to be new to the loser (judge/contests.h). */
static void
ref_lists_check(const struct comparing *it, const struct side *loser)
{
	const struct compiler *compiler = it->compiler;
	const struct pattern_list *lists[CONTEST_MAX_REF_LISTS];
	size_t n = 0;

	for (size_t i = 0; i < compiler->exclusions.len; i++) {
		const struct exclusion *exclusion = &compiler->exclusions.items[i];
		const struct pattern_list *refs =
			&compiler->drafts.items[exclusion->winner].decision.refs;
		bool known = pattern_lists_equal(refs, &loser->draft->decision.refs);

		if (exclusion->loser != loser->contender->decision)
			continue;
		for (size_t k = 0; k < n; k++)
			known |= pattern_lists_equal(refs, lists[k]);
		if (!known && n == CONTEST_MAX_REF_LISTS) {
			draft_error(it->compiler, loser->draft, loser->draft->question_place,
				    "the decisions that win over %.*s have more than %d different "
				    "lists of `refs`",
				    SHOWN(loser->draft->decision.id), CONTEST_MAX_REF_LISTS);
			return;
		}
		if (!known)
			lists[n++] = refs;
	}
}

static const struct pattern **
room_for_two(struct compiler *compiler, const struct contest *contest)
{
	size_t most = 0;

	for (size_t i = 0; i < contest->n_contenders; i++) {
		size_t len =
			compiler->drafts.items[contest->contenders[i].decision].decision.scope.len;

		most = len > most ? len : most;
	}
	return arena_new_array(compiler->arena, const struct pattern *, 2 * most);
}

static void
contest_settle(struct compiler *compiler, struct contest *contest, size_t *steps)
{
	struct comparing it = {
		.compiler = compiler,
		.contest = contest,
		.sides = arena_new_array(compiler->arena, struct side, contest->n_contenders),
		.none = room_for_two(compiler, contest),
		.steps = steps,
	};

	for (size_t i = 0; i < contest->n_contenders; i++)
		it.sides[i].draft = &compiler->drafts.items[contest->contenders[i].decision];
	contest_rank(&it);
	for (size_t i = 0; i < contest->n_contenders; i++) {
		it.sides[i].draft->decision.contest = contest;
		for (size_t k = i + 1; *steps > 0 && k < contest->n_contenders; k++)
			sides_settle(&it, &it.sides[i], &it.sides[k]);
	}
	for (size_t i = 0; i < contest->n_contenders; i++)
		ref_lists_check(&it, &it.sides[i]);
}

/* The contest of DRAFT's question and level, made when it is the first. */
static struct contest *
contest_of(struct compiler *compiler, struct map *questions, const struct draft *draft)
{
	struct bytes key = arena_printf(compiler->arena, "%d %.*s", (int)draft->decision.level,
					BYTES_ARG(draft->decision.question));
	void **place = map_put(questions, key);
	struct contest *contest = *place;

	if (contest)
		return contest;
	*place = contest = arena_new(compiler->arena, struct contest);
	contest->question = draft->decision.question;
	contest->contenders =
		arena_new_array(compiler->arena, struct contender, CONTEST_MAX_CONTENDERS);
	vec_push(&compiler->contests, contest);
	return contest;
}

static void
contender_add(struct compiler *compiler, struct map *questions, size_t index)
{
	struct draft *draft = &compiler->drafts.items[index];
	struct contest *contest = contest_of(compiler, questions, draft);

	if (contest->n_contenders == CONTEST_MAX_CONTENDERS)
		draft_error(compiler, draft, draft->question_place,
			    "more than %d decisions of one level answer `%.*s`",
			    CONTEST_MAX_CONTENDERS, SHOWN(draft->decision.question));
	else
		contest->contenders[contest->n_contenders++].decision = index;
}

void
contests_resolve(struct compiler *compiler)
{
	CLEANUP(map_release) struct map questions = MAP_INIT;
	size_t steps = WITNESS_STEPS;

	for (size_t i = 0; i < compiler->drafts.len; i++) {
		const struct decision *decision = &compiler->drafts.items[i].decision;

		if (decision->enforced && decision->question.data)
			contender_add(compiler, &questions, i);
	}
	for (size_t i = 0; steps > 0 && i < compiler->contests.len; i++) {
		if (compiler->contests.items[i]->n_contenders > 1)
			contest_settle(compiler, compiler->contests.items[i], &steps);
	}
}
