#include "config.h"

#include "history/drift_report.h"

#include <inttypes.h>

#include "history/attempts_report.h"
#include "history/drift_chart.h"
#include "history/epochs_report.h"
#include "history/page.h"
#include "report/line.h"

enum { FILES_SHOWN = 30, FOLDERS_SHOWN = 12, HEATS = 6 };

static void
figure(struct buf *out, const char *name, uint64_t number)
{
	buf_printf(out, "<div><dt>%s</dt><dd>%" PRIu64 "</dd></div>\n", name, number);
}

static void
summary_write(struct buf *out, const struct drift *drift)
{
	uint64_t standing = 0, introduced = 0, repaired = 0;
	char hex[OID_HEX_CHARS + 1], from[16], to[16];

	for (size_t i = 0; i < drift->n_decisions; i++) {
		standing += drift->decisions[i].standing;
		introduced += drift_sum(drift->decisions[i].counts.introduced);
		repaired += drift_sum(drift->decisions[i].counts.repaired);
	}
	oid_hex(&drift->tip, hex);
	drift_day(from, drift->first_date);
	drift_day(to, drift->last_date);
	buf_printf(out, "<p>The history of <code>%.12s</code> from %s to %s, judged by ", hex, from,
		   to);
	epochs_write_whose(out, drift);
	buf_printf(out, " (<code>%.*s</code>).</p>\n<dl>\n", BYTES_ARG(drift->bundle));
	figure(out, "violations that stand", standing);
	figure(out, "introduced", introduced);
	figure(out, "repaired", repaired);
	figure(out, "commits", drift->n_commits);
	figure(out, "versions of files judged", drift->n_versions);
	buf_add_string(out, "</dl>\n");
}

static void
trend_write(struct buf *out, const struct drift *drift)
{
	page_section(out, "Trend",
		     "Violations that stood in files, of all decisions, at the end "
		     "of each step that is shown.");
	drift_chart_write(out, drift);
	page_section_end(out);
}

static void
decision_write(struct buf *out, const struct drift *drift, size_t at)
{
	const struct drift_decision *of = &drift->decisions[at];

	page_row_head(out, of->id);
	page_cell(out, of->title);
	buf_printf(out, "<td>%s</td>", level_name(of->level));
	page_cell_number(out, of->standing);
	for (size_t kind = AUTHOR_KINDS; kind-- > 0;)
		page_cell_number(out, of->counts.introduced[kind]);
	page_cell_number(out, drift_sum(of->counts.repaired));
	buf_add_string(out, "<td>");
	drift_spark_write(out, drift, at);
	if (of->error.data || of->steps_failed)
		buf_add_string(out, "<span class=\"worse\">not judged everywhere</span>");
	buf_add_string(out, "</td></tr>\n");
}

static void
decisions_write(struct buf *out, const struct drift *drift)
{
	static const char *const columns[] = { "Decision",    "Title",      "Level",
					       "#Standing",   "#By agents", "#By humans",
					       "#By unknown", "#Repaired",  "Trend",
					       NULL };

	page_section(out, "Decisions",
		     "What stands now (with what is about the tree as a whole, which the trend "
		     "does not have), who introduced violations since the beginning, how many "
		     "were repaired, and how what stood came about.");
	page_columns(out, "One row for each decision", columns);
	for (size_t i = 0; i < drift->n_decisions; i++)
		decision_write(out, drift, i);
	page_table_end(out);
	page_section_end(out);
}

/* From 1 for little to HEATS for the most; 0 for nothing. */
static unsigned
heat_of(uint64_t standing, uint64_t most)
{
	return standing ? (unsigned)(1 + (standing - 1) * HEATS / most) : 0;
}

static uint64_t
hottest(const struct drift *drift)
{
	uint64_t most = 1;

	for (size_t i = 0; i < drift->n_folders; i++) {
		for (size_t k = 0; k < drift->n_decisions; k++) {
			if (drift->folders[i].standing[k] > most)
				most = drift->folders[i].standing[k];
		}
	}
	return most;
}

static void
heat_row(struct buf *out, const struct drift *drift, size_t decision, size_t n, uint64_t most)
{
	page_row_head(out, drift->decisions[decision].id);
	for (size_t i = 0; i < n; i++) {
		uint64_t standing = drift->folders[i].standing[decision];

		buf_printf(out, "<td class=\"n h%u\">%" PRIu64 "</td>", heat_of(standing, most),
			   standing);
	}
	buf_add_string(out, "</tr>\n");
}

static void
heat_write(struct buf *out, const struct drift *drift)
{
	size_t n = drift->n_folders < FOLDERS_SHOWN ? drift->n_folders : FOLDERS_SHOWN;

	page_section(out, "Folders",
		     "Violations that stand, by decision and folder of the first level; the "
		     "folders with the most come first, and the darker the more.");
	buf_add_string(out, "<table>\n<caption>Decisions by folders</caption>\n<thead><tr><th "
			    "scope=\"col\">Decision</th>");
	for (size_t i = 0; i < n; i++) {
		buf_add_string(out, "<th scope=\"col\" class=\"n\"><code>");
		page_text(out, drift->folders[i].name);
		buf_add_string(out, "</code></th>");
	}
	buf_add_string(out, "</tr></thead>\n<tbody>\n");
	for (size_t i = 0; i < drift->n_decisions; i++) {
		if (drift->decisions[i].standing)
			heat_row(out, drift, i, n, hottest(drift));
	}
	page_table_end(out);
	page_section_end(out);
}

static void
files_write(struct buf *out, const struct drift *drift)
{
	static const char *const columns[] = { "File", "#Standing", NULL };

	page_section(out, "Worst files", "Where the most violations stand.");
	page_columns(out, "The files with the most violations", columns);
	for (size_t i = 0; i < drift->n_files && i < FILES_SHOWN; i++) {
		buf_add_string(out, "<tr>");
		page_cell_code(out, drift->files[i].path);
		page_cell_number(out, drift->files[i].standing);
		buf_add_string(out, "</tr>\n");
	}
	page_table_end(out);
	page_section_end(out);
}

static void
waivers_write(struct buf *out, const struct verdict *verdict)
{
	static const char *const columns[] = { "Until",        "Waiver",      "Reason",
					       "Requested by", "Approved by", NULL };

	if (!verdict->n_waivers)
		return;
	page_section(out, "Waivers", "What is let be for a time; it does not count above.");
	page_columns(out, "Waivers by the day that they end on", columns);
	for (size_t i = 0; i < verdict->n_waivers; i++) {
		const struct verdict_waiver *waiver = &verdict->waivers[i];

		buf_add_string(out, "<tr>");
		page_cell(out, waiver->expires);
		page_cell_code(out, waiver->path);
		page_cell(out, waiver->reason);
		page_cell(out, waiver->requested_by);
		page_cell(out, waiver->approved_by);
		buf_add_string(out, "</tr>\n");
	}
	page_table_end(out);
	page_section_end(out);
}

static void
covered_write(struct buf *out, const struct verdict *verdict)
{
	static const char *const columns[] = { "Folder", "#Files", "#Covered", NULL };

	page_columns(out, "Files that some decision is about, by folder", columns);
	for (size_t i = 0; i < verdict->n_coverage; i++) {
		const struct folder_coverage *folder = &verdict->coverage[i];

		buf_add_string(out, "<tr>");
		page_cell_code(out, folder->name);
		page_cell_number(out, folder->files);
		page_cell_number(out, folder->covered);
		buf_add_string(out, "</tr>\n");
	}
	page_table_end(out);
}

static void
coverage_write(struct buf *out, const struct drift *drift)
{
	const struct verdict *verdict = drift->tip_verdict;

	page_section(out, "Coverage",
		     "What decisions are about, which of them nobody ever broke, and what the "
		     "judgement of the end has to remark.");
	covered_write(out, verdict);
	buf_add_string(out, "<ul>\n");
	for (size_t i = 0; i < drift->n_decisions; i++) {
		if (!drift_is_silent(drift, i))
			continue;
		buf_printf(out, "<li>%s: ",
			   drift->decisions[i].judged ? "never broken" : "not judged here");
		page_text(out, drift->decisions[i].id);
		buf_add_char(out, ' ');
		page_text(out, drift->decisions[i].title);
		buf_add_string(out, "</li>\n");
	}
	for (size_t i = 0; i < verdict->n_notes; i++) {
		buf_add_string(out, "<li>");
		page_text(out, verdict->notes[i]);
		buf_add_string(out, "</li>\n");
	}
	buf_add_string(out, "</ul>\n");
	page_section_end(out);
}

static void
samples_write(struct buf *out, const struct drift *drift)
{
	static const char *const columns[] = { "Day",         "Commit",    "#Standing",
					       "#Introduced", "#Repaired", NULL };
	char hex[OID_HEX_CHARS + 1], day[16];

	page_section(out, "Figures", "What the chart shows, as figures.");
	page_columns(out, "Steps that are shown", columns);
	for (size_t i = 0; i < drift->n_samples; i++) {
		const struct drift_sample *sample = &drift->samples[i];

		drift_day(day, sample->date);
		oid_hex(&sample->commit, hex);
		buf_printf(out, "<tr><td>%s</td><td><code>%.12s</code></td>", day, hex);
		page_cell_number(out, drift_sample_sum(drift, sample));
		page_cell_number(out, sample->introduced);
		page_cell_number(out, sample->repaired);
		buf_add_string(out, "</tr>\n");
	}
	page_table_end(out);
	page_section_end(out);
}

void
drift_write_html(struct buf *out, const struct drift *drift)
{
	page_begin(out, BYTES("Drift from the decisions"));
	summary_write(out, drift);
	trend_write(out, drift);
	decisions_write(out, drift);
	epochs_write_html(out, drift);
	if (drift->n_folders)
		heat_write(out, drift);
	if (drift->n_files)
		files_write(out, drift);
	attempts_write_html(out, drift);
	waivers_write(out, drift->tip_verdict);
	coverage_write(out, drift);
	samples_write(out, drift);
	page_end(out);
}
