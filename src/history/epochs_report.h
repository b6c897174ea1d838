#ifndef WRIT_HISTORY_EPOCHS_REPORT_H
#define WRIT_HISTORY_EPOCHS_REPORT_H

/*
 * Part of the report of a drift: the epochs of its decisions. Each writes nothing, or says so,
 * where all is by the decisions of today.
 */

#include "history/drift_report.h"

/* By which decisions it was judged: "3 decisions of today (sha256:...)". */
void epochs_write_whose(struct buf *out, const struct drift *drift);
void epochs_write_text(struct buf *out, const struct drift *drift);
/* The member "epochs". */
void epochs_write_json(struct buf *out, const struct drift *drift);
/* A section of the page. */
void epochs_write_html(struct buf *out, const struct drift *drift);

#endif
