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

/* A word as Python's codecs have them for names. */
static struct bytes
encoding_take(struct bytes *text)
{
	size_t end = 0;

	while (end < text->len && !char_is_in(text->data[end], " \t;,*:=#\"'()<>/"))
		end++;
	*text = bytes_slice(*text, end, text->len);
	return (struct bytes){ text->data - end, end };
}

/* PEP 263: a comment in the first two lines that names the encoding; anywhere in it, and `coding`
 * may stand there before. */
static int
encoding_check(struct manifest_reader *reader, const struct text_line *line, bool *is_latin)
{
	static const char *const readable[] = { "utf-8", "utf8", "ascii", "us-ascii", "latin-1" };
	struct bytes text = bytes_trim(line->text), name;
	bool is_known = false;
	size_t at;

	if (line->number > 2 || text.len == 0 || text.data[0] != '#')
		return 0;
	while ((at = text_find(text, "coding")) < text.len) {
		text = bytes_slice(text, at + 6, text.len);
		if (!text_takes(&text, ":") && !text_takes(&text, "="))
			continue;
		text = bytes_trim(text);
		name = encoding_take(&text);
		is_known = name.len == 0;
		for (size_t i = 0; i < ARRAY_SIZE(readable) && !is_known; i++)
			is_known = text_equal_lower(name, readable[i]);
		if (!is_known)
			return manifest_fail(reader, line->number, 1,
					     "the encoding `%.*s` is not read", SHOWN(name));
		*is_latin = *is_latin || text_equal_lower(name, "latin-1");
	}
	return 0;
}

/* In Latin 1 that byte alone ends a line, also as a part of what is a letter in UTF-8. */
static int
latin_check(struct manifest_reader *reader)
{
	struct bytes rest = reader->text;
	struct text_line line = { BYTES_NONE, 0 };

	while (line_next(&rest, &line)) {
		size_t at = text_find(line.text, "\x85");

		if (at < line.text.len)
			return manifest_fail(reader, line.number, at + 1,
					     "a byte 0x85 breaks the line, for Python only");
	}
	return 0;
}

int
python_text_check(struct manifest_reader *reader)
{
	struct bytes rest = reader->text;
	struct text_line line = { BYTES_NONE, 0 };
	bool is_latin = false;

	while (line_next(&rest, &line)) {
		if (breaks_check(reader, &line) < 0 || encoding_check(reader, &line, &is_latin) < 0)
			return -1;
	}
	return is_latin ? latin_check(reader) : 0;
}
