#include "config.h"

#include "report/text_group.h"

#include "base/escape.h"
#include "base/macros.h"
#include "report/frame.h"
#include "report/line.h"

enum {
	NUMBER_MIN_DIGITS = 2,
	SUMMARY_MAX_COLUMNS = 40,
	SUMMARY_MIN_COLUMNS = 12, /* fewer: the commit gets a line of its own */
	KEY_COLUMNS = 9,          /* "instead: ", "why:     " */
	TITLE_INDENT = 4,
};

/* One group being written: the gutter is as wide as its largest line number. */
struct writer {
	struct buf *out;
	const struct verdict *verdict;
	const struct group *group;
	const struct report_options *options;
	size_t digits;
};

static size_t
digits_of(size_t number)
{
	size_t digits = 1;

	for (; number >= 10; number /= 10)
		digits++;
	return digits;
}

static size_t
shown_count(const struct group *group)
{
	return group->n_counted < GROUP_VIOLATIONS_MAX ? group->n_counted : GROUP_VIOLATIONS_MAX;
}

static size_t
gutter_digits(const struct group *group)
{
	size_t digits = NUMBER_MIN_DIGITS;

	if (group->outcome->error_excerpt.data && digits_of(group->outcome->error_line) > digits)
		digits = digits_of(group->outcome->error_line);
	for (size_t i = 0; i < shown_count(group); i++) {
		size_t needed = digits_of(group->counted[i]->line);

		if (group->counted[i]->excerpt.data && needed > digits)
			digits = needed;
	}
	return digits;
}

/* Writes the gutter, and BAR behind it. */
static void
gutter(const struct writer *writer, const char *bar)
{
	buf_add_repeated(writer->out, ' ', writer->digits + 1);
	buf_add_string(writer->out, bar);
}

/* Writes "   = TEXT". */
static void
remark(const struct writer *writer, struct bytes text)
{
	gutter(writer, "= ");
	line_prose(writer->out, text, writer->digits + 3, writer->digits + 3);
}

/* Writes "error[ADR-0007]: "; returns its columns. */
static size_t
label(const struct writer *writer, enum tone tone)
{
	size_t columns = line_label(writer->out, writer->options, tone, line_tone_word(tone),
				    writer->group->outcome->id);

	buf_add_string(writer->out, ": ");
	return columns + 2;
}

static void
heading(const struct writer *writer, enum tone tone, struct bytes text)
{
	size_t columns = label(writer, tone);

	line_prose(writer->out, text, columns, TITLE_INDENT);
}

/* What the place is in, when the place itself does not say so: the commit, or the ref. */
static void
context_write(struct buf *out, const struct violation *violation, size_t summary_columns)
{
	if (oid_is_zero(&violation->commit)) {
		escape_text_cut(out, violation->ref, PLACE_MAX_COLUMNS);
		return;
	}
	line_commit(out, &violation->commit);
	if (violation->summary.len == 0)
		return;
	buf_add_string(out, " \"");
	escape_text_cut(out, violation->summary, summary_columns);
	buf_add_char(out, '"');
}

/* Writes "  --> path:14:1   in 4f2c1aa "Add invoice column"", on two lines when one is too short.
 */
static void
path_place(const struct writer *writer, const struct violation *violation)
{
	CLEANUP(buf_release) struct buf place = BUF_INIT, context = BUF_INIT;
	size_t fixed = writer->digits + strlen("--> ") + strlen("   in ");
	size_t quoted = OID_SHORT_CHARS + strlen(" \"\"");
	size_t used, room;

	line_place(&place, violation);
	used = fixed + place.len + quoted;
	room = used + SUMMARY_MIN_COLUMNS <= LINE_COLUMNS ? LINE_COLUMNS - used
							  : SUMMARY_MAX_COLUMNS;
	context_write(&context, violation, room < SUMMARY_MAX_COLUMNS ? room : SUMMARY_MAX_COLUMNS);
	buf_add(writer->out, buf_bytes(&place));
	if (context.len && fixed + place.len + context.len > LINE_COLUMNS) {
		buf_add_char(writer->out, '\n');
		buf_add_repeated(writer->out, ' ', writer->digits + 1);
	}
	if (context.len)
		buf_printf(writer->out, "   in %s", context.data);
}

static void
place(const struct writer *writer, const struct violation *violation)
{
	buf_add_repeated(writer->out, ' ', writer->digits);
	buf_add_string(writer->out, "--> ");
	if (violation->path.len) {
		path_place(writer, violation);
	} else if (!oid_is_zero(&violation->commit)) {
		buf_add_string(writer->out, "commit ");
		context_write(writer->out, violation, SUMMARY_MAX_COLUMNS);
	} else {
		line_place(writer->out, violation);
	}
	buf_add_char(writer->out, '\n');
}

static void
marks(const struct writer *writer, const struct frame *frame)
{
	CLEANUP(buf_release) struct buf carets = BUF_INIT;

	buf_add_repeated(writer->out, ' ', frame->mark);
	buf_add_repeated(&carets, '^', frame->width);
	line_word(writer->out, writer->options, TONE_MARK, carets.data);
}

/* Writes the source line, marked, and the message behind the marks or, when it does not fit, in a
 * line of its own. */
static void
source(const struct writer *writer, const struct violation *violation, const struct frame *frame)
{
	size_t column = writer->digits + 3 + frame->mark + frame->width + 1;
	bool beside = frame->width && line_prose_fits(violation->message, column);

	gutter(writer, "|\n");
	if (violation->line)
		buf_printf(writer->out, "%*zu | ", (int)writer->digits, violation->line);
	else
		gutter(writer, "| ");
	line_end(writer->out, buf_bytes(&frame->line));
	if (frame->width) {
		gutter(writer, "| ");
		marks(writer, frame);
		buf_add_char(writer->out, beside ? ' ' : '\n');
	}
	if (beside)
		line_prose(writer->out, violation->message, column, 0);
	else
		remark(writer, violation->message);
	gutter(writer, "|\n");
}

static void
violation_write(const struct writer *writer, const struct violation *violation)
{
	struct frame frame;

	place(writer, violation);
	if (!violation->excerpt.data) {
		remark(writer, violation->message);
		return;
	}
	frame_init(&frame, violation, LINE_COLUMNS - writer->digits - 3);
	source(writer, violation, &frame);
	frame_release(&frame);
}

/* Writes "instead: TEXT"; a line feed of folded text is a blank. */
static void
instead(const struct writer *writer, struct bytes text)
{
	CLEANUP(buf_release) struct buf folded = BUF_INIT;

	if (text.len == 0)
		return;
	line_fold(&folded, text);
	buf_add_string(writer->out, "instead: ");
	line_prose(writer->out, buf_bytes(&folded), KEY_COLUMNS, KEY_COLUMNS);
}

static void
why(const struct writer *writer)
{
	CLEANUP(buf_release) struct buf text = BUF_INIT;

	line_origin(&text, writer->group->outcome);
	buf_add_string(writer->out, "why:     ");
	line_prose(writer->out, buf_bytes(&text), KEY_COLUMNS, KEY_COLUMNS);
}

/* One more of N places, as long as they are few. */
static void
place_add(struct buf *text, const struct violation *violation, size_t *n)
{
	if ((*n)++ >= GROUP_EXISTING_MAX)
		return;
	buf_add_string(text, *n > 1 ? ", " : " ");
	line_place(text, violation);
}

/* Whether there was any. */
static bool
places_end(struct buf *text, size_t n)
{
	if (n > GROUP_EXISTING_MAX)
		buf_printf(text, " and %zu more", n - GROUP_EXISTING_MAX);
	return n > 0;
}

/* The places of what does not count, for the one reason or the other; false when there are none. */
static bool
existing_text(const struct group *group, bool traded, struct buf *text)
{
	size_t n = 0;

	for (size_t i = 0; i < group->n_existing; i++) {
		const struct violation *violation = group->existing[i];

		if (violation->traded != traded)
			continue;
		if (n == 0)
			buf_printf(text, "%s, does not count:", line_existing(violation));
		place_add(text, violation, &n);
	}
	return places_end(text, n);
}

/* What was there before does not count: its places on one line are enough. */
static void
existing_lists(const struct writer *writer, bool remarks)
{
	for (int traded = 0; traded < 2; traded++) {
		CLEANUP(buf_release) struct buf text = BUF_INIT;

		if (!existing_text(writer->group, traded, &text))
			continue;
		if (remarks) {
			gutter(writer, "= ");
			line_wrap(writer->out, buf_bytes(&text), writer->digits + 3,
				  writer->digits + 3);
		} else {
			line_wrap(writer->out, buf_bytes(&text), label(writer, TONE_NOTE),
				  TITLE_INDENT);
		}
	}
}

/* The places that one waiver covers; false when it covers none. */
static bool
waived_text(const struct writer *writer, const struct verdict_waiver *waiver, struct buf *text)
{
	size_t n = 0;

	buf_printf(text, "waived until %.*s by ", BYTES_ARG(waiver->expires));
	escape_text_cut(text, waiver->path, PLACE_MAX_COLUMNS);
	buf_add_string(text, " (");
	escape_text_cut(text, waiver->reason, PROSE_MAX_COLUMNS);
	buf_add_string(text, "):");
	for (size_t i = 0; i < writer->group->n_waived; i++) {
		const struct violation *violation = writer->group->waived[i];

		if (violation->waiver != waiver)
			continue;
		place_add(text, violation, &n);
	}
	return places_end(text, n);
}

/* What is waived is shown as waived, never as passed. */
static void
waived_notes(const struct writer *writer)
{
	for (size_t i = 0; i < writer->verdict->n_waivers; i++) {
		CLEANUP(buf_release) struct buf text = BUF_INIT;

		if (waived_text(writer, &writer->verdict->waivers[i], &text))
			line_wrap(writer->out, buf_bytes(&text), label(writer, TONE_NOTE),
				  TITLE_INDENT);
	}
}

static void
counted_write(const struct writer *writer)
{
	const struct group *group = writer->group;
	size_t shown = shown_count(group);

	for (size_t i = 0; i < shown; i++) {
		const struct violation *violation = group->counted[i];

		violation_write(writer, violation);
		if (i + 1 == shown ||
		    !bytes_equal(violation->instead, group->counted[i + 1]->instead))
			instead(writer, violation->instead);
	}
	if (shown < group->n_counted) {
		gutter(writer, "");
		buf_printf(writer->out, "... and %zu more (writ check --format json shows all)\n",
			   group->n_counted - shown);
	}
}

/* The line of the policy, for who runs this to find out: others cannot mend it. */
static void
failure_source(const struct writer *writer)
{
	const struct outcome *outcome = writer->group->outcome;
	const struct violation place = { .line = outcome->error_line,
					 .excerpt = outcome->error_excerpt };
	struct frame frame;

	if (!writer->options->by_hand || !outcome->error_excerpt.data)
		return;
	frame_init(&frame, &place, LINE_COLUMNS - writer->digits - 3);
	gutter(writer, "|\n");
	buf_printf(writer->out, "%*zu | ", (int)writer->digits, outcome->error_line);
	line_end(writer->out, buf_bytes(&frame.line));
	gutter(writer, "|\n");
	frame_release(&frame);
}

static void
failure_write(const struct writer *writer, enum tone tone)
{
	const struct outcome *outcome = writer->group->outcome;
	CLEANUP(buf_release) struct buf text = BUF_INIT;

	buf_add_string(&text, "the policy failed: ");
	buf_add(&text, outcome->error);
	heading(writer, tone, buf_bytes(&text));
	failure_source(writer);
	if (outcome->error_place.len) {
		buf_add_repeated(writer->out, ' ', writer->digits);
		buf_add_string(writer->out, "--> ");
		escape_text_cut(writer->out, outcome->error_place, PLACE_MAX_COLUMNS);
		buf_add_char(writer->out, '\n');
	}
	remark(writer, BYTES("this is no violation: the decision could not judge the change"));
	instead(writer, BYTES("Tell who owns the decision."));
	why(writer);
}

void
text_group(struct buf *out, const struct verdict *verdict, const struct group *group,
	   const struct report_options *options)
{
	struct writer writer = { out, verdict, group, options, gutter_digits(group) };
	enum tone tone = line_tone(verdict, group->outcome);

	if (group->outcome->result == RESULT_ERROR) {
		failure_write(&writer, tone);
	} else if (group->n_counted) {
		heading(&writer, tone, group->outcome->title);
		counted_write(&writer);
		existing_lists(&writer, true);
		why(&writer);
	} else {
		existing_lists(&writer, false);
	}
	if (group->n_waived)
		waived_notes(&writer);
	if (group->n_counted || group->outcome->result == RESULT_ERROR)
		buf_add_char(out, '\n');
}
