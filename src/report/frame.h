#ifndef WRIT_REPORT_FRAME_H
#define WRIT_REPORT_FRAME_H

/*
 * The line of source that a violation is about, made to fit: tabs as blanks, the rest escaped, a
 * long line cut around the place with "...". The marks below it count the same columns.
 */

#include "base/buf.h"
#include "model/verdict.h"

struct frame {
	struct buf line;
	size_t mark;  /* the column to underline from, from 0 */
	size_t width; /* columns to underline; 0 when the place is not on the line */
};

/* Fills FRAME from the excerpt, column and span of VIOLATION, at most MAX columns wide (at least
 * 40). Release with frame_release. */
void frame_init(struct frame *frame, const struct violation *violation, size_t max);
void frame_release(struct frame *frame);

#endif
