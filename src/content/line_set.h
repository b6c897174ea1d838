#ifndef WRIT_CONTENT_LINE_SET_H
#define WRIT_CONTENT_LINE_SET_H

/*
 * A set of line numbers, as runs: the lines that a change added or removed.
 */

#include <stdbool.h>
#include <stddef.h>

struct line_run {
	size_t start, len; /* from 1 */
};

struct line_set {
	struct line_run *runs; /* heap; ascending, not touching */
	size_t n_runs, room;
	size_t n_lines; /* in all runs */
};

#define LINE_SET_INIT                                                                              \
	{                                                                                          \
		NULL, 0, 0, 0                                                                      \
	}

void line_set_release(struct line_set *set);
/* Adds LEN lines from START on, which is behind or touches what the set holds. */
void line_set_add(struct line_set *set, size_t start, size_t len);
/* Leaves in SET what OTHER holds too. */
void line_set_intersect(struct line_set *set, const struct line_set *other);
bool line_set_holds(const struct line_set *set, size_t number);

#endif
