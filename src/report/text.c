#include "config.h"

#include "report/formats.h"

#include "base/escape.h"
#include "base/macros.h"
#include "report/closing.h"
#include "report/line.h"
#include "report/text_group.h"

/*
 * A developer reads this in a terminal, behind "remote: ", after a push that was refused: what is
 * wrong, where, what to do, how to see it again. It is bounded: a push cannot flood the terminal.
 */

enum {
	TEXT_MAX_BYTES = 64 * 1024, /* of groups and errors; the closing lines come on top */
	EXPLAINED_MAX = 3,          /* decisions named in the hints */
	ERROR_INDENT = 2,
};

/* What did not fit. */
struct rest {
	size_t violations, decisions;
};

static void
groups_write(struct buf *out, const struct verdict *verdict, const struct groups *groups,
	     const struct report_options *options, struct rest *rest)
{
	CLEANUP(buf_release) struct buf text = BUF_INIT;

	for (size_t i = 0; i < groups->len; i++) {
		const struct group *group = &groups->items[i];

		if (!group_is_shown(group))
			continue;
		buf_clear(&text);
		text_group(&text, verdict, group, options);
		if (rest->decisions || out->len + text.len > TEXT_MAX_BYTES) {
			rest->violations += group->n_counted;
			rest->decisions++;
		} else {
			buf_add(out, buf_bytes(&text));
		}
	}
}

static void
rest_write(struct buf *out, const struct rest *rest)
{
	if (rest->decisions == 0)
		return;
	buf_add_string(out, "... and ");
	line_count(out, rest->violations, "violation", "violations");
	buf_add_string(out, " of ");
	line_count(out, rest->decisions, "more decision", "more decisions");
	buf_add_string(out, "\n    (writ check --format json shows all)\n\n");
}

/* Writes one line of an error; what begins with a blank (a command, say) is not wrapped. */
static void
error_line(struct buf *out, struct bytes line)
{
	if (line.len && (line.data[0] == ' ' || line.data[0] == '\t')) {
		escape_source_cut(out, line, 0, PROSE_MAX_COLUMNS);
		buf_add_char(out, '\n');
		return;
	}
	buf_add_repeated(out, ' ', ERROR_INDENT);
	line_prose(out, line, ERROR_INDENT, 2 * ERROR_INDENT);
}

static void
errors_write(struct buf *out, const struct verdict *verdict)
{
	for (size_t i = 0; i < verdict->n_errors; i++) {
		struct bytes rest = bytes_trim(verdict->errors[i]), line;

		if (out->len > TEXT_MAX_BYTES) {
			buf_printf(out, "  ... and %zu more\n", verdict->n_errors - i);
			break;
		}
		while (out->len <= TEXT_MAX_BYTES && bytes_split(&rest, '\n', &line))
			error_line(out, line);
	}
	buf_add_char(out, '\n');
}

static void
hint(struct buf *out, const struct report_options *options, const char *key, struct bytes value)
{
	line_word(out, options, TONE_HINT, line_tone_word(TONE_HINT));
	buf_printf(out, ": %s", key);
	escape_text(out, value);
	buf_add_char(out, '\n');
}

static bool
is_of_tip(const struct verdict *verdict, const struct violation *violation)
{
	for (size_t i = 0; i < verdict->n_updates; i++) {
		const struct verdict_update *update = &verdict->updates[i];

		if (bytes_equal(update->ref, violation->ref))
			return update->commits < 2 || ref_tag(update->ref).data ||
			       oid_equal(&update->new_id, &violation->commit);
	}
	return true;
}

/* A commit on top mends nothing in one below it, and nobody who has mended it so sees why. */
static void
hint_at_commit(struct buf *out, const struct verdict *verdict, const struct report_options *options)
{
	CLEANUP(buf_release) struct buf text = BUF_INIT;

	for (size_t i = 0; i < verdict->n_violations; i++) {
		const struct violation *violation = &verdict->violations[i];

		if (!violation_rejects(verdict, violation) || oid_is_zero(&violation->commit) ||
		    is_of_tip(verdict, violation))
			continue;
		line_commit(&text, &violation->commit);
		buf_add_string(&text, " (amend or rebase it: each commit is judged)");
		hint(out, options, "mend in:    ", buf_bytes(&text));
		return;
	}
}

static void
hints_write(struct buf *out, const struct verdict *verdict, const struct groups *groups,
	    const struct report_options *options)
{
	size_t explained = 0;

	if (verdict->reproduce.data)
		hint(out, options, "reproduce:  ", verdict->reproduce);
	for (size_t i = 0; i < groups->len && explained < EXPLAINED_MAX; i++) {
		if (!group_rejects(&groups->items[i]))
			continue;
		hint(out, options, "decision:   writ explain ", groups->items[i].outcome->id);
		explained++;
	}
	hint_at_commit(out, verdict, options);
	/* The one line that is wider than others: a digest is not cut, and grep has to find it. */
	if (verdict->bundle.data)
		hint(out, options, "bundle:     ", verdict->bundle);
}

static bool
any_rejects(const struct groups *groups)
{
	for (size_t i = 0; i < groups->len; i++) {
		if (group_rejects(&groups->items[i]))
			return true;
	}
	return false;
}

/* Of a part of the decisions, perhaps: what the others found is told as well. */
static void
no_verdict(struct buf *out, const struct verdict *verdict, const struct groups *groups,
	   const struct report_options *options)
{
	enum tone tone = verdict->observe ? TONE_WARNING : TONE_ERROR;
	struct rest rest = { 0 };

	line_word(out, options, tone, line_tone_word(tone));
	buf_add_string(out, ": writ could not judge this push:\n");
	errors_write(out, verdict);
	groups_write(out, verdict, groups, options, &rest);
	rest_write(out, &rest);
	closing_notes(out, verdict, options);
	closing_verdict(out, verdict, groups, options);
	if (options->by_hand)
		return;
	if (any_rejects(groups)) {
		hint(out, options, "", BYTES("that there is no verdict is for the administrator"));
		hint(out, options, "", BYTES("of the server to mend, the violations are yours"));
		return;
	}
	hint(out, options, "", BYTES("this is for the administrator of the server to mend,"));
	hint(out, options, "", BYTES("nothing is wrong with the commits as far as writ knows"));
}

void
report_text(struct buf *out, const struct verdict *verdict, const struct report_options *options)
{
	struct groups groups;
	struct rest rest = { 0 };

	groups_init(&groups, verdict);
	if (verdict->kind == VERDICT_NONE) {
		no_verdict(out, verdict, &groups, options);
	} else {
		groups_write(out, verdict, &groups, options, &rest);
		rest_write(out, &rest);
		closing_notes(out, verdict, options);
		closing_verdict(out, verdict, &groups, options);
		if (verdict->kind == VERDICT_REJECT)
			hints_write(out, verdict, &groups, options);
	}
	groups_release(&groups);
}
