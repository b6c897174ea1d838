#include "config.h"

#include "history/attempts_report.h"

#include <inttypes.h>

#include "ledger/row.h"

/* Where all rows of a sample begin. */
static void
row_begin(struct buf *out, const struct drift_sample *sample)
{
	char hex[OID_HEX_CHARS + 1], day[16];

	oid_hex(&sample->commit, hex);
	drift_day(day, sample->date);
	buf_printf(out, "%s,%s,", day, hex);
}

static void
decision_row(struct buf *out, const struct drift *drift, size_t sample, size_t decision)
{
	const struct drift_decision *of = &drift->decisions[decision];

	row_begin(out, &drift->samples[sample]);
	ledger_csv_cell(out, of->id);
	buf_printf(out, ",%s,%" PRIu64, level_name(of->level),
		   drift->samples[sample].standing[decision]);
	attempts_write_cells(out, drift->attempts, of->id, sample);
	buf_add_string(out, "\r\n");
}

/* What is built in, or not in force any more, stands nowhere and has no level, but was there. */
static void
other_rows(struct buf *out, const struct drift *drift, size_t sample)
{
	for (size_t i = 0; drift->attempts && i < drift->attempts->n_decisions; i++) {
		const struct attempted_decision *of = &drift->attempts->decisions[i];

		if (drift_decision_find(drift, of->id) < drift->n_decisions ||
		    !attempts_has_any(&of->spans[sample]))
			continue;
		row_begin(out, &drift->samples[sample]);
		ledger_csv_cell(out, of->id);
		buf_add_string(out, ",,");
		attempts_write_cells(out, drift->attempts, of->id, sample);
		buf_add_string(out, "\r\n");
	}
}

void
drift_write_csv(struct buf *out, const struct drift *drift)
{
	buf_printf(out, "day,commit,decision,level,standing%s\r\n", attempts_csv_columns);
	for (size_t i = 0; i < drift->n_samples; i++) {
		for (size_t k = 0; k < drift->n_decisions; k++)
			decision_row(out, drift, i, k);
		other_rows(out, drift, i);
	}
}
