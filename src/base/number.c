#include "config.h"

#include "base/number.h"

#include <locale.h>
#include <stdlib.h>

#include "base/memory.h"

enum { SHORT_BYTES = 64 };

int
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

size_t
digits_skip(struct bytes text, size_t at, int base)
{
	while (at < text.len && digit_value(text.data[at]) < base)
		at++;
	return at;
}

bool
integer_read(int64_t *integer, struct bytes digits, int base, bool negative)
{
	*integer = 0;
	for (size_t i = 0; i < digits.len; i++) {
		int digit = digit_value(digits.data[i]);

		if (digits.data[i] == '_')
			continue;
		if (__builtin_mul_overflow(*integer, (int64_t)base, integer) ||
		    __builtin_add_overflow(*integer, (int64_t)(negative ? -digit : digit), integer))
			return false;
	}
	return true;
}

double
integer_approximate(struct bytes digits, int base)
{
	double number = 0;

	for (size_t i = 0; i < digits.len; i++) {
		if (digits.data[i] != '_')
			number = number * base + digit_value(digits.data[i]);
	}
	return number;
}

/* strtod as in the C locale. */
static double
plain_strtod(const char *text)
{
	locale_t plain = newlocale(LC_ALL_MASK, "C", (locale_t)0);
	double number = strtod_l(text, NULL, plain);

	freelocale(plain);
	return number;
}

double
float_read(struct bytes text)
{
	char small[SHORT_BYTES] = "";
	CLEANUP(memory_free) char *large = NULL;
	char *copy = small;
	size_t len = 0;

	if (text.len >= sizeof(small))
		copy = large = memory_calloc(text.len + 1, 1);
	for (size_t i = 0; i < text.len; i++) {
		if (text.data[i] != '_')
			copy[len++] = text.data[i];
	}
	return plain_strtod(copy);
}
