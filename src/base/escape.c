#include "config.h"

#include "base/escape.h"

#include <stdint.h>
#include <stdio.h>

#include "base/macros.h"
#include "base/utf8.h"

enum {
	TAB_COLUMNS = 8,
	ESCAPE_CHARS = 16, /* the longest escape, `\u{10ffff}` or two `\uNNNN`, with its NUL */
};

#define NO_COLUMN SIZE_MAX

static bool
is_printable(unsigned char c)
{
	return c >= 0x20 && c < 0x7f;
}

/* How many bytes B begins with that text shows as they are. */
static size_t
plain_length(struct bytes b)
{
	size_t len = 0;

	while (len < b.len && is_printable((unsigned char)b.data[len]) && b.data[len] != '\\')
		len++;
	return len;
}

/* Writes what stands for one byte that is no part of a longer character. */
static void
escape_byte(char text[ESCAPE_CHARS], unsigned char c)
{
	static const char names[] = { ['\n'] = 'n', ['\r'] = 'r', ['\t'] = 't', ['\\'] = '\\' };

	if (c < sizeof(names) && names[c])
		snprintf(text, ESCAPE_CHARS, "\\%c", names[c]);
	else if (is_printable(c))
		snprintf(text, ESCAPE_CHARS, "%c", c);
	else
		snprintf(text, ESCAPE_CHARS, "\\x%02x", c);
}

/* Writes what stands for the first character of REST; returns the bytes that it took. */
static size_t
escape_character(char text[ESCAPE_CHARS], struct bytes rest)
{
	size_t len = utf8_length(rest);
	unsigned int point;

	if (len < 2) {
		escape_byte(text, (unsigned char)rest.data[0]);
		return 1;
	}
	point = utf8_decode(rest.data, len);
	snprintf(text, ESCAPE_CHARS, point > 0xffff ? "\\u{%x}" : "\\u%04x", point);
	return len;
}

void
escape_text(struct buf *out, struct bytes b)
{
	char text[ESCAPE_CHARS];

	while (b.len) {
		size_t len = plain_length(b);

		buf_add(out, bytes_slice(b, 0, len));
		b = bytes_slice(b, len, b.len);
		if (b.len == 0)
			break;
		len = escape_character(text, b);
		buf_add_string(out, text);
		b = bytes_slice(b, len, b.len);
	}
}

/* Whether POINT moves, hides or breaks what stands around it, or is not seen at all. */
static bool
is_control(unsigned int point)
{
	static const struct {
		unsigned int first, last;
	} ranges[] = {
		{ 0x00, 0x1f },     { 0x7f, 0x9f },     { 0xad, 0xad },       { 0x61c, 0x61c },
		{ 0x180e, 0x180e }, { 0x200b, 0x200f }, { 0x2028, 0x202e },   { 0x2060, 0x206f },
		{ 0xfeff, 0xfeff }, { 0xfff9, 0xffff }, { 0xe0000, 0xe0fff },
	};

	for (size_t i = 0; i < sizeof(ranges) / sizeof(ranges[0]); i++) {
		if (point >= ranges[i].first && point <= ranges[i].last)
			return true;
	}
	return false;
}

void
escape_controls(struct buf *out, struct bytes b)
{
	char text[ESCAPE_CHARS];

	while (b.len) {
		size_t len = utf8_length(b);

		if (len && !is_control(utf8_decode(b.data, len))) {
			buf_add(out, bytes_slice(b, 0, len));
		} else {
			len = escape_character(text, b);
			buf_add_string(out, text);
		}
		b = bytes_slice(b, len, b.len);
	}
}

/* Writes what stands for the first character of REST when it is shown at COLUMN of a code frame;
 * returns the bytes that it took. */
static size_t
source_character(char text[ESCAPE_CHARS], struct bytes rest, size_t column)
{
	if (rest.data[0] != '\t')
		return escape_character(text, rest);
	snprintf(text, ESCAPE_CHARS, "%*s", (int)(TAB_COLUMNS - column % TAB_COLUMNS), "");
	return 1;
}

/* Takes back what stands behind LEN and writes dots for it. */
static void
cut_back(struct buf *out, size_t len, size_t dots)
{
	buf_add_repeated(out, '.', 0); /* so that there is memory, even for nothing */
	out->len = len;
	buf_add_repeated(out, '.', dots);
}

/* Shows B from COLUMN on, or, with NO_COLUMN, as text; at most MAX columns of it. */
static size_t
escape_cut(struct buf *out, struct bytes b, size_t column, size_t max)
{
	size_t dots = max < 3 ? max : 3;
	size_t start = out->len, keep = start;
	char text[ESCAPE_CHARS];

	while (b.len) {
		size_t written = out->len - start;
		size_t taken = column == NO_COLUMN ? escape_character(text, b)
						   : source_character(text, b, column + written);

		if (strlen(text) > max - written) {
			cut_back(out, keep, dots);
			break;
		}
		buf_add_string(out, text);
		if (out->len - start <= max - dots)
			keep = out->len;
		b = bytes_slice(b, taken, b.len);
	}
	return out->len - start;
}

size_t
escape_text_cut(struct buf *out, struct bytes b, size_t max)
{
	return escape_cut(out, b, NO_COLUMN, max);
}

size_t
escape_source(struct buf *out, struct bytes b, size_t column)
{
	return escape_cut(out, b, column, SIZE_MAX);
}

size_t
escape_source_cut(struct buf *out, struct bytes b, size_t column, size_t max)
{
	return escape_cut(out, b, column, max);
}

static void
json_escape_unit(struct buf *out, unsigned int unit)
{
	static const char names[] = {
		['\b'] = 'b', ['\f'] = 'f', ['\n'] = 'n',  ['\r'] = 'r',
		['\t'] = 't', ['"'] = '"',  ['\\'] = '\\',
	};

	if (unit < sizeof(names) && names[unit])
		buf_printf(out, "\\%c", names[unit]);
	else
		buf_printf(out, "\\u%04x", unit);
}

/* RFC 8259, 7: beyond the Basic Multilingual Plane stands a UTF-16 surrogate pair. */
static void
json_escape_point(struct buf *out, unsigned int point)
{
	if (point > 0xffff) {
		json_escape_unit(out, 0xd800 + ((point - 0x10000) >> 10));
		json_escape_unit(out, 0xdc00 + ((point - 0x10000) & 0x3ff));
	} else {
		json_escape_unit(out, point);
	}
}

static size_t
json_plain_length(struct bytes b)
{
	size_t len = 0;

	while (len < b.len && is_printable((unsigned char)b.data[len]) && b.data[len] != '\\' &&
	       b.data[len] != '"')
		len++;
	return len;
}

void
escape_json(struct buf *out, struct bytes b)
{
	buf_add_char(out, '"');
	while (b.len) {
		size_t len = json_plain_length(b);

		buf_add(out, bytes_slice(b, 0, len));
		b = bytes_slice(b, len, b.len);
		if (b.len == 0)
			break;
		len = utf8_length(b);
		json_escape_point(out, len ? utf8_decode(b.data, len) : 0xfffd);
		b = bytes_slice(b, len ? len : 1, b.len);
	}
	buf_add_char(out, '"');
}

void
escape_base64(struct buf *out, struct bytes b)
{
	static const char digits[] =
		"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
	const unsigned char *c = (const unsigned char *)b.data;

	for (size_t i = 0; i < b.len; i += 3) {
		size_t left = b.len - i;
		uint32_t bits = (uint32_t)c[i] << 16;

		if (left > 1)
			bits |= (uint32_t)c[i + 1] << 8;
		if (left > 2)
			bits |= c[i + 2];
		buf_add_char(out, digits[bits >> 18]);
		buf_add_char(out, digits[bits >> 12 & 63]);
		buf_add_char(out, left > 1 ? digits[bits >> 6 & 63] : '=');
		buf_add_char(out, left > 2 ? digits[bits & 63] : '=');
	}
}
