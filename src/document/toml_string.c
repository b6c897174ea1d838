#include "config.h"

#include "document/toml.h"

#include "base/utf8.h"

enum { FENCE = 3, QUOTES_MAX = 5 }; /* two quotes may stand before the three that end a string */

struct toml_string {
	struct scan *scan;
	struct buf *out;
	size_t at;       /* where it begins */
	char quote;      /* " or ' */
	bool multi_line; /* three quotes */
};

static bool
newline_takes(struct scan *s)
{
	return scan_takes(s, BYTES("\n")) || scan_takes(s, BYTES("\r\n"));
}

/* A backslash at the end of a line: all blanks and line ends that follow say nothing. */
static int
line_end_escape(struct toml_string *string)
{
	struct scan *s = string->scan;
	size_t at = s->at - 1;

	toml_blanks_skip(s);
	if (!string->multi_line || !newline_takes(s))
		return builder_fail(s->builder, at, "this escape is not one of TOML's");
	do
		toml_blanks_skip(s);
	while (newline_takes(s));
	return 0;
}

static int
point_escape(struct toml_string *string, size_t digits)
{
	struct scan *s = string->scan;
	char text[UTF8_MAX_BYTES];
	unsigned int point;
	size_t at = s->at - 2;

	if (scan_hex(s, digits, at, &point) < 0)
		return -1;
	if (point > 0x10ffff || (point >= 0xd800 && point <= 0xdfff))
		return builder_fail(s->builder, at, "U+%04X is no character", point);
	buf_add(string->out, (struct bytes){ text, utf8_encode(text, point) });
	return 0;
}

/* Takes a backslash and what belongs to it. */
static int
escape_read(struct toml_string *string)
{
	static const char names[] = "btnfr\"\\", values[] = "\b\t\n\f\r\"\\";
	struct scan *s = string->scan;
	int c = scan_ahead(s, 1);
	const char *name = c > 0 ? strchr(names, c) : NULL;

	s->at++;
	if (c == 'u' || c == 'U') {
		s->at++;
		return point_escape(string, c == 'u' ? 4 : 8);
	}
	if (!name)
		return line_end_escape(string);
	s->at++;
	buf_add_char(string->out, values[name - names]);
	return 0;
}

/* Takes quotes: 1 when they end the string. */
static int
quotes_read(struct toml_string *string)
{
	struct scan *s = string->scan;
	size_t n = 0;

	while (n < (string->multi_line ? QUOTES_MAX : 1) && scan_peek(s) == string->quote) {
		s->at++;
		n++;
	}
	if (!string->multi_line)
		return 1;
	buf_add_repeated(string->out, string->quote, n < FENCE ? n : n - FENCE);
	return n >= FENCE;
}

/* Takes a run of what stands for itself. */
static void
plain_read(struct toml_string *string)
{
	struct scan *s = string->scan;
	size_t from = s->at;

	for (;;) {
		int c = scan_peek(s);

		if (c == SCAN_END || c == string->quote || (c == '\\' && string->quote == '"') ||
		    (c < ' ' && c != '\t') || c == 0x7f)
			break;
		s->at++;
	}
	buf_add(string->out, scan_since(s, from));
}

/* Takes what ends a run: 1 at the end of the string. */
static int
special_read(struct toml_string *string)
{
	struct scan *s = string->scan;
	int c = scan_peek(s);

	if (c == string->quote)
		return quotes_read(string);
	if (c == '\\')
		return escape_read(string);
	if (c == SCAN_END || (!string->multi_line && (c == '\n' || c == '\r')))
		return builder_fail(s->builder, string->at, "a string is not closed");
	if (!newline_takes(s))
		return builder_fail(s->builder, s->at,
				    "a byte 0x%02x stands in a string; it must be escaped",
				    (unsigned int)c);
	buf_add_char(string->out, '\n');
	return 0;
}

int
toml_string_read(struct toml *toml, bool is_value, struct bytes *text)
{
	struct scan *s = &toml->scan;
	struct toml_string string = {
		.scan = s,
		.out = &toml->string,
		.at = s->at,
		.quote = s->text.data[s->at],
	};
	struct bytes fence = string.quote == '"' ? BYTES("\"\"\"") : BYTES("'''");
	int end = 0;

	string.multi_line = is_value && scan_takes(s, fence);
	if (!string.multi_line)
		s->at++;
	else
		newline_takes(s);
	buf_clear(string.out);
	while (end == 0) {
		plain_read(&string);
		end = special_read(&string);
	}
	if (end > 0)
		*text = arena_copy(s->builder->arena, buf_bytes(string.out));
	return end < 0 ? -1 : 0;
}
