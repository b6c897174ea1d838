#include "config.h"

#include "history/attempts_report.h"

#include <inttypes.h>

#include "history/page.h"
#include "report/line.h"

/* Of the decisions of today; one that is on record only has none here. */
static struct bytes
title_of(const struct drift *drift, struct bytes id)
{
	size_t at = drift_decision_find(drift, id);

	if (at < drift->n_decisions)
		return drift->decisions[at].title;
	return BYTES("not in force any more, or built in");
}

static void
decision_write(struct buf *out, const struct drift *drift, const struct attempted_decision *of)
{
	page_row_head(out, of->id);
	page_cell(out, title_of(drift, of->id));
	page_cell_number(out, of->all.rejected);
	page_cell_number(out, of->all.of_agents);
	page_cell_number(out, of->all.let_in);
	page_cell_number(out, of->all.waived);
	page_cell_number(out, of->all.violations);
	buf_add_string(out, "</tr>\n");
}

static void
summary_write(struct buf *out, const struct attempts *attempts)
{
	buf_printf(out, "<p>From %.*s to %.*s: ", BYTES_ARG(attempts->from),
		   BYTES_ARG(attempts->to));
	line_count(out, attempts->pushes, "push was judged", "pushes were judged");
	buf_printf(out, ", %" PRIu64 " rejected", attempts->all.rejected);
	if (attempts->no_verdict)
		buf_printf(out, ", %" PRIu64 " kept out without a verdict", attempts->no_verdict);
	buf_add_string(out, ".</p>\n");
}

void
attempts_write_html(struct buf *out, const struct drift *drift)
{
	static const char *const columns[] = { "Decision", "Title",   "#Rejected",   "#Of agents",
					       "#Let in",  "#Waived", "#Violations", NULL };
	const struct attempts *attempts = drift->attempts;

	if (!attempts)
		return;
	page_section(out, "Attempts",
		     "Pushes to any ref, by the ledger: how many each decision rejected, how many "
		     "of these had commits of agents, how many it would have rejected and was told "
		     "to let in, in how many a waiver let something be, and how many distinct "
		     "violations were kept out.");
	summary_write(out, attempts);
	if (attempts->n_decisions) {
		page_columns(out, "Attempts by decision", columns);
		for (size_t i = 0; i < attempts->n_decisions; i++)
			decision_write(out, drift, &attempts->decisions[i]);
		page_table_end(out);
	}
	page_section_end(out);
}
