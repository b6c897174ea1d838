#ifndef WRIT_GIT_WALK_PAINT_H
#define WRIT_GIT_WALK_PAINT_H

/*
 * Two colours that flow from commits to their parents, newest commits first: NEW from what may be
 * new, OLD from what was there. What stays NEW and not OLD was not reached from the old ones.
 *
 * OLD is only ever put where it is true, so that stopping early errs to the side of too many NEW.
 * Dates decide the order and when to stop, and dates can lie. Once every commit in the queue is
 * OLD, one of them can still reach a NEW one only if some commit on the way is older than its
 * parent. So painting goes on until the queue lies a day, and twice the largest such step that was
 * seen, below the oldest NEW commit, but for PAINT_MORE_STEPS at the least: a history that has no
 * more commits is always judged exactly, and only where something stays NEW does it cost anything
 * (7 microseconds a commit). One commit dated decades off in what is walked costs reading all that
 * the old values reach, once a push.
 */

#include "git/node_heap.h"

enum { PAINT_SLACK_SECONDS = 86400, PAINT_MORE_STEPS = 4096 };

struct painting {
	struct walk *walk;
	struct node_heap queue;
	node_list reached;         /* all that was ever NEW */
	size_t n_new;              /* that are NEW and not OLD */
	size_t n_open;             /* of these, in the queue; once 0, only OLD flows */
	size_t n_old_steps;        /* taken since then */
	int64_t skew;              /* the largest step from a commit up to a later parent */
	int64_t floor;             /* date of the oldest NEW one, */
	size_t floor_of;           /* when there were so many of them; 0: not known */
	const struct node *wanted; /* a commit that NEW might reach, */
	bool found;                /* and did */
};

/* Begins a round of the walk. */
void painting_init(struct painting *painting, struct walk *walk);
void painting_release(struct painting *painting);

/* Puts MARK, NEW or OLD, on NODE. What cannot be read is an error for NEW; OLD goes no further
 * there. */
int paint_put(struct painting *painting, struct node *node, uint32_t mark,
	      struct error *err) MUST_CHECK;
/* Lets the colour of the newest commit flow to its parents. *NODE is it, NULL when all is done. */
int paint_step(struct painting *painting, struct node **node, struct error *err) MUST_CHECK;
/* Goes on until nothing can change, or for MAX_STEPS. */
int paint_run(struct painting *painting, size_t max_steps, struct error *err) MUST_CHECK;

bool paint_is_new(const struct painting *painting, const struct node *node);

#endif
