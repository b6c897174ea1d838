#include "config.h"

#include <errno.h>
#include <locale.h>
#include <math.h>
#include <stdlib.h>

#include "decisions/yaml.h"

struct word {
	const char *text;
	enum value_kind kind;
	double number; /* of a float; non-zero for true */
};

static const struct word words[] = {
	{ "", VALUE_NULL, 0 },
	{ "~", VALUE_NULL, 0 },
	{ "null", VALUE_NULL, 0 },
	{ "Null", VALUE_NULL, 0 },
	{ "NULL", VALUE_NULL, 0 },
	{ "true", VALUE_BOOLEAN, 1 },
	{ "True", VALUE_BOOLEAN, 1 },
	{ "TRUE", VALUE_BOOLEAN, 1 },
	{ "false", VALUE_BOOLEAN, 0 },
	{ "False", VALUE_BOOLEAN, 0 },
	{ "FALSE", VALUE_BOOLEAN, 0 },
	{ ".nan", VALUE_FLOAT, NAN },
	{ ".NaN", VALUE_FLOAT, NAN },
	{ ".NAN", VALUE_FLOAT, NAN },
	{ ".inf", VALUE_FLOAT, INFINITY },
	{ ".Inf", VALUE_FLOAT, INFINITY },
	{ ".INF", VALUE_FLOAT, INFINITY },
	{ "+.inf", VALUE_FLOAT, INFINITY },
	{ "+.Inf", VALUE_FLOAT, INFINITY },
	{ "+.INF", VALUE_FLOAT, INFINITY },
	{ "-.inf", VALUE_FLOAT, -INFINITY },
	{ "-.Inf", VALUE_FLOAT, -INFINITY },
	{ "-.INF", VALUE_FLOAT, -INFINITY },
};

static const struct word *
word_find(struct bytes text)
{
	for (size_t i = 0; i < ARRAY_SIZE(words); i++) {
		if (bytes_equal_string(text, words[i].text))
			return &words[i];
	}
	return NULL;
}

static int
digit_value(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	if (c >= 'a' && c <= 'f')
		return c - 'a' + 10;
	if (c >= 'A' && c <= 'F')
		return c - 'A' + 10;
	return 16;
}

static size_t
digits_skip(struct bytes text, size_t at, int base)
{
	while (at < text.len && digit_value(text.data[at]) < base)
		at++;
	return at;
}

/* [-+]?[0-9]+, 0o[0-7]+ or 0x[0-9a-fA-F]+: its base and where its digits begin; 0 for no whole
 * number. */
static int
integer_base(struct bytes text, size_t *at)
{
	int base = 10;

	*at = text.len > 0 && (text.data[0] == '-' || text.data[0] == '+');
	if (bytes_starts_with(text, BYTES("0o")))
		base = 8;
	else if (bytes_starts_with(text, BYTES("0x")))
		base = 16;
	if (base != 10)
		*at = 2;
	return *at < text.len && digits_skip(text, *at, base) == text.len ? base : 0;
}

static bool
integer_read(struct bytes text, size_t at, int base, int64_t *integer)
{
	bool negative = text.data[0] == '-';

	*integer = 0;
	for (; at < text.len; at++) {
		int digit = digit_value(text.data[at]);

		if (__builtin_mul_overflow(*integer, (int64_t)base, integer) ||
		    __builtin_add_overflow(*integer, (int64_t)(negative ? -digit : digit), integer))
			return false;
	}
	return true;
}

/* [-+]? ( \. [0-9]+ | [0-9]+ ( \. [0-9]* )? ) ( [eE] [-+]? [0-9]+ )? */
static bool
is_float(struct bytes text)
{
	size_t at = text.len > 0 && (text.data[0] == '-' || text.data[0] == '+');
	size_t whole = digits_skip(text, at, 10);
	size_t end = whole;

	if (end < text.len && text.data[end] == '.')
		end = digits_skip(text, end + 1, 10);
	if (whole == at && end <= at + 1)
		return false;
	if (end < text.len && (text.data[end] == 'e' || text.data[end] == 'E')) {
		size_t exponent = end + 1;

		if (exponent < text.len &&
		    (text.data[exponent] == '-' || text.data[exponent] == '+'))
			exponent++;
		end = digits_skip(text, exponent, 10);
		if (end == exponent)
			return false;
	}
	return end == text.len;
}

/* strtod as in the C locale, whatever the process's locale says of the decimal point. */
static double
float_read(const char *text)
{
	locale_t plain = newlocale(LC_ALL_MASK, "C", (locale_t)0);
	double number = strtod_l(text, NULL, plain);

	freelocale(plain);
	return number;
}

static void
word_resolve(struct value *value, const struct word *word)
{
	value->kind = word->kind;
	value->boolean = word->kind == VALUE_BOOLEAN && word->number != 0;
	if (word->kind == VALUE_FLOAT)
		value->number = word->number;
}

bool
yaml_scalar_resolve(struct value *value)
{
	const struct word *word = word_find(value->string);
	size_t digits;
	int base = integer_base(value->string, &digits);

	value->kind = VALUE_STRING;
	if (word) {
		word_resolve(value, word);
	} else if (base) {
		value->kind = VALUE_INTEGER;
		return integer_read(value->string, digits, base, &value->integer);
	} else if (is_float(value->string)) {
		value->kind = VALUE_FLOAT;
		value->number = float_read(value->string.data);
	}
	return true;
}
