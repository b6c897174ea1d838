#ifndef WRIT_CONTENT_LINE_DIFF_H
#define WRIT_CONTENT_LINE_DIFF_H

/*
 * git's default line diff, by its result: exactly the lines that `git diff --text` marks, whatever
 * configuration and attributes say (`git diff -U0` first cuts off what both files have at their
 * end, and so may mark others). That is the algorithm of Eugene W. Myers ("An O(ND) Difference
 * Algorithm and Its Variations", 1986) in linear space, with git's cut-offs and git's choice among
 * the places where a group of changed lines could as well stand. Verdicts depend on it line by
 * line, so each rule of choice here is git's, and the tests compare with libgit2's copy of the
 * original.
 *
 * Memory is linear in the number of lines, time bounded as git's is; lines made to collide cost a
 * sort.
 */

#include "base/arena.h"
#include "base/bytes.h"
#include "content/line_set.h"
#include "content/lines.h"

/* A version of a file and its index. */
struct text {
	struct bytes content;
	const struct line_index *lines;
};

/* Adds to REMOVED the lines of BEFORE, and to ADDED the lines of NOW, that the diff marks. SCRATCH
 * is an empty arena for the work, and empty again afterwards: whoever compares often keeps it. */
void line_diff(const struct text *before, const struct text *now, struct arena *scratch,
	       struct line_set *removed, struct line_set *added);

#endif
