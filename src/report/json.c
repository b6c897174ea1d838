#include "config.h"

#include "report/formats.h"

#include "report/json_writer.h"

/*
 * The record of a verdict: everything, whatever its level. No time stamp, no address, nothing that
 * depends on the surface, so that the same push gives the same bytes. As one document, or in lines
 * that can be read one by one and say of which type they are.
 */

/* What the counts of a decision with a baseline are, by ref. */
static void
baseline_write(struct buf *out, const struct verdict *verdict, size_t outcome)
{
	json_open(out, "baseline", '[');
	for (size_t i = 0; i < verdict->n_ratchets; i++) {
		const struct ratchet *ratchet = &verdict->ratchets[i];

		if (ratchet->outcome != outcome)
			continue;
		json_open(out, NULL, '{');
		json_number(out, "after", ratchet->after);
		json_number(out, "before", ratchet->before);
		json_byte_string(out, "ref", ratchet->ref);
		json_close(out, '}');
	}
	json_close(out, ']');
}

static void
outcome_write(struct buf *out, const struct verdict *verdict, size_t index)
{
	const struct outcome *outcome = &verdict->outcomes[index];

	json_open(out, NULL, '{');
	json_number(out, "applied", outcome->applied);
	if (outcome->ratchet)
		baseline_write(out, verdict, index);
	if (outcome->result == RESULT_ERROR)
		json_string(out, "error", outcome->error);
	json_string(out, "id", outcome->id);
	json_string(out, "level", bytes_of(level_name(outcome->level)));
	if (outcome->result == RESULT_ERROR && outcome->error_place.len)
		json_byte_string(out, "place", outcome->error_place);
	json_string(out, "result", bytes_of(outcome_result_name(outcome->result)));
	json_byte_string(out, "source", outcome->source);
	json_close(out, '}');
}

static void
update_write(struct buf *out, const struct verdict_update *update)
{
	json_open(out, NULL, '{');
	json_number(out, "commits", update->commits);
	json_string(out, "kind", bytes_of(update_kind_name(update->kind)));
	json_oid(out, "new", &update->new_id);
	json_oid(out, "old", &update->old_id);
	json_byte_string(out, "ref", update->ref);
	json_close(out, '}');
}

static void
byte_string_or_null(struct buf *out, const char *key, struct bytes value)
{
	if (value.len)
		json_byte_string(out, key, value);
	else
		json_null(out, key);
}

static void
waiver_write(struct buf *out, const struct verdict_waiver *waiver)
{
	if (!waiver) {
		json_null(out, "waiver");
		return;
	}
	json_open(out, "waiver", '{');
	json_string(out, "approved_by", waiver->approved_by);
	json_string(out, "expires", waiver->expires);
	json_byte_string(out, "path", waiver->path);
	json_string(out, "reason", waiver->reason);
	json_string(out, "requested_by", waiver->requested_by);
	json_close(out, '}');
}

/* In a line of its own with its TYPE, else NULL. */
static void
violation_write(struct buf *out, const struct verdict *verdict, const struct violation *violation,
		const char *type)
{
	const struct outcome *outcome = &verdict->outcomes[violation->outcome];

	json_open(out, NULL, '{');
	json_number_or_null(out, "column", violation->column);
	if (oid_is_zero(&violation->commit))
		json_null(out, "commit");
	else
		json_oid(out, "commit", &violation->commit);
	json_string(out, "decision", outcome->id);
	if (violation->existing)
		json_true(out, "existing");
	json_string(out, "fingerprint", violation->fingerprint);
	json_string_or_null(out, "instead", violation->instead);
	json_string(out, "level", bytes_of(level_name(outcome->level)));
	json_number_or_null(out, "line", violation->line);
	json_string(out, "message", violation->message);
	byte_string_or_null(out, "path", violation->path);
	byte_string_or_null(out, "ref", violation->ref);
	if (violation->traded)
		json_true(out, "traded");
	if (type)
		json_string(out, "type", bytes_of(type));
	waiver_write(out, violation->waiver);
	json_close(out, '}');
}

static void
break_glass_write(struct buf *out, const struct break_glass *glass)
{
	json_open(out, "break_glass", '{');
	json_string(out, "reason", glass->reason);
	json_string(out, "until", glass->until);
	json_string(out, "user", glass->user);
	json_close(out, '}');
}

/* Left out where nobody asked: no source lists agents. */
static void
attributions_write(struct buf *out, const struct verdict *verdict)
{
	if (verdict->n_attributions == 0)
		return;
	json_open(out, "attribution", '[');
	for (size_t i = 0; i < verdict->n_attributions; i++) {
		const struct attribution_count *count = &verdict->attributions[i];

		json_open(out, NULL, '{');
		json_string_or_null(out, "agent", count->agent);
		json_number(out, "commits", count->commits);
		json_string(out, "tier", bytes_of(attribution_tier_name(count->tier)));
		json_close(out, '}');
	}
	json_close(out, ']');
}

static void
outcomes_write(struct buf *out, const struct verdict *verdict)
{
	json_open(out, "decisions", '[');
	for (size_t i = 0; i < verdict->n_outcomes; i++)
		outcome_write(out, verdict, i);
	json_close(out, ']');
}

static void
updates_write(struct buf *out, const struct verdict *verdict)
{
	json_open(out, "updates", '[');
	for (size_t i = 0; i < verdict->n_updates; i++)
		update_write(out, &verdict->updates[i]);
	json_close(out, ']');
}

static void
violations_write(struct buf *out, const struct verdict *verdict)
{
	json_open(out, "violations", '[');
	for (size_t i = 0; i < verdict->n_violations; i++)
		violation_write(out, verdict, &verdict->violations[i], NULL);
	json_close(out, ']');
}

/* With a TYPE for a line of its own, where the violations stand in others; else NULL. */
static void
verdict_write(struct buf *out, const struct verdict *verdict, const char *type)
{
	json_open(out, NULL, '{');
	json_string(out, "as_of", verdict->as_of);
	attributions_write(out, verdict);
	if (verdict->bootstrap)
		json_true(out, "bootstrap");
	if (verdict->break_glass)
		break_glass_write(out, verdict->break_glass);
	json_string_or_null(out, "bundle", verdict->bundle);
	json_number(out, "commits", verdict->commits);
	outcomes_write(out, verdict);
	json_number(out, "enforced", verdict->n_enforced);
	json_strings(out, "errors", verdict->errors, verdict->n_errors);
	if (verdict->observe)
		json_string(out, "mode",
			    verdict->break_glass ? BYTES("break-glass") : BYTES("observe"));
	json_strings(out, "notes", verdict->notes, verdict->n_notes);
	json_string(out, "schema", BYTES("writ/verdict/1"));
	if (type)
		json_string(out, "type", bytes_of(type));
	updates_write(out, verdict);
	json_string(out, "verdict", bytes_of(verdict_kind_name(verdict->kind)));
	if (!type)
		violations_write(out, verdict);
	json_string(out, "writ", BYTES(PACKAGE_VERSION));
	json_close(out, '}');
	buf_add_char(out, '\n');
}

void
report_json(struct buf *out, const struct verdict *verdict, const struct report_options *options)
{
	(void)options;
	verdict_write(out, verdict, NULL);
}

/* The verdict comes last: lines without it are a report that was cut off. */
void
report_jsonl(struct buf *out, const struct verdict *verdict, const struct report_options *options)
{
	(void)options;
	for (size_t i = 0; i < verdict->n_violations; i++) {
		violation_write(out, verdict, &verdict->violations[i], "violation");
		buf_add_char(out, '\n');
	}
	verdict_write(out, verdict, "verdict");
}
