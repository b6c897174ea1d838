#ifndef WRIT_BASE_NUMBER_H
#define WRIT_BASE_NUMBER_H

/*
 * Numbers out of text whose form the caller has checked. An underscore between digits is passed
 * over, for the formats that have it.
 */

#include <stdint.h>

#include "base/bytes.h"

/* The value of a digit up to base 16, 16 for what is none. */
int digit_value(char c);
/* The first place from AT on that is no digit of BASE. */
size_t digits_skip(struct bytes text, size_t at, int base);
/* The number of DIGITS in BASE, NEGATIVE or not; false when it does not fit into 64 bits. */
bool integer_read(int64_t *integer, struct bytes digits, int base, bool negative);
/* The float nearest to DIGITS in BASE. */
double integer_approximate(struct bytes digits, int base);
/* A decimal float, rounded correctly, with a point for a point whatever the locale. */
double float_read(struct bytes text);

#endif
