#include "config.h"

#include "base/markdown.h"

#include "base/escape.h"
#include "base/utf8.h"

/* Code points that are shown as they are: each has a shape, and none changes another. What is
 * missing here is only less pretty. */
static const struct {
	unsigned int first, last;
} shown[] = {
	{ 0x00a1, 0x00a7 }, /* signs of Latin-1; not the soft hyphen */
	{ 0x00a9, 0x00ac }, { 0x00ae, 0x00b3 },
	{ 0x00b5, 0x00b7 }, { 0x00b9, 0x024f }, /* Latin letters */
	{ 0x0386, 0x03ff },                     /* Greek */
	{ 0x0400, 0x0482 },                     /* Cyrillic */
	{ 0x048a, 0x052f }, { 0x1e00, 0x1eff }, /* Latin letters with more than one mark */
	{ 0x2010, 0x2027 },                     /* dashes, quotation marks, bullet, dots */
	{ 0x2030, 0x205e },                     /* per mille to dots */
	{ 0x20a0, 0x20bf },                     /* currencies */
	{ 0x2190, 0x22ff },                     /* arrows, mathematics */
	{ 0x3001, 0x3029 },                     /* CJK punctuation */
	{ 0x3041, 0x3096 },                     /* Hiragana */
	{ 0x30a0, 0x30ff },                     /* Katakana */
	{ 0x4e00, 0x9fff },                     /* CJK ideographs */
	{ 0xac00, 0xd7a3 },                     /* Hangul */
	{ 0xff01, 0xff5e },                     /* full width */
};

static bool
is_shown(unsigned int point)
{
	for (size_t i = 0; i < sizeof(shown) / sizeof(shown[0]); i++) {
		if (point >= shown[i].first && point <= shown[i].last)
			return true;
	}
	return false;
}

/* The bytes that TEXT begins with that stand for themselves, printable ASCII but a backslash among
 * them. */
static size_t
plain_length(struct bytes text)
{
	size_t at = 0;

	while (at < text.len) {
		unsigned char c = (unsigned char)text.data[at];
		size_t len = utf8_length(bytes_slice(text, at, text.len));

		if (len < 2 && (c < 0x20 || c > 0x7e || c == '\\'))
			break;
		if (len > 1 && !is_shown(utf8_decode(text.data + at, len)))
			break;
		at += len;
	}
	return at;
}

/* The first character, which does not stand for itself. */
static size_t
odd_length(struct bytes text)
{
	size_t len = utf8_length(text);

	return len ? len : 1;
}

/* What stands for the byte that REST begins with: a '<' that opens an element, a comment or the
 * like (CommonMark 0.31, 4.6 and 6.6), and a '&' of a character reference (2.5); else NULL. */
static const char *
markup_escape(struct bytes rest)
{
	char next = rest.len > 1 ? rest.data[1] : '\0';
	bool letter = (next >= 'a' && next <= 'z') || (next >= 'A' && next <= 'Z');

	if (rest.data[0] == '<' && (letter || next == '!' || next == '/' || next == '?'))
		return "&lt;";
	if (rest.data[0] == '&' && (letter || next == '#'))
		return "&amp;";
	return NULL;
}

static void
plain_add(struct buf *out, struct bytes plain)
{
	size_t from = 0;

	for (size_t i = 0; i < plain.len; i++) {
		const char *escape = markup_escape(bytes_slice(plain, i, plain.len));

		if (!escape)
			continue;
		buf_add(out, bytes_slice(plain, from, i));
		buf_add_string(out, escape);
		from = i + 1;
	}
	buf_add(out, bytes_slice(plain, from, plain.len));
}

void
markdown_text(struct buf *out, struct bytes text)
{
	while (text.len) {
		size_t len = plain_length(text);

		plain_add(out, bytes_slice(text, 0, len));
		text = bytes_slice(text, len, text.len);
		len = text.len ? odd_length(text) : 0;
		escape_text(out, bytes_slice(text, 0, len));
		text = bytes_slice(text, len, text.len);
	}
}

/* The longest run of backquotes in TEXT. */
static size_t
backquotes(struct bytes text)
{
	size_t longest = 0, run = 0;

	for (size_t i = 0; i < text.len; i++) {
		run = text.data[i] == '`' ? run + 1 : 0;
		if (run > longest)
			longest = run;
	}
	return longest;
}

void
markdown_code(struct buf *out, struct bytes text)
{
	size_t marks = backquotes(text) + 1;
	bool apart = text.len == 0 || text.data[0] == '`' || text.data[text.len - 1] == '`';

	buf_add_repeated(out, '`', marks);
	buf_add_string(out, apart ? " " : "");
	markdown_text(out, text);
	buf_add_string(out, apart ? " " : "");
	buf_add_repeated(out, '`', marks);
}
