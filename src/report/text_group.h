#ifndef WRIT_REPORT_TEXT_GROUP_H
#define WRIT_REPORT_TEXT_GROUP_H

/*
 * What the text says about one decision: its title, each violation with its line, what to do
 * instead, why.
 */

#include "report/group.h"
#include "report/report.h"

enum {
	GROUP_VIOLATIONS_MAX = 10, /* shown of one decision */
	GROUP_EXISTING_MAX = 3,    /* places of what was there before */
};

/* Writes GROUP, which is shown; an empty line stands behind all but a one-line note. */
void text_group(struct buf *out, const struct verdict *verdict, const struct group *group,
		const struct report_options *options);

#endif
