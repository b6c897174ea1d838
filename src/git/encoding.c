#include "config.h"

#include "git/encoding.h"

#include <errno.h>
#include <iconv.h>
#include <stdint.h>
#include <strings.h>

#include "base/buf.h"

/*
 * The encodings that iconv(3) is asked for. The name comes out of a pushed commit, and glibc loads
 * a module of that name from the disk and runs it over pushed bytes: so only names that people
 * have committed in. ISO-8859-1 is decoded here, since a caged worker may not load anything.
 */
static const char *const known[] = {
	"ISO-8859-2",  "ISO-8859-3",  "ISO-8859-4",  "ISO-8859-5",   "ISO-8859-7",   "ISO-8859-8",
	"ISO-8859-9",  "ISO-8859-13", "ISO-8859-15", "ISO-8859-16",  "WINDOWS-1250", "WINDOWS-1251",
	"CP1250",      "CP1251",      "CP1252",      "WINDOWS-1252", "WINDOWS-1253", "CP866",
	"KOI8-R",      "KOI8-U",      "EUC-JP",      "SHIFT_JIS",    "SJIS",         "CP932",
	"ISO-2022-JP", "EUC-KR",      "CP949",       "GB2312",       "GBK",          "CP936",
	"GB18030",     "BIG5",        "EUC-TW",      "TIS-620",
};

/* Spellings of what is decoded here: code points below 256, each in one byte. */
static const char *const latin_1[] = {
	"ISO-8859-1", "ISO8859-1", "ISO_8859-1", "ISO88591", "LATIN1", "LATIN-1", "L1",
};

static const char *
name_find(const char *const *names, size_t n, struct bytes name)
{
	for (size_t i = 0; i < n; i++) {
		if (strlen(names[i]) == name.len && strncasecmp(names[i], name.data, name.len) == 0)
			return names[i];
	}
	return NULL;
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

static void
converter_close(iconv_t *converter)
{
	if (*converter != (iconv_t)-1)
		iconv_close(*converter);
}

/* As much of *IN as a chunk of output takes; IN is NULL to get what the converter holds back. */
static bool
convert_some(iconv_t converter, char **in, size_t *in_left, struct buf *out)
{
	char chunk[1024];
	char *to = chunk;
	size_t room = sizeof(chunk);

	if (iconv(converter, in, in_left, &to, &room) == (size_t)-1 && errno != E2BIG)
		return false;
	buf_add(out, (struct bytes){ chunk, sizeof(chunk) - room });
	return true;
}

/* All of TEXT through CONVERTER; false when a byte of it does not belong there. */
static bool
convert(iconv_t converter, struct bytes text, struct buf *out)
{
	char *in = (char *)(uintptr_t)text.data;
	size_t in_left = text.len;

	while (in_left > 0) {
		if (!convert_some(converter, &in, &in_left, out))
			return false;
	}
	return convert_some(converter, NULL, NULL, out);
}

static struct bytes
decode_by_iconv(const char *name, struct bytes text, struct arena *arena)
{
	CLEANUP(converter_close) iconv_t converter = iconv_open("UTF-8", name);
	CLEANUP(buf_release) struct buf out = BUF_INIT;

	if (converter == (iconv_t)-1 || !convert(converter, text, &out))
		return text;
	return arena_copy(arena, buf_bytes(&out));
}

struct bytes
encoding_decode(struct bytes name, struct bytes text, struct arena *arena)
{
	const char *by_iconv = name_find(known, ARRAY_SIZE(known), name);

	if (name_find(latin_1, ARRAY_SIZE(latin_1), name))
		return decode_latin_1(text, arena);
	return by_iconv ? decode_by_iconv(by_iconv, text, arena) : text;
}
