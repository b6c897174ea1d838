#ifndef WRIT_AGENTS_CONTEXT_H
#define WRIT_AGENTS_CONTEXT_H

/*
 * The decisions that somebody should know before they change these paths: what `writ context` says.
 * Nothing is enforced by it. Decisions of level shadow are left out, as they are recorded and not
 * shown.
 */

#include <stdint.h>

#include "decisions/reach.h"
#include "model/waiver.h"

struct context_question {
	const struct bundle *const *bundles; /* compiled without an error */
	size_t n_bundles;
	const struct reach_query *paths; /* without a ref; may be none where there is a task */
	size_t n_paths;
	struct bytes ref;   /* of the push; NULL data: whatever it is */
	struct bytes task;  /* NULL data when none */
	struct bytes as_of; /* for waivers */
	size_t budget;      /* the most bytes to write; 0: no bound */
};

/* Why a decision binds one of the paths. */
struct context_match {
	const struct reach_query *path;
	const struct pattern *pattern; /* NULL where its scope names none */
};

/* How much of an entry is written. */
enum context_form { CONTEXT_FULL, CONTEXT_BRIEF, CONTEXT_LEFT_OUT };

struct context_entry {
	const struct bundle *bundle;
	const struct decision *decision;
	struct bytes id; /* as in a verdict: with its source where ids could be taken for others */
	bool enforced;   /* else it is documented only */
	struct bytes text; /* what was decided, shortened; not within CONTEXT_BRIEF */
	bool shortened;
	struct context_match *matches; /* in the order of the paths; none of a related one */
	size_t n_matches;
	struct bytes *precedence; /* who wins over whom here, one line each */
	size_t n_precedence;
	const struct waiver **waivers; /* that hold, for one of the paths */
	size_t n_waivers;
	struct bytes specificity; /* of the most specific match */
	uint64_t score;           /* by the task */
	bool general;             /* documented only, and for every path: its title is enough */
	enum context_form form;
};

struct context {
	const struct context_question *question;
	struct context_entry *entries; /* binding ones, the most specific first; then related ones
					  by the task, the nearest first */
	size_t n_binding, n_entries;
	struct context_entry **priority; /* what is kept first in a budget: binding ones before
					    related ones, mandatory before advisory before
					    documented only, then as above */
	size_t n_left_out, n_named;      /* at the end of PRIORITY; how many of them are named */
};

enum {
	CONTEXT_RELATED_MAX = 10,
	CONTEXT_TEXT_MAX_BYTES = 700, /* of what was decided */
};

/* It lives in ARENA, and borrows QUESTION. */
void
context_find(struct context *context, const struct context_question *question, struct arena *arena);

#endif
