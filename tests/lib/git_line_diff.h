#ifndef WRIT_TESTS_LIB_GIT_LINE_DIFF_H
#define WRIT_TESTS_LIB_GIT_LINE_DIFF_H

/*
 * What content/line_diff is measured against: libgit2's copy of git's own line diff, with the
 * indent heuristic, whatever the configuration, the attributes or the bytes say.
 */

#include "base/bytes.h"
#include "base/error.h"

/* Called for each hunk, in order: OLD_LINES lines from OLD_START on (from 1) were replaced by
 * NEW_LINES lines from NEW_START on. */
typedef void
hunk_visitor(void *ctx, size_t old_start, size_t old_lines, size_t new_start, size_t new_lines);

/* Calls VISIT for each hunk, in order and without context. A hunk without old (or new) lines
 * starts at the line before which there would be some. ERROR_LIMIT for a side of more than
 * 1023 MiB, which the library does not compare. */
int git_line_diff(struct bytes old_content, struct bytes new_content, hunk_visitor *visit,
		  void *visit_ctx, struct error *err) MUST_CHECK;

#endif
