#ifndef WRIT_BASE_PATTERN_WITNESS_H
#define WRIT_BASE_PATTERN_WITNESS_H

/*
 * Whether some path is matched by these patterns and not by those: a search over all places of all
 * patterns at once (the product of their subset automata), shortest paths first. What it finds is
 * an example to show.
 */

#include "base/pattern.h"

enum witness {
	WITNESS_NONE,  /* there is no such path */
	WITNESS_FOUND, /* there is one */
	WITNESS_OPEN,  /* the search took more steps than it was given */
};

/* What all searches of one compilation share: less than a second. */
enum { WITNESS_STEPS = 20 * 1000 * 1000 };

/* A path that every pattern of ALL matches, without regard to a leading `!`, and none of NONE. */
struct witness_query {
	const struct pattern *const *all;
	size_t n_all; /* 0: any path */
	const struct pattern *const *none;
	size_t n_none;
};

/* Takes what it needs off *STEPS, which several searches may share. PATH lives in ARENA. */
enum witness pattern_witness(const struct witness_query *query, size_t *steps, struct arena *arena,
			     struct bytes *path);

#endif
