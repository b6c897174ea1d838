#include "config.h"

#include "history/attempts_report.h"
#include "history/epochs_report.h"

#include "report/json_writer.h"

static void
counts_write(struct buf *out, const char *key, const uint64_t counts[AUTHOR_KINDS])
{
	json_open(out, key, '{');
	json_number(out, "agent", counts[AUTHOR_AGENT]);
	json_number(out, "human", counts[AUTHOR_HUMAN]);
	json_number(out, "unknown", counts[AUTHOR_UNKNOWN]);
	json_close(out, '}');
}

static void
coverage_write(struct buf *out, const struct verdict *verdict)
{
	json_open(out, "coverage", '[');
	for (size_t i = 0; i < verdict->n_coverage; i++) {
		const struct folder_coverage *folder = &verdict->coverage[i];

		json_open(out, NULL, '{');
		json_number(out, "covered", folder->covered);
		json_number(out, "files", folder->files);
		json_byte_string(out, "name", folder->name);
		json_close(out, '}');
	}
	json_close(out, ']');
}

static void
decisions_write(struct buf *out, const struct drift *drift)
{
	json_open(out, "decisions", '[');
	for (size_t i = 0; i < drift->n_decisions; i++) {
		const struct drift_decision *of = &drift->decisions[i];

		json_open(out, NULL, '{');
		json_number(out, "appeared", of->appeared);
		json_string_or_null(out, "error", of->error);
		json_string(out, "id", of->id);
		json_bool(out, "in_force", of->in_force);
		counts_write(out, "introduced", of->counts.introduced);
		json_bool(out, "judged", of->judged);
		json_string(out, "level", bytes_of(level_name(of->level)));
		json_number(out, "of_the_tree", of->of_the_tree);
		counts_write(out, "repaired", of->counts.repaired);
		json_number(out, "standing", of->standing);
		json_number(out, "steps_failed", of->steps_failed);
		json_string(out, "title", of->title);
		json_number(out, "vanished", of->vanished);
		json_close(out, '}');
	}
	json_close(out, ']');
}

/* Figures of a decision stand where it stands among the decisions. */
static void
figures_write(struct buf *out, const struct drift *drift, const uint64_t *standing)
{
	json_open(out, "standing", '[');
	for (size_t i = 0; i < drift->n_decisions; i++)
		json_number(out, NULL, standing[i]);
	json_close(out, ']');
}

static void
samples_write(struct buf *out, const struct drift *drift)
{
	char day[16];

	json_open(out, "samples", '[');
	for (size_t i = 0; i < drift->n_samples; i++) {
		const struct drift_sample *sample = &drift->samples[i];

		drift_day(day, sample->date);
		json_open(out, NULL, '{');
		json_oid(out, "commit", &sample->commit);
		json_string(out, "day", bytes_of(day));
		json_number(out, "introduced", sample->introduced);
		json_number(out, "repaired", sample->repaired);
		figures_write(out, drift, sample->standing);
		json_close(out, '}');
	}
	json_close(out, ']');
}

static void
places_write(struct buf *out, const struct drift *drift)
{
	json_open(out, "files", '[');
	for (size_t i = 0; i < drift->n_files; i++) {
		json_open(out, NULL, '{');
		json_byte_string(out, "path", drift->files[i].path);
		json_number(out, "standing", drift->files[i].standing);
		json_close(out, '}');
	}
	json_close(out, ']');
	json_open(out, "folders", '[');
	for (size_t i = 0; i < drift->n_folders; i++) {
		json_open(out, NULL, '{');
		json_byte_string(out, "name", drift->folders[i].name);
		figures_write(out, drift, drift->folders[i].standing);
		json_close(out, '}');
	}
	json_close(out, ']');
}

static void
waivers_write(struct buf *out, const struct verdict *verdict)
{
	json_open(out, "waivers", '[');
	for (size_t i = 0; i < verdict->n_waivers; i++) {
		const struct verdict_waiver *waiver = &verdict->waivers[i];

		json_open(out, NULL, '{');
		json_string(out, "approved_by", waiver->approved_by);
		json_string(out, "expires", waiver->expires);
		json_byte_string(out, "path", waiver->path);
		json_string(out, "reason", waiver->reason);
		json_string(out, "requested_by", waiver->requested_by);
		json_close(out, '}');
	}
	json_close(out, ']');
}

static void
churn_write(struct buf *out, const struct drift_churn *churn)
{
	if (!churn->known) {
		json_null(out, "churn");
		return;
	}
	json_open(out, "churn", '{');
	json_number(out, "added", churn->added);
	json_number(out, "changed", churn->changed);
	json_number(out, "removed", churn->removed);
	json_close(out, '}');
}

void
drift_write_json(struct buf *out, const struct drift *drift)
{
	char first[16], last[16];

	drift_day(first, drift->first_date);
	drift_day(last, drift->last_date);
	json_open(out, NULL, '{');
	json_string(out, "as_of", drift->as_of);
	attempts_write_json(out, drift->attempts);
	json_string_or_null(out, "bundle", drift->bundle);
	churn_write(out, &drift->churn);
	json_number(out, "commits", drift->n_commits);
	coverage_write(out, drift->tip_verdict);
	decisions_write(out, drift);
	epochs_write_json(out, drift);
	places_write(out, drift);
	json_string(out, "first_day", bytes_of(first));
	json_string(out, "last_day", bytes_of(last));
	json_strings(out, "notes", drift->tip_verdict->notes, drift->tip_verdict->n_notes);
	samples_write(out, drift);
	json_string(out, "schema", BYTES("writ/drift/1"));
	json_number(out, "steps", drift->n_steps);
	json_oid(out, "tip", &drift->tip);
	json_number(out, "versions", drift->n_versions);
	waivers_write(out, drift->tip_verdict);
	json_string(out, "writ", BYTES(PACKAGE_VERSION));
	json_close(out, '}');
	buf_add_char(out, '\n');
}
