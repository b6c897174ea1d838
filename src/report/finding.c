#include "config.h"

#include "report/finding.h"

#include "base/escape.h"
#include "base/utf8.h"

bool
outcome_is_shown(const struct outcome *outcome)
{
	return outcome->level != LEVEL_SHADOW;
}

bool
outcome_failed(const struct outcome *outcome)
{
	return outcome->result == RESULT_ERROR && outcome_is_shown(outcome);
}

enum tone
outcome_level_tone(const struct outcome *outcome)
{
	return outcome->level == LEVEL_MANDATORY ? TONE_ERROR : TONE_WARNING;
}

struct bytes
outcome_name(const struct outcome *outcome)
{
	return outcome->title.len ? outcome->title : outcome->id;
}

void
outcome_label(struct buf *out, const struct outcome *outcome)
{
	buf_add(out, outcome->id);
	if (outcome->title.len) {
		buf_add_string(out, ": ");
		buf_add(out, outcome->title);
	}
}

/* Adds what a violation without a path is about. */
static void
subject_add(struct buf *out, const struct violation *violation, text_adder *add)
{
	if (violation->path.len)
		return;
	if (!oid_is_zero(&violation->commit)) {
		buf_add_string(out, "commit ");
		line_commit(out, &violation->commit);
	} else if (violation->ref.len) {
		add(out, violation->ref);
	} else {
		buf_add_string(out, "push");
	}
	buf_add_string(out, ": ");
}

/* Adds which commit has it, when the place does not say so: its lines are that commit's. */
static void
commit_add(struct buf *out, const struct violation *violation, text_adder *add)
{
	if (violation->path.len == 0 || oid_is_zero(&violation->commit))
		return;
	buf_add_string(out, "\nin commit ");
	line_commit(out, &violation->commit);
	if (violation->summary.len == 0)
		return;
	buf_add_string(out, ": ");
	add(out, violation->summary);
}

static void
instead_add(struct buf *out, struct bytes text, text_adder *add)
{
	CLEANUP(buf_release) struct buf folded = BUF_INIT;

	if (text.len == 0)
		return;
	line_fold(&folded, text);
	buf_add_string(out, "\ninstead: ");
	add(out, buf_bytes(&folded));
}

static void
waiver_add(struct buf *out, const struct verdict_waiver *waiver, text_adder *add)
{
	if (!waiver)
		return;
	buf_add_string(out, "\nwaived until ");
	add(out, waiver->expires);
	buf_add_string(out, " by ");
	add(out, waiver->path);
	buf_add_string(out, ": ");
	add(out, waiver->reason);
}

void
finding_message(struct buf *out, const struct violation *violation, text_adder *add)
{
	subject_add(out, violation, add);
	add(out, violation->message);
	instead_add(out, violation->instead, add);
	commit_add(out, violation, add);
	if (violation->existing)
		buf_printf(out, "\n%s, does not count", line_existing(violation));
	waiver_add(out, violation->waiver, add);
}

/* A failure is at a file or at a ref, and only their names tell. */
struct bytes
failure_path(const struct outcome *outcome)
{
	if (outcome->result != RESULT_ERROR || outcome->error_place.len == 0 ||
	    bytes_starts_with(outcome->error_place, BYTES("refs/")))
		return BYTES_NONE;
	return outcome->error_place;
}

void
failure_message(struct buf *out, const struct outcome *outcome, text_adder *add)
{
	buf_add_string(out, "the policy failed: ");
	add(out, outcome->error);
	if (outcome->error_place.len == 0 || failure_path(outcome).data)
		return;
	buf_add_string(out, " at ");
	add(out, outcome->error_place);
}

struct columns
columns_in_bytes(const struct violation *violation)
{
	struct columns columns = { 0 };

	if (!violation->line || !violation->column)
		return columns;
	columns.start = violation->column;
	if (__builtin_add_overflow(columns.start, violation->span, &columns.end))
		columns.end = 0;
	return columns;
}

/* The characters in front of COLUMN as a column of them; 0 where TEXT ends before or is no UTF-8.
 */
static size_t
column_in_characters(struct bytes text, size_t column)
{
	size_t characters = 1;

	if (column == 0 || column - 1 > text.len)
		return 0;
	text = bytes_slice(text, 0, column - 1);
	for (; text.len; characters++) {
		size_t len = utf8_length(text);

		if (len == 0)
			return 0;
		text = bytes_slice(text, len, text.len);
	}
	return characters;
}

struct columns
columns_in_characters(const struct violation *violation)
{
	struct columns columns = columns_in_bytes(violation);

	if (!violation->excerpt.data)
		return (struct columns){ 0 };
	columns.start = column_in_characters(violation->excerpt, columns.start);
	columns.end = columns.start ? column_in_characters(violation->excerpt, columns.end) : 0;
	return columns;
}
