#ifndef WRIT_HISTORY_ATTEMPTS_REPORT_H
#define WRIT_HISTORY_ATTEMPTS_REPORT_H

/*
 * Part of the report of a drift: what was attempted. Each writes nothing, or says so, where no
 * ledger was asked.
 */

#include "history/attempts.h"
#include "history/drift_report.h"

void attempts_write_text(struct buf *out, const struct attempts *attempts);
/* The member "attempts". */
void attempts_write_json(struct buf *out, const struct attempts *attempts);
/* A section of the page. */
void attempts_write_html(struct buf *out, const struct drift *drift);
/* The cells of the decision ID at sample SPAN, each with a comma in front. */
void attempts_write_cells(struct buf *out, const struct attempts *attempts, struct bytes id,
			  size_t span);
/* The names of those columns, likewise. */
extern const char attempts_csv_columns[];
/* Whether any of COUNTS is more than none. */
bool attempts_has_any(const struct attempt_counts *counts);

#endif
