#include "config.h"

#include "manifest/python.h"

#include "base/macros.h"

/*
 * What Python makes of a text that others read otherwise: a line of its own behind a form feed,
 * say, which an editor shows as the end of a comment.
 */

/* The line breaks of str.splitlines beside LF and CR LF. */
static const char *const breaks[] = { "\v",   "\f",       "\x1c",         "\x1d",
				      "\x1e", "\xc2\x85", "\xe2\x80\xa8", "\xe2\x80\xa9" };

static int
breaks_check(struct manifest_reader *reader, const struct text_line *line)
{
	size_t at = text_find(line->text, "\r");

	for (size_t i = 0; i < ARRAY_SIZE(breaks) && at == line->text.len; i++)
		at = text_find(line->text, breaks[i]);
	if (at == line->text.len)
		return 0;
	return manifest_fail(reader, line->number, at + 1,
			     "a byte 0x%02x breaks the line, for Python only",
			     (unsigned int)(unsigned char)line->text.data[at]);
}

/* PEP 263: a comment in the first two lines that names the encoding. */
static int
encoding_check(struct manifest_reader *reader, const struct text_line *line)
{
	static const char *const readable[] = { "utf-8", "utf8", "ascii", "us-ascii", "latin-1" };
	struct bytes text = bytes_trim(line->text), name;
	size_t at = text_find(text, "coding");

	if (line->number > 2 || at == text.len || text.data[0] != '#')
		return 0;
	text = bytes_slice(text, at + 6, text.len);
	if (!text_takes(&text, ":") && !text_takes(&text, "="))
		return 0;
	text = bytes_trim(text);
	name = text_until(&text, " \t;,*");
	for (size_t i = 0; i < ARRAY_SIZE(readable); i++) {
		if (text_equal_lower(name, readable[i]))
			return 0;
	}
	return manifest_fail(reader, line->number, 1, "the encoding `%.*s` is not read",
			     SHOWN(name));
}

int
python_text_check(struct manifest_reader *reader)
{
	struct bytes rest = reader->text;
	struct text_line line = { BYTES_NONE, 0 };

	while (line_next(&rest, &line)) {
		if (breaks_check(reader, &line) < 0 || encoding_check(reader, &line) < 0)
			return -1;
	}
	return 0;
}
