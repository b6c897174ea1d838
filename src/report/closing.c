#include "config.h"

#include "report/closing.h"

#include "base/escape.h"
#include "base/macros.h"
#include "report/line.h"

enum {
	NOTES_MAX = 20,
	DIGEST_SHORT_CHARS = 15, /* sha256: and eight digits */
};

static void
note(struct buf *out, const struct report_options *options, enum tone tone, struct bytes text)
{
	line_word(out, options, tone, line_tone_word(tone));
	buf_add_string(out, ": ");
	line_prose(out, text, strlen(line_tone_word(tone)) + 2, strlen(line_tone_word(tone)) + 2);
}

static void
notes_of_judge(struct buf *out, const struct verdict *verdict, const struct report_options *options)
{
	size_t shown = verdict->n_notes < NOTES_MAX ? verdict->n_notes : NOTES_MAX;

	for (size_t i = 0; i < shown; i++)
		note(out, options, TONE_NOTE, verdict->notes[i]);
	if (shown < verdict->n_notes)
		buf_printf(out, "note: ... and %zu more\n", verdict->n_notes - shown);
}

static bool
none_is_enforced(const struct verdict *verdict)
{
	return verdict->kind != VERDICT_NONE && verdict->n_enforced == 0;
}

static void
server_digest(struct buf *out, const struct verdict *verdict, const struct report_options *options)
{
	if (!verdict->server_bundle.data || bytes_equal(verdict->server_bundle, verdict->bundle))
		return;
	note(out, options, TONE_WARNING,
	     BYTES("these are not the decisions in force on the server:"));
	escape_text_cut(out, verdict->server_bundle, LINE_COLUMNS);
	buf_add_char(out, '\n');
}

static void
break_glass_note(struct buf *out, const struct break_glass *glass,
		 const struct report_options *options)
{
	CLEANUP(buf_release) struct buf text = BUF_INIT;

	buf_add_string(&text, "writ.break-glass is open to ");
	buf_add(&text, glass->user);
	buf_add_string(&text, " until ");
	buf_add(&text, glass->until);
	buf_add_string(&text, "Z: ");
	buf_add(&text, glass->reason);
	note(out, options, TONE_WARNING, buf_bytes(&text));
}

void
closing_notes(struct buf *out, const struct verdict *verdict, const struct report_options *options)
{
	notes_of_judge(out, verdict, options);
	server_digest(out, verdict, options);
	if (verdict->bootstrap)
		note(out, options, TONE_NOTE,
		     BYTES("writ.bootstrap=true: a source that is missing is passed over"));
	if (verdict->break_glass)
		break_glass_note(out, verdict->break_glass, options);
	if (none_is_enforced(verdict) && verdict->kind != VERDICT_ACCEPT)
		buf_add_string(out, "writ: no decision is enforced here but writ's own\n");
}

struct tally {
	size_t violations, decisions, failures;
};

static struct tally
tally_of(const struct groups *groups)
{
	struct tally tally = { 0 };

	for (size_t i = 0; i < groups->len; i++) {
		const struct group *group = &groups->items[i];

		if (!group_rejects(group))
			continue;
		if (group->outcome->result == RESULT_ERROR) {
			tally.failures++;
		} else {
			tally.violations += group->n_counted;
			tally.decisions++;
		}
	}
	return tally;
}

/* Writes "3 commits" or, where the push brings none, "1 ref update"; "the push" of no valid one. */
static void
extent(struct buf *out, const struct verdict *verdict)
{
	if (verdict->commits)
		line_count(out, verdict->commits, "commit", "commits");
	else if (verdict->n_updates)
		line_count(out, verdict->n_updates, "ref update", "ref updates");
	else
		buf_add_string(out, "the push");
}

static void
rejected(struct buf *out, const struct verdict *verdict, const struct groups *groups)
{
	struct tally tally = tally_of(groups);

	if (tally.violations) {
		line_count(out, tally.violations, "violation", "violations");
		buf_add_string(out, " of ");
		line_count(out, tally.decisions, "decision", "decisions");
		buf_add_string(out, tally.failures ? " and " : "");
	}
	if (tally.failures)
		line_count(out, tally.failures, "failed policy", "failed policies");
	buf_add_string(out, " in ");
	extent(out, verdict);
}

static void
accepted(struct buf *out, const struct verdict *verdict)
{
	buf_add_string(out, "writ: accepted, ");
	if (verdict->n_enforced) {
		extent(out, verdict);
		buf_add_string(out, " judged by ");
		line_count(out, verdict->n_enforced, "decision", "decisions");
	} else {
		buf_add_string(out, "but no decision is enforced here");
	}
	if (verdict->bundle.data) {
		buf_add_string(out, " (");
		escape_text(out, bytes_slice(verdict->bundle, 0, DIGEST_SHORT_CHARS));
		buf_add_char(out, ')');
	}
	buf_add_char(out, '\n');
}

void
closing_verdict(struct buf *out, const struct verdict *verdict, const struct groups *groups,
		const struct report_options *options)
{
	enum tone tone = verdict->observe ? TONE_WARNING : TONE_ERROR;
	size_t column = strlen(line_tone_word(tone)) + 2;
	CLEANUP(buf_release) struct buf text = BUF_INIT;

	if (verdict->kind == VERDICT_ACCEPT) {
		accepted(out, verdict);
		return;
	}
	if (verdict->kind == VERDICT_NONE)
		buf_add_string(&text, "no verdict");
	else
		rejected(&text, verdict, groups);
	buf_add_string(&text, verdict->observe ? "; would be rejected" : "; nothing was accepted");
	line_word(out, options, tone, line_tone_word(tone));
	buf_add_string(out, ": ");
	line_wrap(out, buf_bytes(&text), column, column);
	if (verdict->observe)
		buf_printf(out, "writ: accepted: %s\n",
			   verdict->break_glass ? "writ.break-glass" : "writ.mode=observe");
}
