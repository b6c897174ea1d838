#include "config.h"

#include "history/drift_report.h"

#include <inttypes.h>

/* Ids are words that need no quotes. */
void
drift_write_csv(struct buf *out, const struct drift *drift)
{
	char hex[OID_HEX_CHARS + 1], day[16];

	buf_add_string(out, "day,commit,decision,level,standing\r\n");
	for (size_t i = 0; i < drift->n_samples; i++) {
		const struct drift_sample *sample = &drift->samples[i];

		oid_hex(&sample->commit, hex);
		drift_day(day, sample->date);
		for (size_t k = 0; k < drift->n_decisions; k++)
			buf_printf(out, "%s,%s,%.*s,%s,%" PRIu64 "\r\n", day, hex,
				   BYTES_ARG(drift->decisions[k].id),
				   level_name(drift->decisions[k].level), sample->standing[k]);
	}
}
