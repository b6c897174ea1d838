#include "config.h"

#include "content/facts_impl.h"

/* So many literals are looked for by themselves before a set of the content's trigrams is worth its
 * making. */
enum { LITERALS_BEFORE_SET = 1 };

/* Whether CONTENT may hold a literal of PREFILTER, by its set of trigrams. */
static bool
set_may_hold(struct facts *facts, struct bytes content, const struct prefilter *prefilter)
{
	facts->n_literals += prefilter->n_literals;
	if (facts->n_literals <= LITERALS_BEFORE_SET)
		return true;
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
facts_holds(struct facts *facts, const struct prefilter *prefilter, bool *holds, struct error *err)
{
	struct prefilter_scan scan;
	struct bytes content;

	if (facts_content(facts, SIDE_NEW, &content, err) < 0)
		return -1;
	*holds = prefilter->n_literals == 0;
	if (*holds || !set_may_hold(facts, content, prefilter))
		return 0;
	prefilter_scan_init(&scan, prefilter, content);
	*holds = prefilter_scan_next(&scan, 0) < content.len;
	return 0;
}
