#include "config.h"

#include "report/formats.h"

#include "base/escape.h"
#include "report/closing.h"
#include "report/line.h"

static void
label(struct buf *out, const struct report_options *options, enum tone tone, struct bytes id)
{
	buf_add_string(out, ": ");
	line_label(out, options, tone, line_tone_word(tone), id);
	buf_add_string(out, ": ");
}

static void
violation_line(struct buf *out, const struct verdict *verdict, const struct violation *violation,
	       const struct report_options *options)
{
	line_place(out, violation);
	label(out, options, line_violation_tone(verdict, violation),
	      verdict->outcomes[violation->outcome].id);
	escape_text(out, violation->message);
	if (violation->existing)
		buf_printf(out, " (%s)", line_existing(violation));
	if (violation->waiver) {
		buf_add_string(out, " (waived by ");
		escape_text(out, violation->waiver->path);
		buf_add_char(out, ')');
	}
	buf_add_char(out, '\n');
}

static void
failure_line(struct buf *out, const struct verdict *verdict, const struct outcome *outcome,
	     const struct report_options *options)
{
	bool placed = outcome->error_place.len;

	escape_text(out, placed ? outcome->error_place : outcome->shown_path);
	label(out, options, line_tone(verdict, outcome), outcome->id);
	buf_add_string(out, "the policy failed: ");
	escape_text(out, outcome->error);
	buf_add_char(out, '\n');
}

static void
error_lines(struct buf *out, const struct verdict *verdict)
{
	for (size_t i = 0; i < verdict->n_errors; i++) {
		struct bytes rest = bytes_trim(verdict->errors[i]), line;

		while (bytes_split(&rest, '\n', &line)) {
			escape_text(out, bytes_trim(line));
			buf_add_char(out, '\n');
		}
	}
}

/* In the order of the report, not by decision: an editor walks the places. */
void
report_concise(struct buf *out, const struct verdict *verdict, const struct report_options *options)
{
	struct groups groups;

	groups_init(&groups, verdict);
	for (size_t i = 0; i < verdict->n_violations; i++) {
		const struct violation *violation = &verdict->violations[i];

		if (verdict->outcomes[violation->outcome].level != LEVEL_SHADOW)
			violation_line(out, verdict, violation, options);
	}
	for (size_t i = 0; i < verdict->n_outcomes; i++) {
		const struct outcome *outcome = &verdict->outcomes[i];

		if (outcome->result == RESULT_ERROR && outcome->level != LEVEL_SHADOW)
			failure_line(out, verdict, outcome, options);
	}
	error_lines(out, verdict);
	closing_notes(out, verdict, options);
	closing_verdict(out, verdict, &groups, options);
	groups_release(&groups);
}
