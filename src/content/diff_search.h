#ifndef WRIT_CONTENT_DIFF_SEARCH_H
#define WRIT_CONTENT_DIFF_SEARCH_H

/*
 * Myers' divide and conquer. A point (x, y) stands before line x of the old side and line y of the
 * new one; diagonal d holds the points with x - y = d, and equal lines lead along it for nothing. A
 * search starts from both corners of a box at once and grows with each round by one changed line;
 * where the two fronts meet, the box is cut in two.
 *
 * Rounds beyond a bound end the search at the best place that was reached, as in git: the result is
 * then a diff, if not the shortest.
 */

#include <stdbool.h>
#include <stdint.h>

enum { RUN_LONG = 20 }; /* equal lines that count as a place of interest */

struct box {
	int64_t x, x_end, y, y_end;
	bool exact; /* searched without a bound, as a front found its way through it */
};

/* How far one got on each diagonal: forward the greatest x, backward the least. */
struct front {
	int32_t *reach; /* by diagonal, from below 0 */
	int64_t start, low, high;
};

/* Where a box is cut. */
struct cut {
	int64_t x, y;
	bool upper_exact, lower_exact;
};

struct search {
	const uint32_t *old, *new; /* the lines, by class */
	struct front forward, backward;
	int64_t cost_max; /* rounds */
	/* of one box */
	struct box box;
	int64_t cost;
	bool odd;      /* the fronts can only meet in a forward step */
	bool long_run; /* this round met one */
};

static inline bool
search_same(const struct search *search, int64_t x, int64_t y)
{
	return search->old[x] == search->new[y];
}

/* Cuts the box, whose sides are not empty and have no equal first or last lines. */
struct cut search_cut(struct search *search);
/* Sets CUT to where a front is well ahead of its cost, behind a long run of equal lines. */
bool search_promising(const struct search *search, struct cut *cut);
/* Where a front got furthest. */
struct cut search_furthest(const struct search *search);

#endif
