#ifndef WRIT_DECISIONS_REACH_H
#define WRIT_DECISIONS_REACH_H

/*
 * How a decision stands to a path before anybody changes it: what `writ context` and `writ explain`
 * tell. Judging a push asks the same of the same tables (model/contest.h); nothing here decides
 * what is enforced.
 */

#include "base/arena.h"
#include "base/buf.h"
#include "model/decision.h"
#include "model/contest.h"

struct reach_query {
	struct bytes path; /* a folder without its final '/'; "" for the root */
	bool folder;       /* everything below PATH */
	struct bytes ref;  /* of the push; NULL data: whatever it is */
};

enum reach_kind {
	REACH_BINDS,        /* also one that is documented only */
	REACH_NOT_IN_FORCE, /* its status, another one supersedes it, errors of the corpus */
	REACH_OTHER_REFS,
	REACH_OUT_OF_SCOPE,
	REACH_EXCLUDED, /* by a pattern of its scope that begins with `!` */
	REACH_LOST,     /* another one that answers its question wins here */
};

struct reach {
	enum reach_kind kind;
	/* BINDS, LOST: the most specific pattern that matched, NULL where the scope names none.
	 * EXCLUDED: the one that excludes. */
	const struct pattern *pattern;
	const struct decision *winner; /* LOST */
	enum exclusion_rule rule;      /* LOST: why */
};

/* Adds the path, a folder with its final '/', the root as `.`; as bytes. */
void reach_query_name(struct buf *out, const struct reach_query *query);
/* STEPS is what searches among patterns may still take (WITNESS_STEPS at first): where they run
 * out, a folder counts as reached. */
void reach_find(struct reach *reach, const struct bundle *bundle, const struct decision *decision,
		const struct reach_query *query, size_t *steps, struct arena *arena);
/* Adds one line without its end, in ASCII: why it does or does not apply. */
void reach_write(struct buf *out, const struct reach *reach, const struct bundle *bundle,
		 const struct decision *decision);

#endif
