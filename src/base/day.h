#ifndef WRIT_BASE_DAY_H
#define WRIT_BASE_DAY_H

/*
 * Days as YYYY-MM-DD and minutes as YYYY-MM-DDTHH:MM (ISO 8601), which compare as bytes do.
 */

#include <stdbool.h>
#include <stdint.h>

#include "base/bytes.h"

/* Whether TEXT has this form and is a day of the (proleptic Gregorian) calendar. */
bool day_is_valid(struct bytes text);
/* Whether TEXT is a minute of such a day. */
bool minute_is_valid(struct bytes text);
/* The day of a valid minute. */
struct bytes minute_day(struct bytes minute);
/* How many days lie between FROM and TO, both valid; negative when TO is the earlier one. */
long days_between(struct bytes from, struct bytes to);
/* The same for minutes. */
long minutes_between(struct bytes from, struct bytes to);
/* The first moment of DAY, which is valid, in UTC: seconds since 1970. */
int64_t day_start(struct bytes day);

#endif
