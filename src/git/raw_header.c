#include "config.h"

#include "git/raw_header.h"

fsck_set
raw_header_check(struct bytes raw)
{
	for (size_t i = 0; i < raw.len; i++) {
		if (raw.data[i] == '\0')
			return FSCK_BIT(FSCK_NUL_IN_HEADER);
		if (raw.data[i] == '\n' && i + 1 < raw.len && raw.data[i + 1] == '\n')
			return 0;
	}
	if (raw.len && raw.data[raw.len - 1] == '\n')
		return 0;
	return FSCK_BIT(FSCK_UNTERMINATED_HEADER);
}

bool
raw_header_take(struct bytes *rest, const char *key, struct bytes *value)
{
	struct bytes prefix = bytes_of(key);
	const char *feed;
	size_t end;

	if (!bytes_starts_with(*rest, prefix))
		return false;
	feed = memchr(rest->data, '\n', rest->len);
	end = feed ? (size_t)(feed - rest->data) : rest->len;
	*value = bytes_slice(*rest, prefix.len, end);
	*rest = bytes_slice(*rest, end + 1, rest->len);
	return true;
}

/* 0 to 15 for a hex digit, -1 for the rest. */
static int
hex_value(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	c |= 0x20;
	return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

bool
raw_id_parse(struct bytes hex, struct oid *id)
{
	if (hex.len != OID_HEX_CHARS)
		return false;
	for (size_t i = 0; i < OID_BYTES; i++) {
		int high = hex_value(hex.data[2 * i]);
		int low = hex_value(hex.data[2 * i + 1]);

		if (high < 0 || low < 0)
			return false;
		id->id[i] = (unsigned char)(high << 4 | low);
	}
	return true;
}

static bool
is_digit(char c)
{
	return c >= '0' && c <= '9';
}

/* The place of the first '<' or '>' of LINE from AT on, or its end. */
static size_t
find_bracket(struct bytes line, size_t at)
{
	while (at < line.len && line.data[at] != '<' && line.data[at] != '>')
		at++;
	return at;
}

static bool
has_byte(struct bytes line, size_t at, char byte)
{
	return at < line.len && line.data[at] == byte;
}

/* Takes the digits off REST; INT64_MAX when they are too many. */
static int64_t
take_number(struct bytes *rest)
{
	int64_t number = 0;
	size_t at = 0;

	for (; at < rest->len && is_digit(rest->data[at]); at++) {
		if (__builtin_mul_overflow(number, INT64_C(10), &number) ||
		    __builtin_add_overflow(number, (int64_t)(rest->data[at] - '0'), &number))
			number = INT64_MAX;
	}
	*rest = bytes_slice(*rest, at, rest->len);
	return number;
}

static void
skip_blanks(struct bytes *rest)
{
	while (rest->len && (rest->data[0] == ' ' || rest->data[0] == '\t'))
		*rest = bytes_slice(*rest, 1, rest->len);
}

static bool
is_zone(struct bytes zone)
{
	if (zone.len != 5 || (zone.data[0] != '+' && zone.data[0] != '-'))
		return false;
	for (size_t i = 1; i < zone.len; i++) {
		if (!is_digit(zone.data[i]))
			return false;
	}
	return true;
}

/* What follows `<email> `. */
static fsck_set
date_check(struct bytes rest)
{
	struct bytes digits;

	if (rest.len > 1 && rest.data[0] == '0' && rest.data[1] != ' ')
		return FSCK_BIT(FSCK_ZERO_PADDED_DATE);
	skip_blanks(&rest);
	digits = rest;
	if (take_number(&rest) == INT64_MAX)
		return FSCK_BIT(FSCK_BAD_DATE_OVERFLOW);
	if (rest.len == digits.len || !has_byte(rest, 0, ' '))
		return FSCK_BIT(FSCK_BAD_DATE);
	if (!is_zone(bytes_slice(rest, 1, rest.len)))
		return FSCK_BIT(FSCK_BAD_TIMEZONE);
	return 0;
}

fsck_set
raw_person_check(struct bytes line)
{
	size_t at = find_bracket(line, 0);

	if (has_byte(line, 0, '<'))
		return FSCK_BIT(FSCK_MISSING_NAME_BEFORE_EMAIL);
	if (has_byte(line, at, '>'))
		return FSCK_BIT(FSCK_BAD_NAME);
	if (!has_byte(line, at, '<'))
		return FSCK_BIT(FSCK_MISSING_EMAIL);
	if (line.data[at - 1] != ' ')
		return FSCK_BIT(FSCK_MISSING_SPACE_BEFORE_EMAIL);
	at = find_bracket(line, at + 1);
	if (!has_byte(line, at, '>'))
		return FSCK_BIT(FSCK_BAD_EMAIL);
	if (!has_byte(line, at + 1, ' '))
		return FSCK_BIT(FSCK_MISSING_SPACE_BEFORE_DATE);
	return date_check(bytes_slice(line, at + 2, line.len));
}

int64_t
raw_person_date(struct bytes line)
{
	size_t at = line.len;

	while (at > 0 && line.data[at - 1] != '>')
		at--;
	if (at == 0)
		return 0;
	line = bytes_slice(line, at, line.len);
	skip_blanks(&line);
	return take_number(&line);
}
