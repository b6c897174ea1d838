#include "config.h"

#include "document/toml.h"

#include <math.h>

#include "base/day.h"
#include "base/number.h"

enum { DAY_CHARS = 10 };

static bool
is_digit(struct bytes text, size_t at)
{
	return at < text.len && text.data[at] >= '0' && text.data[at] <= '9';
}

static char
char_at(struct bytes text, size_t at)
{
	return at < text.len ? text.data[at] : '\0';
}

/* Two digits that are less than END. */
static bool
has_two(struct bytes text, size_t at, int end)
{
	return is_digit(text, at) && is_digit(text, at + 1) &&
	       (text.data[at] - '0') * 10 + (text.data[at + 1] - '0') < end;
}

/* HH:MM:SS with a fraction or without, from AT: where it ends, 0 when there is none. RFC 3339 has a
 * second 60. */
static size_t
time_end(struct bytes text, size_t at)
{
	size_t end;

	if (!has_two(text, at, 24) || char_at(text, at + 2) != ':' || !has_two(text, at + 3, 60) ||
	    char_at(text, at + 5) != ':' || !has_two(text, at + 6, 61))
		return 0;
	at += 8;
	if (char_at(text, at) != '.')
		return at;
	end = digits_skip(text, at + 1, 10);
	return end > at + 1 ? end : 0;
}

/* Z or +HH:MM, or nothing. */
static bool
is_offset(struct bytes text)
{
	char c = char_at(text, 0);

	if (text.len <= 1)
		return text.len == 0 || c == 'Z' || c == 'z';
	return (c == '+' || c == '-') && text.len == 6 && has_two(text, 1, 24) &&
	       text.data[3] == ':' && has_two(text, 4, 60);
}

static bool
is_date_or_time(struct bytes text)
{
	char separator = char_at(text, DAY_CHARS);
	size_t end;

	if (time_end(text, 0) == text.len)
		return true;
	if (!day_is_valid(bytes_slice(text, 0, DAY_CHARS)))
		return false;
	if (text.len == DAY_CHARS)
		return true;
	end = time_end(text, DAY_CHARS + 1);
	return (separator == 'T' || separator == 't' || separator == ' ') && end > 0 &&
	       is_offset(bytes_slice(text, end, text.len));
}

/* Digits of BASE from AT on, with single underscores between them: where they end. */
static size_t
grouped_skip(struct bytes text, size_t at, int base)
{
	size_t end = digits_skip(text, at, base);

	while (end > at && char_at(text, end) == '_') {
		size_t more = digits_skip(text, end + 1, base);

		if (more == end + 1)
			break;
		end = more;
	}
	return end;
}

/* Where the whole part of a decimal number ends, 0 when there is none or it begins with a 0 that
 * says nothing. */
static size_t
whole_end(struct bytes text, size_t at)
{
	size_t end = grouped_skip(text, at, 10);

	return end == at || (text.data[at] == '0' && end > at + 1) ? 0 : end;
}

static bool
is_float(struct bytes text, size_t sign)
{
	size_t end = whole_end(text, sign);
	size_t from;

	if (end == 0)
		return false;
	if (char_at(text, end) == '.') {
		from = end + 1;
		end = grouped_skip(text, from, 10);
		if (end == from)
			return false;
	}
	if (char_at(text, end) == 'e' || char_at(text, end) == 'E') {
		from = end + 1;
		if (char_at(text, from) == '+' || char_at(text, from) == '-')
			from++;
		end = grouped_skip(text, from, 10);
		if (end == from)
			return false;
	}
	return end == text.len;
}

/* The base of a whole number, and where its digits begin; 0 when it is none. */
static int
integer_base(struct bytes text, size_t sign, size_t *from)
{
	static const struct {
		struct bytes prefix;
		int base;
	} bases[] = {
		{ BYTES_INIT("0x"), 16 },
		{ BYTES_INIT("0o"), 8 },
		{ BYTES_INIT("0b"), 2 },
	};

	for (size_t i = 0; i < ARRAY_SIZE(bases); i++) {
		if (!bytes_starts_with(text, bases[i].prefix))
			continue;
		*from = bases[i].prefix.len;
		return *from < text.len && grouped_skip(text, *from, bases[i].base) == text.len
			       ? bases[i].base
			       : 0;
	}
	*from = sign;
	return whole_end(text, sign) == text.len ? 10 : 0;
}

static int
integer_add(struct builder *b, size_t at, struct bytes text, size_t from, int base)
{
	struct document_node *node = builder_scalar(b, NODE_INTEGER, at, text);

	if (!node)
		return -1;
	if (!integer_read(&node->integer, bytes_slice(text, from, text.len), base,
			  text.data[0] == '-'))
		return builder_fail(b, at, "the number does not fit into 64 bits");
	return 0;
}

static int
float_add(struct builder *b, size_t at, struct bytes text, double number)
{
	struct document_node *node = builder_scalar(b, NODE_FLOAT, at, text);

	if (node)
		node->number = number;
	return node ? 0 : -1;
}

static int
number_add(struct builder *b, size_t at, struct bytes text)
{
	size_t sign = char_at(text, 0) == '+' || char_at(text, 0) == '-';
	struct bytes unsigned_text = bytes_slice(text, sign, text.len);
	size_t from;
	int base = integer_base(text, sign, &from);

	if (base)
		return integer_add(b, at, text, from, base);
	if (is_float(text, sign))
		return float_add(b, at, text, float_read(text));
	if (bytes_equal_string(unsigned_text, "inf"))
		return float_add(b, at, text, text.data[0] == '-' ? -INFINITY : INFINITY);
	if (bytes_equal_string(unsigned_text, "nan"))
		return float_add(b, at, text, NAN);
	return builder_fail(b, at, "`%.*s` is no value of TOML", SHOWN(text));
}

static void
word_skip(struct scan *s)
{
	static const char others[] = "+-_.:";

	for (;;) {
		int c = scan_peek(s);

		if (!(c >= '0' && c <= '9') && !(c >= 'a' && c <= 'z') && !(c >= 'A' && c <= 'Z') &&
		    (c <= 0 || !strchr(others, c)))
			break;
		s->at++;
	}
}

int
toml_plain_read(struct toml *toml)
{
	struct scan *s = &toml->scan;
	size_t from = s->at;
	struct document_node *node;
	struct bytes text;

	word_skip(s);
	text = scan_since(s, from);
	if (text.len == 0)
		return scan_expected(s, "a value");
	if (day_is_valid(text) && scan_peek(s) == ' ' &&
	    is_digit(s->text, s->at + 1)) { /* a blank between date and time */
		s->at++;
		word_skip(s);
		text = scan_since(s, from);
	}
	if (is_date_or_time(text))
		return builder_scalar(s->builder, NODE_STRING, from, text) ? 0 : -1;
	if (!bytes_equal_string(text, "true") && !bytes_equal_string(text, "false"))
		return number_add(s->builder, from, text);
	node = builder_scalar(s->builder, NODE_BOOLEAN, from, text);
	if (node)
		node->boolean = text.data[0] == 't';
	return node ? 0 : -1;
}
