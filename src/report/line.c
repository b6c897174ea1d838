#include "config.h"

#include "report/line.h"

#include <inttypes.h>

#include "base/escape.h"
#include "base/macros.h"

static const struct {
	const char *word, *sgr; /* ECMA-48, 8.3.117 */
} tones[] = {
	[TONE_ERROR] = { "error", "\x1b[1;31m" }, [TONE_WARNING] = { "warning", "\x1b[1;33m" },
	[TONE_NOTE] = { "note", "\x1b[36m" },     [TONE_HINT] = { "hint", "\x1b[33m" },
	[TONE_MARK] = { "", "\x1b[31m" },
};

const char *
line_tone_word(enum tone tone)
{
	return tones[tone].word;
}

void
line_word(struct buf *out, const struct report_options *options, enum tone tone, const char *word)
{
	if (options->color)
		buf_printf(out, "%s%s\x1b[m", tones[tone].sgr, word);
	else
		buf_add_string(out, word);
}

size_t
line_label(struct buf *out, const struct report_options *options, enum tone tone, const char *word,
	   struct bytes id)
{
	CLEANUP(buf_release) struct buf label = BUF_INIT;

	buf_printf(&label, "%s[", word);
	escape_text_cut(&label, id, PLACE_MAX_COLUMNS);
	buf_add_char(&label, ']');
	line_word(out, options, tone, label.data);
	return label.len;
}

enum tone
line_tone(const struct verdict *verdict, const struct outcome *outcome)
{
	return outcome->level == LEVEL_MANDATORY && !verdict->observe ? TONE_ERROR : TONE_WARNING;
}

enum tone
line_violation_tone(const struct verdict *verdict, const struct violation *violation)
{
	return violation_counts(violation)
		       ? line_tone(verdict, &verdict->outcomes[violation->outcome])
		       : TONE_NOTE;
}

void
line_fold(struct buf *out, struct bytes text)
{
	bool first = true;
	struct bytes piece;

	text = bytes_trim(text);
	while (bytes_split(&text, '\n', &piece)) {
		if (!first)
			buf_add_char(out, ' ');
		buf_add(out, bytes_trim(piece));
		first = false;
	}
}

void
line_origin(struct buf *out, const struct outcome *outcome)
{
	if (outcome->shown_path.len) {
		buf_add(out, outcome->shown_path);
		buf_add_string(out, ", accepted");
	} else {
		buf_add_string(out, "a rule of writ itself");
	}
	if (outcome->date.len) {
		buf_add_char(out, ' ');
		buf_add(out, outcome->date);
	}
}

static struct bytes
prose_escape(struct buf *escaped, struct bytes text)
{
	escape_text_cut(escaped, bytes_trim(text), PROSE_MAX_COLUMNS);
	return buf_bytes(escaped);
}

/* How much of TEXT stands on a line with ROOM columns: up to the last blank that fits, else up to
 * the first. What stands in backquotes is a command to copy and stays whole. */
static size_t
prose_line_length(struct bytes text, size_t room)
{
	size_t fitting = 0;
	bool quoted = false;

	if (text.len <= room)
		return text.len;
	for (size_t i = 0; i < text.len; i++) {
		if (text.data[i] == '`')
			quoted = !quoted && memchr(text.data + i + 1, '`', text.len - i - 1);
		if (text.data[i] != ' ' || quoted)
			continue;
		if (i > room)
			return fitting ? fitting : i;
		fitting = i;
	}
	return fitting ? fitting : text.len;
}

void
line_wrap(struct buf *out, struct bytes escaped, size_t column, size_t indent)
{
	struct bytes rest = escaped;

	for (;;) {
		size_t room = column < LINE_COLUMNS ? LINE_COLUMNS - column : 0;
		struct bytes line = bytes_slice(rest, 0, prose_line_length(rest, room));

		buf_add(out, bytes_trim(line));
		buf_add_char(out, '\n');
		rest = bytes_trim(bytes_slice(rest, line.len, rest.len));
		if (rest.len == 0)
			return;
		buf_add_repeated(out, ' ', indent);
		column = indent;
	}
}

void
line_prose(struct buf *out, struct bytes text, size_t column, size_t indent)
{
	CLEANUP(buf_release) struct buf escaped = BUF_INIT;

	line_wrap(out, prose_escape(&escaped, text), column, indent);
}

bool
line_prose_fits(struct bytes text, size_t column)
{
	CLEANUP(buf_release) struct buf escaped = BUF_INIT;

	return column + prose_escape(&escaped, text).len <= LINE_COLUMNS;
}

void
line_end(struct buf *out, struct bytes escaped)
{
	while (escaped.len && escaped.data[escaped.len - 1] == ' ')
		escaped.len--;
	buf_add(out, escaped);
	buf_add_char(out, '\n');
}

void
line_count(struct buf *out, uint64_t n, const char *one, const char *many)
{
	buf_printf(out, "%" PRIu64 " %s", n, n == 1 ? one : many);
}

void
line_commit(struct buf *out, const struct oid *commit)
{
	char hex[OID_HEX_CHARS + 1];

	oid_hex(commit, hex);
	buf_printf(out, "%.*s", OID_SHORT_CHARS, hex);
}

void
line_position(struct buf *out, const struct violation *violation)
{
	if (violation->line)
		buf_printf(out, ":%zu", violation->line);
	if (violation->line && violation->column)
		buf_printf(out, ":%zu", violation->column);
}

void
line_place(struct buf *out, const struct violation *violation)
{
	if (violation->path.len) {
		escape_text_cut(out, violation->path, PLACE_MAX_COLUMNS);
		line_position(out, violation);
	} else if (!oid_is_zero(&violation->commit)) {
		line_commit(out, &violation->commit);
	} else if (violation->ref.len) {
		escape_text_cut(out, violation->ref, PLACE_MAX_COLUMNS);
	} else {
		buf_add_string(out, "push");
	}
}

const char *
line_existing(const struct violation *violation)
{
	return violation->traded ? "others went for it" : "was there before";
}
