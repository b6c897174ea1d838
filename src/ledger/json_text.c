#include "config.h"

#include "ledger/json_text.h"

#include "base/number.h"
#include "base/utf8.h"
#include "ledger/json_items.h"

enum {
	DIGITS = 4,
	HIGH_FIRST = 0xd800,
	LOW_FIRST = 0xdc00,
	LOW_LAST = 0xdfff,
	NO_CHARACTER = 0xfffd,
	BEYOND = 0x10000,
	LOW_BITS = 10,
};

/* The four digits behind \u at AT; -1 where there are none. */
static long
unit_read(struct bytes text, size_t at)
{
	long unit = 0;

	if (text.len < at + 2 + DIGITS || text.data[at] != '\\' || text.data[at + 1] != 'u')
		return -1;
	for (size_t i = at + 2; i < at + 2 + DIGITS; i++)
		unit = unit * 16 + digit_value(text.data[i]);
	return unit;
}

/* The character of the escape at *AT, which goes on behind it. */
static unsigned int
character_read(struct bytes text, size_t *at)
{
	long high = unit_read(text, *at);
	long low = unit_read(text, *at + 2 + DIGITS);

	*at += 2 + DIGITS;
	if (high < HIGH_FIRST || high > LOW_LAST)
		return (unsigned int)high;
	if (high >= LOW_FIRST || low < LOW_FIRST || low > LOW_LAST)
		return NO_CHARACTER;
	*at += 2 + DIGITS;
	return (unsigned int)(BEYOND + ((high - HIGH_FIRST) << LOW_BITS) + (low - LOW_FIRST));
}

static char
plain_escape(char c)
{
	static const char letters[] = "bfnrt", values[] = "\b\f\n\r\t";
	const char *found = memchr(letters, c, sizeof(letters) - 1);

	return found ? values[found - letters] : c;
}

void
json_text_add(struct buf *out, struct bytes text)
{
	char utf8[UTF8_MAX_BYTES];
	size_t at = 0;

	while (at < text.len) {
		if (text.data[at] != '\\' || at + 1 == text.len) {
			buf_add_char(out, text.data[at++]);
		} else if (unit_read(text, at) >= 0) {
			size_t len = utf8_encode(utf8, character_read(text, &at));

			buf_add(out, (struct bytes){ utf8, len });
		} else {
			buf_add_char(out, plain_escape(text.data[at + 1]));
			at += 2;
		}
	}
}

void
json_member_text_add(struct buf *out, struct bytes member)
{
	struct bytes rest = member, key;

	if (!bytes_split(&rest, ':', &key))
		return;
	if (bytes_ends_with(key, BYTES("_base64\"")))
		buf_add_string(out, "base64:");
	json_text_add(out, json_string_text(rest));
}
