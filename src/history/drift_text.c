#include "config.h"

#include "history/drift_report.h"

#include <inttypes.h>

#include "base/escape.h"
#include "history/attempts_report.h"
#include "history/epochs_report.h"
#include "report/line.h"

/* A trend is as wide as this at the most; what is listed, as long. */
enum { TREND_COLUMNS = 24, LISTED_MAX = 10, ID_COLUMNS = 12 };

static void
head_write(struct buf *out, const struct drift *drift)
{
	char hex[OID_HEX_CHARS + 1], from[16], to[16];

	oid_hex(&drift->tip, hex);
	drift_day(from, drift->first_date);
	drift_day(to, drift->last_date);
	buf_printf(out, "drift of %.12s, %s to %s: ", hex, from, to);
	line_count(out, drift->n_commits, "commit, ", "commits, ");
	line_count(out, drift->n_steps, "step", "steps");
	buf_add_string(out, " on the first parents\n");
	epochs_write_whose(out, drift);
	buf_printf(out, " (%.*s)\n", BYTES_ARG(drift->bundle));
}

/* What stood from the first sample to the last, in eight heights. */
static void
trend_write(struct buf *out, const struct drift *drift, size_t decision)
{
	static const char heights[] = " .:-=+*#";
	uint64_t most = drift_most(drift, decision);
	size_t n = drift->n_samples < TREND_COLUMNS ? drift->n_samples : TREND_COLUMNS;

	for (size_t i = 0; most && i < n; i++) {
		size_t at = n == 1 ? 0 : i * (drift->n_samples - 1) / (n - 1);
		uint64_t standing = drift->samples[at].standing[decision];

		buf_add_char(out, heights[(standing * 7 + most - 1) / most]);
	}
}

static void
decision_write(struct buf *out, const struct drift *drift, size_t decision)
{
	const struct drift_decision *of = &drift->decisions[decision];

	buf_printf(out, "%-*.*s %9" PRIu64 " %10" PRIu64 " %9" PRIu64, ID_COLUMNS,
		   BYTES_ARG(of->id), of->standing, drift_sum(of->counts.introduced),
		   drift_sum(of->counts.repaired));
	for (size_t kind = AUTHOR_KINDS; kind-- > 0;)
		buf_printf(out, " %7" PRIu64, of->counts.introduced[kind]);
	buf_add_string(out, "  ");
	trend_write(out, drift, decision);
	while (out->len && out->data[out->len - 1] == ' ')
		out->len--;
	buf_add_char(out, '\n');
}

/* What the figures of a decision leave out. */
static void
decision_remark(struct buf *out, const struct drift_decision *of)
{
	if (of->error.data) {
		buf_printf(out, "  %.*s was not judged at the end: ", BYTES_ARG(of->id));
		escape_text(out, of->error);
		buf_add_char(out, '\n');
	}
	if (of->steps_failed) {
		buf_printf(out, "  %.*s was not judged at ", BYTES_ARG(of->id));
		line_count(out, of->steps_failed, "step", "steps");
		buf_add_string(out, ", where its files count as before\n");
	}
	if (of->of_the_tree)
		buf_printf(out,
			   "  %" PRIu64 " of %.*s %s about the tree as a whole, of which only the "
			   "end is known\n",
			   of->of_the_tree, BYTES_ARG(of->id), of->of_the_tree == 1 ? "is" : "are");
}

/* The ids of the decisions without figures that were JUDGED or not, behind WHAT. */
static void
silent_write(struct buf *out, const struct drift *drift, bool judged, const char *what)
{
	size_t n = 0;

	for (size_t i = 0; i < drift->n_decisions; i++) {
		const struct drift_decision *of = &drift->decisions[i];

		if (!drift_is_silent(drift, i) || of->judged != judged)
			continue;
		if (n == 0)
			buf_printf(out, "\n%s:", what);
		if (n < LISTED_MAX)
			buf_printf(out, "%s %.*s", n ? "," : "", BYTES_ARG(of->id));
		n++;
	}
	if (n > LISTED_MAX)
		buf_printf(out, ", and %zu more", n - LISTED_MAX);
	buf_add_string(out, n ? "\n" : "");
}

static void
decisions_write(struct buf *out, const struct drift *drift)
{
	buf_printf(out, "\n%-*s %9s %10s %9s %7s %7s %7s  %s\n", ID_COLUMNS, "decision", "standing",
		   "introduced", "repaired", "agents", "humans", "unknown", "trend");
	for (size_t i = 0; i < drift->n_decisions; i++) {
		if (!drift_is_silent(drift, i))
			decision_write(out, drift, i);
	}
	for (size_t i = 0; i < drift->n_decisions; i++)
		decision_remark(out, &drift->decisions[i]);
	silent_write(out, drift, true, "never broken");
	silent_write(out, drift, false,
		     "not judged here (about commits or refs, or about no file of the end)");
}

static void
places_write(struct buf *out, const struct drift *drift)
{
	if (drift->n_files)
		buf_add_string(out, "\nworst files\n");
	for (size_t i = 0; i < drift->n_files && i < LISTED_MAX; i++) {
		buf_printf(out, "  %6" PRIu64 "  ", drift->files[i].standing);
		escape_text(out, drift->files[i].path);
		buf_add_char(out, '\n');
	}
	if (drift->n_folders)
		buf_add_string(out, "\nfolders\n");
	for (size_t i = 0; i < drift->n_folders && i < LISTED_MAX; i++) {
		buf_printf(out, "  %6" PRIu64 "  ", drift->folders[i].sum);
		escape_text(out, drift->folders[i].name);
		buf_add_char(out, '\n');
	}
}

static void
coverage_write(struct buf *out, const struct verdict *verdict)
{
	uint64_t files = 0, covered = 0;
	size_t shown = 0;

	for (size_t i = 0; i < verdict->n_coverage; i++) {
		files += verdict->coverage[i].files;
		covered += verdict->coverage[i].covered;
	}
	if (covered == files)
		return;
	buf_printf(out, "\nfiles that no decision is about: %" PRIu64 " of %" PRIu64 "\n",
		   files - covered, files);
	for (size_t i = 0; i < verdict->n_coverage && shown < LISTED_MAX; i++) {
		const struct folder_coverage *folder = &verdict->coverage[i];

		if (folder->covered == folder->files)
			continue;
		buf_printf(out, "  %6" PRIu64 "  ", folder->files - folder->covered);
		escape_text(out, folder->name);
		buf_add_char(out, '\n');
		shown++;
	}
}

static void
waivers_write(struct buf *out, const struct verdict *verdict)
{
	if (verdict->n_waivers)
		buf_add_string(out, "\nwaivers\n");
	for (size_t i = 0; i < verdict->n_waivers; i++) {
		const struct verdict_waiver *waiver = &verdict->waivers[i];

		buf_printf(out, "  until %.*s  ", BYTES_ARG(waiver->expires));
		escape_text(out, waiver->path);
		buf_add_string(out, ": ");
		escape_text(out, waiver->reason);
		buf_add_char(out, '\n');
	}
}

void
drift_write_text(struct buf *out, const struct drift *drift)
{
	const struct drift_churn *churn = &drift->churn;

	head_write(out, drift);
	decisions_write(out, drift);
	epochs_write_text(out, drift);
	places_write(out, drift);
	coverage_write(out, drift->tip_verdict);
	attempts_write_text(out, drift->attempts);
	waivers_write(out, drift->tip_verdict);
	if (churn->known)
		buf_printf(out,
			   "\nfiles of the decisions: %" PRIu64 " added, %" PRIu64
			   " changed, %" PRIu64 " removed\n",
			   churn->added, churn->changed, churn->removed);
	for (size_t i = 0; i < drift->tip_verdict->n_notes; i++) {
		buf_add_string(out, i ? "" : "\n");
		buf_add_string(out, "note: ");
		escape_text(out, drift->tip_verdict->notes[i]);
		buf_add_char(out, '\n');
	}
}
