#ifndef WRIT_REPORT_CLOSING_H
#define WRIT_REPORT_CLOSING_H

/*
 * The last lines of a report for people: what the verdict is and what it was reached over.
 */

#include "report/group.h"
#include "report/report.h"

/* What is said once for the whole verdict: notes, writ.bootstrap, no enforced decision, a bundle
 * that differs from the server's. Nothing where there is nothing to say. */
void
closing_notes(struct buf *out, const struct verdict *verdict, const struct report_options *options);
/* One line: accepted, rejected with the counts, or no verdict; in observe mode also what would have
 * been. */
void closing_verdict(struct buf *out, const struct verdict *verdict, const struct groups *groups,
		     const struct report_options *options);

#endif
