#include "config.h"

#include "base/scalar.h"

#include <math.h>

#include "base/macros.h"
#include "base/number.h"

struct word {
	const char *text;
	enum scalar_kind kind;
	double number; /* of a float; non-zero for true */
};

static const struct word words[] = {
	{ "", SCALAR_NULL, 0 },
	{ "~", SCALAR_NULL, 0 },
	{ "null", SCALAR_NULL, 0 },
	{ "Null", SCALAR_NULL, 0 },
	{ "NULL", SCALAR_NULL, 0 },
	{ "true", SCALAR_BOOLEAN, 1 },
	{ "True", SCALAR_BOOLEAN, 1 },
	{ "TRUE", SCALAR_BOOLEAN, 1 },
	{ "false", SCALAR_BOOLEAN, 0 },
	{ "False", SCALAR_BOOLEAN, 0 },
	{ "FALSE", SCALAR_BOOLEAN, 0 },
	{ ".nan", SCALAR_FLOAT, NAN },
	{ ".NaN", SCALAR_FLOAT, NAN },
	{ ".NAN", SCALAR_FLOAT, NAN },
	{ ".inf", SCALAR_FLOAT, INFINITY },
	{ ".Inf", SCALAR_FLOAT, INFINITY },
	{ ".INF", SCALAR_FLOAT, INFINITY },
	{ "+.inf", SCALAR_FLOAT, INFINITY },
	{ "+.Inf", SCALAR_FLOAT, INFINITY },
	{ "+.INF", SCALAR_FLOAT, INFINITY },
	{ "-.inf", SCALAR_FLOAT, -INFINITY },
	{ "-.Inf", SCALAR_FLOAT, -INFINITY },
	{ "-.INF", SCALAR_FLOAT, -INFINITY },
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

static bool
integer_resolve(struct scalar *scalar, struct bytes text, size_t at, int base)
{
	struct bytes digits = bytes_slice(text, at, text.len);
	bool negative = text.data[0] == '-';

	scalar->kind = SCALAR_INTEGER;
	if (integer_read(&scalar->integer, digits, base, negative))
		return true;
	scalar->number = base == 10 ? float_read(text) : integer_approximate(digits, base);
	return false;
}

bool
scalar_resolve(struct scalar *scalar, struct bytes text)
{
	const struct word *word = word_find(text);
	size_t digits;
	int base = integer_base(text, &digits);

	*scalar = (struct scalar){ .kind = SCALAR_STRING };
	if (word) {
		scalar->kind = word->kind;
		scalar->boolean = word->kind == SCALAR_BOOLEAN && word->number != 0;
		scalar->number = word->kind == SCALAR_FLOAT ? word->number : 0;
	} else if (base) {
		return integer_resolve(scalar, text, digits, base);
	} else if (is_float(text)) {
		scalar->kind = SCALAR_FLOAT;
		scalar->number = float_read(text);
	}
	return true;
}
