#include "config.h"

#include "git/encoding.h"

#include <strings.h>

#include "base/buf.h"

/*
 * Only what needs no table is decoded: code points below 256, each in one byte. iconv(3) would load
 * a module by a name that came out of a pushed commit, from a disk that a caged worker cannot read,
 * and would make a verdict depend on which modules a server has.
 */
static const char *const latin_1[] = {
	"ISO-8859-1", "ISO8859-1", "ISO_8859-1", "ISO88591", "LATIN1", "LATIN-1", "L1",
};

/*
 * The rest stays bytes. In these families a byte below 128 that begins a character is ASCII; in
 * UTF-7, ISO-2022, EBCDIC and the like it is not, and what a reader sees would be hidden from a
 * policy.
 */
static const char *const with_ascii[] = { "UTF-8", "UTF8", "ASCII", "US-ASCII", "ANSI_X3.4-1968" };
static const char *const with_ascii_families[] = {
	"ISO-8859-", "ISO8859-",  "ISO_8859-", "ISO8859",   "LATIN",   "WINDOWS-125", "CP125",
	"KOI8-",     "EUC-",      "EUC",       "GB2312",    "GBK",     "GB18030",     "BIG5",
	"SHIFT_JIS", "SHIFT-JIS", "SJIS",      "CP932",     "CP936",   "CP949",       "CP950",
	"CP437",     "CP850",     "CP866",     "MACINTOSH", "TIS-620",
};

static bool
is_one_of(struct bytes name, const char *const *names, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		if (strlen(names[i]) == name.len && strncasecmp(names[i], name.data, name.len) == 0)
			return true;
	}
	return false;
}

static bool
is_latin_1(struct bytes name)
{
	return is_one_of(name, latin_1, ARRAY_SIZE(latin_1));
}

bool
encoding_keeps_ascii(struct bytes name)
{
	if (is_latin_1(name) || is_one_of(name, with_ascii, ARRAY_SIZE(with_ascii)))
		return true;
	for (size_t i = 0; i < ARRAY_SIZE(with_ascii_families); i++) {
		size_t len = strlen(with_ascii_families[i]);

		if (name.len >= len && strncasecmp(with_ascii_families[i], name.data, len) == 0)
			return true;
	}
	return false;
}

static struct bytes
decode_latin_1(struct bytes text, struct arena *arena)
{
	CLEANUP(buf_release) struct buf out = BUF_INIT;

	for (size_t i = 0; i < text.len; i++) {
		unsigned char c = (unsigned char)text.data[i];

		if (c >= 0x80)
			buf_add_char(&out, (char)(0xc0 | c >> 6));
		buf_add_char(&out, (char)(c < 0x80 ? c : (0x80 | (c & 0x3f))));
	}
	return arena_copy(arena, buf_bytes(&out));
}

struct bytes
encoding_decode(struct bytes name, struct bytes text, struct arena *arena)
{
	return is_latin_1(name) ? decode_latin_1(text, arena) : text;
}
