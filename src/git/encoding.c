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

static bool
is_latin_1(struct bytes name)
{
	for (size_t i = 0; i < ARRAY_SIZE(latin_1); i++) {
		if (strlen(latin_1[i]) == name.len &&
		    strncasecmp(latin_1[i], name.data, name.len) == 0)
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
