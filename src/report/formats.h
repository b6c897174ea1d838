#ifndef WRIT_REPORT_FORMATS_H
#define WRIT_REPORT_FORMATS_H

/*
 * The writers of the formats, one file each; report.c lists them.
 */

#include "report/report.h"

void
report_text(struct buf *out, const struct verdict *verdict, const struct report_options *options);
void report_concise(struct buf *out, const struct verdict *verdict,
		    const struct report_options *options);
void
report_json(struct buf *out, const struct verdict *verdict, const struct report_options *options);

#endif
