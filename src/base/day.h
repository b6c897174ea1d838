#ifndef WRIT_BASE_DAY_H
#define WRIT_BASE_DAY_H

/*
 * Days as YYYY-MM-DD (ISO 8601), which compare as bytes do.
 */

#include <stdbool.h>

#include "base/bytes.h"

/* Whether TEXT has this form and is a day of the (proleptic Gregorian) calendar. */
bool day_is_valid(struct bytes text);
/* How many days lie between FROM and TO, both valid; negative when TO is the earlier one. */
long days_between(struct bytes from, struct bytes to);

#endif
