#include "config.h"

#include "report/closing.h"

#include "base/escape.h"
#include "base/macros.h"
#include "report/finding.h"

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

/* A second line is to be copied: it stands alone and is not wrapped. */
static void
remark(struct buf *out, const struct remark *remark, const struct report_options *options)
{
	struct bytes rest = remark->text, line;

	bytes_split(&rest, '\n', &line);
	note(out, options, remark->tone, line);
	while (bytes_split(&rest, '\n', &line)) {
		escape_text_cut(out, line, LINE_COLUMNS);
		buf_add_char(out, '\n');
	}
}

void
closing_notes(struct buf *out, const struct verdict *verdict, const struct report_options *options)
{
	CLEANUP(remarks_release) struct remarks remarks;

	notes_of_judge(out, verdict, options);
	remarks_init_settings(&remarks, verdict);
	for (size_t i = 0; i < remarks.items.len; i++)
		remark(out, &remarks.items.items[i], options);
	if (none_is_enforced(verdict) && verdict->kind != VERDICT_ACCEPT)
		buf_printf(out, "writ: %s\n", none_enforced_text);
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
