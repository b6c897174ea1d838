#include "config.h"

#include "base/utf8.h"

/* RFC 3629, 4: the lead byte fixes the length and the range of the second byte. */
static const struct {
	unsigned char lead_first, lead_last;
	unsigned char second_first, second_last;
	unsigned char len;
} forms[] = {
	{ 0xc2, 0xdf, 0x80, 0xbf, 2 }, { 0xe0, 0xe0, 0xa0, 0xbf, 3 }, { 0xe1, 0xec, 0x80, 0xbf, 3 },
	{ 0xed, 0xed, 0x80, 0x9f, 3 }, { 0xee, 0xef, 0x80, 0xbf, 3 }, { 0xf0, 0xf0, 0x90, 0xbf, 4 },
	{ 0xf1, 0xf3, 0x80, 0xbf, 4 }, { 0xf4, 0xf4, 0x80, 0x8f, 4 },
};

static bool
is_tail(unsigned char c)
{
	return (c & 0xc0) == 0x80;
}

size_t
utf8_length(struct bytes text)
{
	const unsigned char *c = (const unsigned char *)text.data;

	if (text.len == 0)
		return 0;
	if (c[0] < 0x80)
		return 1;
	for (size_t i = 0; i < sizeof(forms) / sizeof(forms[0]); i++) {
		if (c[0] < forms[i].lead_first || c[0] > forms[i].lead_last)
			continue;
		if (text.len < forms[i].len || c[1] < forms[i].second_first ||
		    c[1] > forms[i].second_last)
			return 0;
		for (size_t k = 2; k < forms[i].len; k++) {
			if (!is_tail(c[k]))
				return 0;
		}
		return forms[i].len;
	}
	return 0;
}

unsigned int
utf8_decode(const char *text, size_t len)
{
	const unsigned char *c = (const unsigned char *)text;
	unsigned int point;

	if (len <= 1)
		return c[0];
	point = c[0] & (0xffu >> (len + 1));
	for (size_t i = 1; i < len; i++)
		point = point << 6 | (c[i] & 0x3fu);
	return point;
}

size_t
utf8_encode(char out[UTF8_MAX_BYTES], unsigned int point)
{
	size_t len = point < 0x80 ? 1 : point < 0x800 ? 2 : point < 0x10000 ? 3 : 4;

	if (len == 1) {
		out[0] = (char)point;
		return len;
	}
	for (size_t i = len - 1; i > 0; i--) {
		out[i] = (char)(0x80u | (point & 0x3fu));
		point >>= 6;
	}
	out[0] = (char)((0xf00u >> len & 0xffu) | point);
	return len;
}

size_t
utf8_valid_length(struct bytes b)
{
	size_t at = 0;

	while (at < b.len) {
		size_t len = utf8_length(bytes_slice(b, at, b.len));

		if (len == 0)
			break;
		at += len;
	}
	return at;
}
