#include "config.h"

#include "history/attempts_report.h"

#include <inttypes.h>

#include "base/escape.h"
#include "report/json_writer.h"
#include "report/line.h"

enum { ID_COLUMNS = 12 };

const char attempts_csv_columns[] = ",rejected,rejected_of_agents,let_in,waived,violations";

bool
attempts_has_any(const struct attempt_counts *counts)
{
	return counts->rejected || counts->let_in || counts->waived || counts->violations;
}

static void
decision_text(struct buf *out, const struct attempted_decision *decision)
{
	const struct attempt_counts *all = &decision->all;

	buf_printf(out, "%-*.*s ", ID_COLUMNS, BYTES_ARG(decision->id));
	buf_printf(out, "%9" PRIu64 " %10" PRIu64 " %9" PRIu64 " %7" PRIu64 " %11" PRIu64 "\n",
		   all->rejected, all->of_agents, all->let_in, all->waived, all->violations);
}

void
attempts_write_text(struct buf *out, const struct attempts *attempts)
{
	if (!attempts)
		return;
	buf_printf(out, "\nattempts from %.*s to %.*s: ", BYTES_ARG(attempts->from),
		   BYTES_ARG(attempts->to));
	line_count(out, attempts->pushes, "push", "pushes");
	buf_printf(out, ", %" PRIu64 " rejected", attempts->all.rejected);
	if (attempts->all.of_agents)
		buf_printf(out, " (%" PRIu64 " with commits of agents)", attempts->all.of_agents);
	if (attempts->all.let_in)
		buf_printf(out, ", %" PRIu64 " let in all the same", attempts->all.let_in);
	if (attempts->no_verdict)
		buf_printf(out, ", %" PRIu64 " without a verdict", attempts->no_verdict);
	buf_add_char(out, '\n');
	if (attempts->n_decisions)
		buf_printf(out, "%-*s %9s %10s %9s %7s %11s\n", ID_COLUMNS, "decision", "rejected",
			   "of agents", "let in", "waived", "violations");
	for (size_t i = 0; i < attempts->n_decisions; i++)
		decision_text(out, &attempts->decisions[i]);
}

static void
counts_json(struct buf *out, const struct attempt_counts *counts)
{
	json_number(out, "let_in", counts->let_in);
	json_number(out, "rejected", counts->rejected);
	json_number(out, "rejected_of_agents", counts->of_agents);
	json_number(out, "violations", counts->violations);
	json_number(out, "waived", counts->waived);
}

static void
all_json(struct buf *out, const struct attempts *attempts)
{
	json_open(out, "all", '{');
	counts_json(out, &attempts->all);
	json_close(out, '}');
}

void
attempts_write_json(struct buf *out, const struct attempts *attempts)
{
	if (!attempts) {
		json_null(out, "attempts");
		return;
	}
	json_open(out, "attempts", '{');
	all_json(out, attempts);
	json_open(out, "decisions", '[');
	for (size_t i = 0; i < attempts->n_decisions; i++) {
		json_open(out, NULL, '{');
		json_string(out, "id", attempts->decisions[i].id);
		counts_json(out, &attempts->decisions[i].all);
		json_close(out, '}');
	}
	json_close(out, ']');
	json_string(out, "from", attempts->from);
	json_number(out, "no_verdict", attempts->no_verdict);
	json_number(out, "pushes", attempts->pushes);
	json_string(out, "to", attempts->to);
	json_close(out, '}');
}

static const struct attempted_decision *
decision_find(const struct attempts *attempts, struct bytes id)
{
	for (size_t i = 0; i < attempts->n_decisions; i++) {
		if (bytes_equal(attempts->decisions[i].id, id))
			return &attempts->decisions[i];
	}
	return NULL;
}

void
attempts_write_cells(struct buf *out, const struct attempts *attempts, struct bytes id, size_t span)
{
	static const struct attempt_counts none;
	const struct attempted_decision *found;
	const struct attempt_counts *counts;

	if (!attempts) {
		buf_add_string(out, ",,,,,");
		return;
	}
	found = decision_find(attempts, id);
	counts = found ? &found->spans[span] : &none;
	buf_printf(out, ",%" PRIu64 ",%" PRIu64 ",%" PRIu64 ",%" PRIu64 ",%" PRIu64,
		   counts->rejected, counts->of_agents, counts->let_in, counts->waived,
		   counts->violations);
}
