#include "config.h"

#include "decisions/reach.h"

#include <limits.h>
#include <stdlib.h>

#include "base/escape.h"
#include "base/pattern_compare.h"

struct finder {
	const struct reach_query *query;
	const struct pattern *below; /* all paths of a folder, else NULL */
	size_t *steps;
	struct arena *arena;
};

/* FOLDER/ and everything in it, whatever bytes its name has. Of one that is too long for a pattern
 * nothing can be told, so it counts as everything. */
static const struct pattern *
pattern_below(struct bytes folder, struct arena *arena)
{
	CLEANUP(buf_release) struct buf text = BUF_INIT;
	const struct pattern *pattern;
	struct error err;

	for (size_t i = 0; i < folder.len; i++) {
		if (memchr("\\*?[]{},!", folder.data[i], 9))
			buf_add_char(&text, '\\');
		buf_add_char(&text, folder.data[i]);
	}
	buf_add_string(&text, folder.len ? "/**" : "**");
	if (pattern_compile(arena, arena_copy(arena, buf_bytes(&text)), &pattern, &err) < 0 &&
	    pattern_compile(arena, BYTES("**"), &pattern, &err) < 0)
		abort();
	return pattern;
}

/* Whether PATTERN, without regard to a leading `!`, is about the path or something below it. */
static bool
touches(const struct finder *finder, const struct pattern *pattern)
{
	const struct pattern *both[] = { pattern, finder->below };
	const struct witness_query query = { both, 2, NULL, 0 };
	struct bytes path;

	if (!finder->below)
		return pattern_matches(pattern, finder->query->path);
	return pattern_witness(&query, finder->steps, finder->arena, &path) != WITNESS_NONE;
}

/* Of the inclusions that are about the path the most specific one; COUNT is how many there are at
 * all. */
static const struct pattern *
inclusion_find(const struct finder *finder, const struct pattern_list *scope, size_t *count)
{
	const struct pattern *best = NULL;
	struct bytes best_key = BYTES_NONE;

	*count = 0;
	for (size_t i = 0; i < scope->len; i++) {
		struct bytes key;

		if (pattern_excludes(scope->items[i]))
			continue;
		++*count;
		if (!touches(finder, scope->items[i]))
			continue;
		key = pattern_specificity(scope->items[i], finder->arena);
		if (!best || bytes_compare(key, best_key) < 0) {
			best = scope->items[i];
			best_key = key;
		}
	}
	return best;
}

static const struct pattern *
exclusion_find(const struct finder *finder, const struct pattern_list *scope)
{
	for (size_t i = 0; i < scope->len; i++) {
		if (pattern_excludes(scope->items[i]) && touches(finder, scope->items[i]))
			return scope->items[i];
	}
	return NULL;
}

/* Whether the exclusions leave something of what the inclusions are about. */
static bool
scope_holds(const struct finder *finder, const struct pattern_list *scope)
{
	const struct pattern_list below = { &finder->below, 1 };
	struct bytes path;

	if (!finder->below)
		return pattern_list_matches(scope, finder->query->path);
	return pattern_lists_meet(scope, &below, finder->steps, finder->arena, &path) !=
	       WITNESS_NONE;
}

static void
scope_find(struct reach *reach, const struct finder *finder, const struct pattern_list *scope)
{
	size_t inclusions;

	if (scope->len == 0)
		return;
	reach->pattern = inclusion_find(finder, scope, &inclusions);
	if (inclusions > 0 && !reach->pattern) {
		reach->kind = REACH_OUT_OF_SCOPE;
	} else if (!scope_holds(finder, scope)) {
		reach->kind = REACH_EXCLUDED;
		reach->pattern = exclusion_find(finder, scope);
	}
}

static const struct contender *
contender_of(const struct contest *contest, size_t decision)
{
	for (size_t i = 0; i < contest->n_contenders; i++) {
		if (contest->contenders[i].decision == decision)
			return &contest->contenders[i];
	}
	abort();
}

/* The most specific rank of CONTENDER that holds at any path of the folder (SOME), or at all of
 * them; UINT_MAX where there is none. */
static unsigned int
folder_rank(const struct finder *finder, const struct contender *contender,
	    const struct pattern_list *scope, bool some)
{
	const struct pattern_list below = { &finder->below, 1 };
	unsigned int rank = UINT_MAX;
	size_t inclusions = 0;
	struct bytes path;

	for (size_t i = 0; i < scope->len; i++) {
		const struct pattern_list one = { &scope->items[i], 1 };

		if (pattern_excludes(scope->items[i]))
			continue;
		inclusions++;
		if (contender->ranks[i] < rank &&
		    (some ? touches(finder, scope->items[i])
			  : pattern_list_beyond(&below, &one, finder->steps, finder->arena,
						&path) == WITNESS_NONE))
			rank = contender->ranks[i];
	}
	return inclusions ? rank : contender->rank_of_any;
}

/* Whether DECISION is about all of the folder, so that where it wins it wins everywhere below. */
static bool
covers(const struct finder *finder, const struct decision *decision)
{
	const struct pattern_list below = { &finder->below, 1 };
	struct bytes path;

	return decision->scope.len == 0 ||
	       pattern_list_beyond(&below, &decision->scope, finder->steps, finder->arena, &path) ==
		       WITNESS_NONE;
}

/* Where CONTENDER stands: of a folder, at best (as a loser) or at worst (as a winner). */
static bool
standing_find(const struct finder *finder, const struct contender *contender,
	      const struct decision *decision, bool loser, struct standing *standing)
{
	if (!finder->below)
		return contender_standing(contender, decision, finder->query->path, standing);
	if (!loser && !covers(finder, decision))
		return false;
	*standing = (struct standing){ folder_rank(finder, contender, &decision->scope, loser),
				       contender->age, NULL };
	return standing->rank != UINT_MAX;
}

static bool
governs_where(const struct decision *winner, const struct decision *loser, struct bytes ref)
{
	return ref.data ? pattern_list_matches(&winner->refs, ref)
			: pattern_lists_equal(&winner->refs, &loser->refs);
}

static void
contest_find(struct reach *reach, const struct finder *finder, const struct bundle *bundle,
	     const struct decision *decision)
{
	const struct contest *contest = decision->contest;
	struct standing own, best = { 0 };

	if (!standing_find(finder, contender_of(contest, decision->index), decision, true, &own))
		return;
	for (size_t i = 0; i < contest->n_contenders; i++) {
		const struct contender *other = &contest->contenders[i];
		const struct decision *rival = &bundle->decisions[other->decision];
		struct standing its;

		if (rival == decision || !governs_where(rival, decision, finder->query->ref) ||
		    !standing_find(finder, other, rival, false, &its) ||
		    !standing_wins(&its, &own) || (reach->winner && !standing_wins(&its, &best)))
			continue;
		best = its;
		reach->kind = REACH_LOST;
		reach->winner = rival;
		reach->rule = its.rank == own.rank ? EXCLUSION_NEWER : EXCLUSION_SPECIFIC;
	}
}

void
reach_find(struct reach *reach, const struct bundle *bundle, const struct decision *decision,
	   const struct reach_query *query, size_t *steps, struct arena *arena)
{
	const struct finder finder = { query,
				       query->folder ? pattern_below(query->path, arena) : NULL,
				       steps, arena };
	enum force force = decision_force(bundle, decision);

	*reach = (struct reach){ .kind = REACH_BINDS };
	if (force == FORCE_NONE || force == FORCE_SUPERSEDED || bundle->n_errors)
		reach->kind = REACH_NOT_IN_FORCE;
	else if (query->ref.data && !pattern_list_matches(&decision->refs, query->ref))
		reach->kind = REACH_OTHER_REFS;
	else
		scope_find(reach, &finder, &decision->scope);
	if (reach->kind == REACH_BINDS && decision->contest)
		contest_find(reach, &finder, bundle, decision);
}

void
reach_query_name(struct buf *out, const struct reach_query *query)
{
	buf_add(out, query->path);
	if (query->folder)
		buf_add_string(out, query->path.len ? "/" : ".");
}

static void
patterns_write(struct buf *out, const struct pattern_list *list)
{
	for (size_t i = 0; i < list->len; i++) {
		buf_add_string(out, i ? ", " : "");
		escape_text(out, pattern_text(list->items[i]));
	}
}

static void
lost_write(struct buf *out, const struct reach *reach)
{
	escape_text(out, reach->winner->id);
	buf_add_string(out, " wins here: ");
	buf_add_string(out, reach->rule == EXCLUSION_NEWER ? "newer date" : "more specific scope");
}

void
reach_write(struct buf *out, const struct reach *reach, const struct bundle *bundle,
	    const struct decision *decision)
{
	switch (reach->kind) {
	case REACH_BINDS:
		buf_add_string(out, "scope: ");
		if (reach->pattern)
			escape_text(out, pattern_text(reach->pattern));
		else
			buf_add_string(out, decision->scope.len
						    ? "every path that it does not exclude"
						    : "every path");
		break;
	case REACH_NOT_IN_FORCE:
		escape_text(out, bundle->n_errors ? BYTES("the decisions of its source do not "
							  "compile")
						  : decision->excluded);
		break;
	case REACH_OTHER_REFS:
		buf_add_string(out, "it governs other refs: ");
		patterns_write(out, &decision->refs);
		break;
	case REACH_OUT_OF_SCOPE:
		buf_add_string(out, "out of scope: ");
		patterns_write(out, &decision->scope);
		break;
	case REACH_EXCLUDED:
		buf_add_string(out, "its scope excludes it: ");
		escape_text(out, reach->pattern ? pattern_text(reach->pattern) : BYTES("!"));
		break;
	case REACH_LOST:
		lost_write(out, reach);
		break;
	}
}
