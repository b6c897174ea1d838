#ifndef WRIT_HISTORY_DRIFT_CHART_H
#define WRIT_HISTORY_DRIFT_CHART_H

/*
 * What stood over a history, drawn as SVG in a page (history/page.h).
 */

#include "history/drift_report.h"

/* All decisions together, with both axes. */
void drift_chart_write(struct buf *out, const struct drift *drift);
/* One decision, as small as a line of text; nothing when it never stood anywhere. */
void drift_spark_write(struct buf *out, const struct drift *drift, size_t decision);

#endif
