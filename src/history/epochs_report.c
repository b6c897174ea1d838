#include "config.h"

#include "history/epochs_report.h"

#include <inttypes.h>

#include "base/escape.h"
#include "history/epochs.h"
#include "history/page.h"
#include "report/json_writer.h"
#include "report/line.h"

enum { EPOCHS_SHOWN = 20, DIGEST_SHOWN_CHARS = 19 };

static size_t
n_in_force(const struct drift *drift)
{
	size_t n = 0;

	for (size_t i = 0; i < drift->n_decisions; i++)
		n += drift->decisions[i].in_force;
	return n;
}

void
epochs_write_whose(struct buf *out, const struct drift *drift)
{
	if (!drift->epochs) {
		line_count(out, drift->n_decisions, "decision", "decisions");
		buf_add_string(out, " of today");
		return;
	}
	line_count(out, drift->n_decisions, "decision", "decisions");
	buf_add_string(out, " of the time, in ");
	line_count(out, drift->epochs->len, "epoch", "epochs");
	buf_printf(out, "; at the end %zu", n_in_force(drift));
}

static struct bytes
short_digest(struct bytes bundle)
{
	return bytes_slice(bundle, 0,
			   bundle.len < DIGEST_SHOWN_CHARS ? bundle.len : DIGEST_SHOWN_CHARS);
}

static void
epoch_text(struct buf *out, const struct epoch *epoch)
{
	buf_printf(out, "  %.*s  ", BYTES_ARG(epoch->as_of));
	if (epoch->bundle.data) {
		line_count(out, epoch->n_steps, "step, ", "steps, ");
		line_count(out, epoch->n_decisions, "decision", "decisions");
		buf_printf(out, "  %.*s\n", BYTES_ARG(short_digest(epoch->bundle)));
		return;
	}
	line_count(out, epoch->n_steps, "step", "steps");
	buf_add_string(out, " not judged: ");
	escape_text(out, epoch->error);
	buf_add_char(out, '\n');
}

static void
changes_text(struct buf *out, const struct drift *drift)
{
	for (size_t i = 0; i < drift->n_decisions; i++) {
		const struct drift_decision *of = &drift->decisions[i];

		if (of->appeared || of->vanished)
			buf_printf(out,
				   "  %.*s: %" PRIu64 " appeared and %" PRIu64
				   " vanished as decisions changed%s\n",
				   BYTES_ARG(of->id), of->appeared, of->vanished,
				   of->in_force ? "" : "; it is not in force any more");
	}
}

void
epochs_write_text(struct buf *out, const struct drift *drift)
{
	const struct epoch_list *epochs = drift->epochs;
	size_t skipped;

	if (!epochs)
		return;
	skipped = epochs->len > EPOCHS_SHOWN ? epochs->len - EPOCHS_SHOWN : 0;
	buf_add_string(out, "\nepochs of the decisions, by their first day\n");
	if (skipped)
		buf_printf(out, "  %zu earlier ones\n", skipped);
	for (size_t i = skipped; i < epochs->len; i++)
		epoch_text(out, &epochs->items[i]);
	changes_text(out, drift);
}

void
epochs_write_json(struct buf *out, const struct drift *drift)
{
	if (!drift->epochs) {
		json_null(out, "epochs");
		return;
	}
	json_open(out, "epochs", '[');
	for (size_t i = 0; i < drift->epochs->len; i++) {
		const struct epoch *epoch = &drift->epochs->items[i];

		json_open(out, NULL, '{');
		json_string_or_null(out, "bundle", epoch->bundle);
		json_number(out, "decisions", epoch->n_decisions);
		json_string_or_null(out, "error", epoch->error);
		json_string(out, "first_day", epoch->as_of);
		json_number(out, "steps", epoch->n_steps);
		json_close(out, '}');
	}
	json_close(out, ']');
}

static void
changes_html(struct buf *out, const struct drift *drift)
{
	static const char *const columns[] = { "Decision", "In force", "#Appeared", "#Vanished",
					       NULL };

	page_columns(out, "What stood or stood no more as decisions changed", columns);
	for (size_t i = 0; i < drift->n_decisions; i++) {
		const struct drift_decision *of = &drift->decisions[i];

		page_row_head(out, of->id);
		page_cell(out, of->in_force ? BYTES("at the end") : BYTES("not any more"));
		page_cell_number(out, of->appeared);
		page_cell_number(out, of->vanished);
		buf_add_string(out, "</tr>\n");
	}
	page_table_end(out);
}

void
epochs_write_html(struct buf *out, const struct drift *drift)
{
	static const char *const columns[] = { "First day", "#Steps", "#Decisions", "Bundle",
					       NULL };

	if (!drift->epochs)
		return;
	page_section(out, "Epochs",
		     "Stretches of the history that have the same decisions in front of them. What "
		     "appears and vanishes where one begins is nobody's.");
	page_columns(out, "Epochs of the decisions", columns);
	for (size_t i = 0; i < drift->epochs->len; i++) {
		const struct epoch *epoch = &drift->epochs->items[i];

		page_row_head(out, epoch->as_of);
		page_cell_number(out, epoch->n_steps);
		page_cell_number(out, epoch->n_decisions);
		if (epoch->bundle.data)
			page_cell_code(out, short_digest(epoch->bundle));
		else
			page_cell(out, epoch->error);
		buf_add_string(out, "</tr>\n");
	}
	page_table_end(out);
	changes_html(out, drift);
	page_section_end(out);
}
