#ifndef WRIT_JUDGE_SHARD_IMPL_H
#define WRIT_JUDGE_SHARD_IMPL_H

/*
 * One task while it runs, as the files shard*.c share it.
 */

#include "judge/contests.h"
#include "judge/findings.h"
#include "judge/request.h"
#include "judge/shard.h"
#include "judge/trees.h"

/* A policy and what it reports; there is none until it is first needed. */
struct hearing {
	struct policy *policy;
	struct findings findings;
	size_t n_failed; /* states that were given up before */
};

struct brought;
struct sides;

struct shard {
	const struct plan *plan;
	const struct judge_request *request;
	const struct objects *objects;
	size_t task;
	struct buf *out;
	struct arena arena;
	struct facts_cache *facts;
	struct graph_cache *graphs;
	struct policy_env env;
	const struct plan_decision *decisions; /* of the source */
	size_t n_decisions;
	struct policy_outline *outlines; /* likewise, of the worker */
	struct hearing *hearings;        /* per decision */
	struct hearing *hearings_before; /* likewise, of what was there before, for one with a
					    baseline */
	struct trees trees;
	struct brought *brought;      /* asked for so far */
	const struct plan_set **sets; /* per decision: by which it judges the path at hand */
	struct contest_view contest;
	struct sides *sides; /* of the version at hand, for decisions with a baseline */
};

/* shard_views.c: what policies may ask of the plan. */
void shard_env_init(struct shard *shard, const struct plan_source *source);
/* The set by which a decision judges PATH; NULL when it does not. */
const struct plan_set *
shard_path_set(struct shard *shard, const struct plan_decision *planned, const struct path *path);

/* shard.c: the policy of decision I, which HEARING is of. */
struct policy *shard_policy(struct shard *shard, struct hearing *hearing, size_t i);
/* Writes what it found, and lets it go. */
void hearing_close(struct shard *shard, struct hearing *hearing);
/* Whether CHANGES has a path in the decision's scope. */
bool changes_in_scope(const struct decision *decision, const struct change_list *changes);

/* shard_ratchet.c: decision I, which has a baseline, on both sides of VERSION, or on both trees of
 * an update. */
void ratchet_judge_version(struct shard *shard, size_t i, const struct plan_version *version);
void ratchet_judge_trees(struct shard *shard, size_t i, const struct plan_ratchet *ratchet);

#endif
