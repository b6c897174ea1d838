#include "config.h"

#include "content/facts_impl.h"

/* As for a search (facts_find.c): by the byte that is gone over, and by each place that is
 * compared.
 */
enum { SCAN_BYTES_PER_STEP = 16, CANDIDATE_STEPS = 4 };

/* Whether CONTENT may hold a literal of PREFILTER, by its set of trigrams. */
static bool
set_may_hold(struct facts *facts, struct bytes content, const struct prefilter *prefilter)
{
	if (!facts->trigrams.bits)
		trigrams_read(&facts->trigrams, content);
	for (size_t i = 0; i < prefilter->n_literals; i++) {
		const struct prefilter_literal *literal = &prefilter->literals[i];

		if (trigrams_may_hold(&facts->trigrams,
				      (struct bytes){ literal->text, literal->len }))
			return true;
	}
	return false;
}

int
facts_holds(struct facts *facts, const struct prefilter *prefilter, struct regex_meter *meter,
	    bool *holds, struct error *err)
{
	struct prefilter_scan scan;
	struct bytes content;

	if (facts_content(facts, SIDE_NEW, &content, err) < 0 ||
	    regex_meter_spend(meter, content.len / SCAN_BYTES_PER_STEP + 1, err) < 0)
		return -1;
	*holds = prefilter->n_literals == 0;
	if (*holds || !set_may_hold(facts, content, prefilter))
		return 0;
	prefilter_scan_init(&scan, prefilter, content);
	*holds = prefilter_scan_next(&scan, 0) < content.len;
	return regex_meter_spend(meter,
				 prefilter->n_literals * (content.len / SCAN_BYTES_PER_STEP) +
					 scan.n_compared * CANDIDATE_STEPS,
				 err);
}
