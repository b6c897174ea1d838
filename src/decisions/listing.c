#include "config.h"

#include "decisions/listing.h"

#include "base/escape.h"
#include "base/macros.h"
#include "model/contest.h"
#include "model/waiver.h"

void
listing_diagnostic(struct buf *out, const struct diagnostic *diagnostic)
{
	escape_text(out, diagnostic->path);
	if (diagnostic->line > 0)
		buf_printf(out, ":%zu:%zu", diagnostic->line, diagnostic->column);
	buf_printf(out, ": %s: ", diagnostic->warning ? "warning" : "error");
	escape_text(out, diagnostic->message);
	buf_add_char(out, '\n');
}

void
listing_diagnostics(struct buf *out, const struct bundle *bundle)
{
	size_t errors_left = bundle->n_errors;

	for (size_t i = 0; i < bundle->n_diagnostics; i++) {
		listing_diagnostic(out, &bundle->diagnostics[i]);
		errors_left -= !bundle->diagnostics[i].warning;
	}
	if (errors_left > 0)
		buf_printf(out, "error: %zu more errors are not shown\n", errors_left);
}

/* Where it is out of force, and by which rule. */
static void
exclusions_show(struct buf *out, const struct bundle *bundle, const struct decision *decision)
{
	for (size_t i = 0; i < bundle->n_exclusions; i++) {
		if (bundle->exclusions[i].loser != decision->index)
			continue;
		buf_add_string(out, "    out of force in part: ");
		escape_text(out, bundle->exclusions[i].text);
		buf_add_char(out, '\n');
	}
}

/* What keeps the whole bundle from being enforced stands above what keeps one decision. */
static void
decision_show(struct buf *out, const struct bundle *bundle, const struct decision *decision)
{
	bool enforced = decision->enforced && bundle->n_errors == 0;

	escape_text(out, decision->id);
	buf_printf(out, "  %s  %s  %s", level_name(decision->level),
		   decision_status_name(decision->status), enforced ? "enforced" : "not enforced");
	if (enforced && decision->no_worse)
		buf_add_string(out, ", no-worse");
	if (decision->excluded.data) {
		buf_add_string(out, ": ");
		escape_text(out, decision->excluded);
	} else if (!enforced) {
		buf_add_string(out, ": there are errors");
	}
	buf_add_string(out, "\n    ");
	escape_text(out, decision->title);
	buf_add_string(out, "\n    ");
	escape_text(out, decision->shown_path);
	buf_add_char(out, '\n');
	exclusions_show(out, bundle, decision);
}

static void
waivers_show(struct buf *out, const struct bundle *bundle)
{
	for (size_t i = 0; i < bundle->n_waivers; i++) {
		const struct waiver *waiver = &bundle->waivers[i];

		buf_add_string(out, "waiver: ");
		escape_text(out, waiver->shown_path);
		buf_add_string(out, ": ");
		escape_text(out, bundle->decisions[waiver->decision].id);
		buf_printf(out, " until %.*s\n", BYTES_ARG(waiver->expires));
	}
}

static void
passed_over_show(struct buf *out, const struct bundle *bundle)
{
	for (size_t i = 0; i < bundle->n_passed_over; i++) {
		buf_add_string(out, "passed over: ");
		escape_text(out, bundle->passed_over[i]);
		buf_add_char(out, '\n');
	}
}

static void
count_show(struct buf *out, size_t n, const char *what)
{
	buf_printf(out, "%zu %s%s", n, what, n == 1 ? "" : "s");
}

/* Of what is not simply enforced, how many there are. */
static void
counts_show(struct buf *out, const struct bundle *bundle)
{
	static const struct {
		enum force force;
		const char *text;
	} rows[] = {
		{ FORCE_PART, "enforced in part" },
		{ FORCE_DOCUMENTED, "documented only" },
		{ FORCE_SUPERSEDED, "superseded" },
		{ FORCE_NONE, "not in force" },
	};
	struct force_counts counts = bundle_count_forces(bundle);
	const char *before = "of them ";

	for (size_t i = 0; i < ARRAY_SIZE(rows); i++) {
		if (counts.of[rows[i].force] == 0)
			continue;
		buf_printf(out, "%s%zu %s", before, counts.of[rows[i].force], rows[i].text);
		before = ", ";
	}
	buf_add_string(out, *before == ',' ? "\n" : "");
}

static void
summary_show(struct buf *out, const struct bundle *bundle)
{
	count_show(out, bundle->n_decisions, "decision");
	buf_printf(out, ", %zu enforced; ", bundle->n_errors ? 0 : bundle->n_enforced);
	count_show(out, bundle->n_errors, "error");
	buf_add_char(out, '\n');
	counts_show(out, bundle);
	buf_printf(out, "bundle: %.*s\n", BYTES_ARG(bundle->digest));
	if (bundle->n_errors > 0)
		buf_add_string(out, "These decisions do not compile: nothing is enforced, and no "
				    "push is accepted.\n");
	else if (bundle->n_enforced == 0)
		buf_add_string(out, "No decision is enforced.\n");
}

void
listing_write(struct buf *out, const struct bundle *bundle)
{
	listing_diagnostics(out, bundle);
	for (size_t i = 0; i < bundle->n_decisions; i++)
		decision_show(out, bundle, &bundle->decisions[i]);
	if (bundle->n_errors == 0)
		waivers_show(out, bundle);
	passed_over_show(out, bundle);
	summary_show(out, bundle);
}
