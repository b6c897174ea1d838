#ifndef WRIT_HISTORY_REPLAY_H
#define WRIT_HISTORY_REPLAY_H

/*
 * What decisions would have said to a history: each commit along first parents, a merge with what
 * it brings, is judged as a push of its own. For `writ replay`.
 */

#include "base/vec.h"
#include "history/chain.h"
#include "history/recorded.h"
#include "judge/request.h"
#include "model/verdict.h"

struct replay_count {
	uint64_t pushes, commits, places;
};

/* A decision, built-in ones too, and what it came to over all pushes. */
struct replay_decision {
	struct bytes id, title, source;
	struct bytes shown_path; /* empty for a built-in */
	enum level level;
	uint64_t applied;                          /* calls of its callbacks */
	uint64_t failed;                           /* pushes at which its policy failed */
	struct replay_count all;                   /* what counts of what it found */
	struct replay_count by_kind[AUTHOR_KINDS]; /* the same, of authors of that kind */
	/* Where it was counted last, so that a push and a commit count once. */
	size_t last_push, last_push_of[AUTHOR_KINDS];
	struct oid last_commit;
};

/* A push of a ledger, and what became of it here. */
struct replay_recorded {
	struct recorded_push push;
	bool gone;                 /* its objects are: it was not judged */
	bool same_bundle;          /* it was judged by the decisions of then */
	enum verdict_kind verdict; /* on it now */
};

struct replay_push {
	struct oid id; /* the value that it gave its first ref; zero: it deleted that */
	const struct replay_recorded *recorded; /* NULL: it is a step of a history */
};

/* A violation that counts: neither existing nor waived. */
struct replay_violation {
	struct violation violation; /* outcome is the place in decisions; no waiver, no excerpt */
	struct replay_push push;
	enum author_kind author; /* of its commit, without one of the pushed */
};

/* A policy that failed at a push, by a mistake or a limit; what it had found is dropped. */
struct replay_failure {
	size_t decision;
	struct replay_push push;
	struct bytes message, place; /* PLACE is a path, or a ref, or empty */
};

/* A push on which there is no verdict. */
struct replay_gap {
	struct replay_push push;
	struct bytes error;
};

struct replay {
	struct arena arena; /* holds what is reported */
	VEC(struct replay_decision) decisions;
	VEC(struct replay_violation) violations;
	VEC(struct replay_failure) failures;
	VEC(struct replay_gap) gaps;
	VEC(const struct replay_recorded *) recorded; /* those of a ledger, newest first */
	uint64_t pushes, commits;
	uint64_t rejected; /* pushes that have a verdict, and that one */
	/* The earliest and the latest date of a pushed commit; of a ledger: of its records. */
	int64_t first, last;
};

struct replay_options {
	void (*progress)(void *ctx, size_t done,
			 size_t total); /* before each push, and at the end */
	void *ctx;
};

/* Release it with replay_release. */
void replay_begin(struct replay *replay);
/* Replays CHAIN, which chain_find() made of REQUEST. The ref of its one update is that of every
 * push; its decisions are those of every push. A push without a verdict is a gap. */
void replay_run(struct replay *replay, const struct chain *chain,
		const struct judge_request *request, const struct replay_options *options);
void replay_release(struct replay *replay);

/* For who replays by other means: judges the push of DATE that REQUEST is about. */
enum verdict_kind replay_judge(struct replay *replay, const struct judge_request *request,
			       const struct replay_push *push, int64_t date);

#endif
