#ifndef WRIT_JUDGE_PLAN_H
#define WRIT_JUDGE_PLAN_H

/*
 * What is to be judged: which decisions are in force, which commits are new to the refs that each
 * governs, which paths they change. One worker builds it in a shared arena, before any policy runs;
 * the workers that run the policies read it in place, and cannot write to it.
 */

#include "git/repository.h"
#include "git/walk.h"
#include "judge/request.h"
#include "lua/policy.h"

struct plan_source {
	const struct source_setting *setting;
	const struct bundle *bundle;
	size_t first_decision, n_decisions; /* its part of the plan's */
	size_t first_waiver;                /* likewise, of the verdict's */
};

/* Policies that the push would put in force, to be loaded once in a worker of their own. */
struct plan_load {
	const struct bundle *bundle;
	const struct ref_update *update;
	size_t outcome; /* of the decision that guards the source */
};

/* What a decision with a baseline looks at in one update: the old value of the ref against the new
 * one. Of a created ref the old one is the first boundary commit, which the branch was cut from. */
struct plan_ratchet {
	struct change_list changes;
	const struct path **moved; /* of each change that is a delete: the path that has its
				      content now; else NULL */
	/* The two values, each as if the ref were created there. BEFORE has no tree where there was
	 * none. */
	struct ref_update before, after;
};

/* The decisions that govern the same refs: one walk finds the commits that are new to them. */
struct plan_set {
	const struct pattern_list *refs;         /* NULL: every ref, for the built-in decisions */
	const struct pattern_list *const *minus; /* but none of these */
	size_t n_minus;
	bool standing; /* files are looked at as they stand: in the commits, by every decision */
	struct ref_update *updates; /* that match, in the order of the push; a created one
				       has the base tree of this set */
	size_t n_updates;
	struct commit_view *commits; /* oldest first */
	size_t n_commits;
	struct commit_view **by_order;    /* place among the plan's commits -> view or NULL */
	struct boundary_list *boundaries; /* per update, as walk_set found them */
	struct change_list *results;      /* per update: old value against new; NULL when no
					     decision asks */
	struct plan_ratchet *ratchets;    /* likewise, for those with a baseline */
};

struct plan_contest;  /* judge/contests.h */
struct source_change; /* judge/source_changes.h */

struct plan_decision {
	const struct decision *decision;
	const struct plan_source *source;
	struct plan_set *set;
	bool ratchet; /* it has a baseline, and there is an old value to compare with */
	struct plan_contest *contest; /* with others of its source; NULL when none */
	size_t outcome;               /* its place in the verdict */
};

/* One change of a path: of a commit, or (set given) of an update as a whole. */
struct plan_version {
	const struct change *change;
	size_t order;               /* of the commit, among the plan's */
	const struct plan_set *set; /* of a result, else NULL */
	size_t update;              /* of a result: its place in set->updates */
	bool counted; /* it is a result of set->ratchets, whose both sides are judged */
};

struct plan_path {
	const struct path *path;
	const struct plan_version *versions; /* results first, then newest first */
	size_t n_versions;
};

struct plan {
	struct push *push;
	struct plan_source *sources;
	size_t n_sources;
	struct plan_set *sets;
	size_t n_sets;
	struct plan_decision *decisions; /* by source, then id */
	size_t n_decisions;
	struct bytes *notes; /* for the verdict, one line each */
	size_t n_notes;
	struct source_change *source_changes;
	size_t n_source_changes;
	struct plan_load *loads;
	size_t n_loads;
	const struct commit_node *
		*commits;                  /* all new ones, oldest first: "order" is a place here */
	const struct change_list *changes; /* per commit */
	size_t n_commits;
	struct plan_path *paths;
	size_t n_paths;
	bool standing;   /* as the sets have it */
	bool files_only; /* request.standing */
	size_t n_shards; /* by the number of versions alone, whatever the machine */
};

/* The number of shards when there is more than a little to do. */
enum { PLAN_SHARDS = 16 };

struct object_check;

/* Fills what the sources do not tell: sets, commits, changes, paths, shards. PLAN has its push,
 * sources and decisions. What is malformed in the objects goes to CHECK. */
int plan_build(struct plan *plan, const struct judge_request *request, struct arena *arena,
	       struct object_check *check, struct error *err) MUST_CHECK;
/* The plan of DECISION, which must be of the plan. */
const struct plan_decision *
plan_decision_of(const struct plan *plan, const struct decision *decision);
/* The set of the decisions that govern REFS but MINUS, made when there is none. */
struct plan_set *plan_set_of(struct plan *plan, const struct pattern_list *refs,
			     const struct pattern_list *const *minus, size_t n_minus);
/* The update of SET at the place INDEX of the push; NULL when it is not in it. */
const struct ref_update *plan_set_update(const struct plan_set *set, size_t index);
/* Whether VERSION, whose path is in scope, is judged by a decision that governs SET. */
bool plan_judges(const struct decision *decision, const struct plan_set *set,
		 const struct plan_version *version);
/* Where what was at PATH in the old value is in the new one: another path when the whole content
 * moved there. */
struct bytes plan_moved(const struct plan_ratchet *ratchet, struct bytes path);
/* Adds a note for the verdict, unless it is known. */
void plan_note(struct plan *plan, struct bytes note, struct arena *arena);
/* The shard that PATH is judged in. */
size_t plan_shard_of(const struct plan *plan, const struct path *path);

#endif
