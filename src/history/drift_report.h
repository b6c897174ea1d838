#ifndef WRIT_HISTORY_DRIFT_REPORT_H
#define WRIT_HISTORY_DRIFT_REPORT_H

/*
 * The drift of a history for people, programs, spreadsheets and browsers: pure functions.
 */

#include "history/drift.h"

struct drift_format {
	const char *name;
	void (*write)(struct buf *out, const struct drift *drift);
};

/* text, json, csv, html. */
extern const struct drift_format drift_formats[];
/* The one of this name, NULL for none. */
const struct drift_format *drift_format_find(const char *name);

void drift_write_text(struct buf *out, const struct drift *drift);
/* docs/drift.schema.json describes it. */
void drift_write_json(struct buf *out, const struct drift *drift);
/* RFC 4180: a row for each sample and decision. */
void drift_write_csv(struct buf *out, const struct drift *drift);
/* One page that needs nothing beside it. */
void drift_write_html(struct buf *out, const struct drift *drift);

/* The day of a moment in UTC, YYYY-MM-DD. */
void drift_day(char day[16], int64_t moment);
uint64_t drift_sum(const uint64_t counts[AUTHOR_KINDS]);
/* All that stand at SAMPLE. */
uint64_t drift_sample_sum(const struct drift *drift, const struct drift_sample *sample);
/* The place of the decision ID, n_decisions where there is none of today. */
size_t drift_decision_find(const struct drift *drift, struct bytes id);
/* The most that DECISION had at one sample. */
uint64_t drift_most(const struct drift *drift, size_t decision);
/* Whether it has nothing to tell: it stands nowhere, and nobody ever broke it. */
bool drift_is_silent(const struct drift *drift, size_t decision);

#endif
