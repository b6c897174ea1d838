#ifndef WRIT_GIT_LINE_DIFF_H
#define WRIT_GIT_LINE_DIFF_H

/*
 * git's own default line diff: Myers with the indent heuristic, whatever the configuration, the
 * attributes or the bytes say. The changed lines are those of `git diff --text`. (`git diff -U0`
 * first cuts off what both files have at their end, and so may choose others.)
 */

#include "model/objects.h"

struct git_blob;

/* Calls VISIT for each hunk, in order and without context. A hunk without old (or new) lines
 * starts at the line before which there would be some. ERROR_LIMIT for a side of more than
 * 1023 MiB, which the library does not compare. */
int line_diff(struct bytes old_content, struct bytes new_content, hunk_visitor *visit,
	      void *visit_ctx, struct error *err) MUST_CHECK;

/* The same of two blobs of the library's, which saves hashing both sides: the library gives every
 * buffer that it compares an id, and has the blobs' already (a third of the price). */
int line_diff_blobs(const struct git_blob *old_blob, const struct git_blob *new_blob,
		    hunk_visitor *visit, void *visit_ctx, struct error *err) MUST_CHECK;

#endif
