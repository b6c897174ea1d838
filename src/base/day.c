#include "config.h"

#include "base/day.h"

enum { YEAR_AT = 0, MONTH_AT = 5, DAY_AT = 8, DAY_CHARS = 10, HOUR_AT = 11, MINUTE_AT = 14 };
enum { MARCH = 3, MONTHS = 12, YEAR_DAYS = 365, HOURS = 24, MINUTES = 60 };
enum { SECONDS_A_DAY = 24 * 60 * 60 };

static int
number_at(struct bytes text, size_t at, size_t digits)
{
	int number = 0;

	for (size_t i = at; i < at + digits; i++)
		number = number * 10 + (text.data[i] - '0');
	return number;
}

static int
days_of(int year, int month)
{
	static const unsigned char days[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };
	bool leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);

	return days[month - 1] + (month == 2 && leap);
}

/* Whether TEXT is as FORM, in which `d` stands for any digit. */
static bool
has_form(struct bytes text, const char *form)
{
	if (text.len != strlen(form))
		return false;
	for (size_t i = 0; i < text.len; i++) {
		bool digit = text.data[i] >= '0' && text.data[i] <= '9';

		if (form[i] == 'd' ? !digit : text.data[i] != form[i])
			return false;
	}
	return true;
}

bool
day_is_valid(struct bytes text)
{
	int month, day;

	if (!has_form(text, "dddd-dd-dd"))
		return false;
	month = number_at(text, MONTH_AT, 2);
	day = number_at(text, DAY_AT, 2);
	return month >= 1 && month <= MONTHS && day >= 1 &&
	       day <= days_of(number_at(text, YEAR_AT, 4), month);
}

bool
minute_is_valid(struct bytes text)
{
	return has_form(text, "dddd-dd-ddTdd:dd") && day_is_valid(minute_day(text)) &&
	       number_at(text, HOUR_AT, 2) < HOURS && number_at(text, MINUTE_AT, 2) < MINUTES;
}

struct bytes
minute_day(struct bytes minute)
{
	return bytes_slice(minute, 0, DAY_CHARS);
}

/* Days since the first of March of the year 0, so that a leap day is the last of its year. */
static long
day_number(struct bytes text)
{
	long year = number_at(text, YEAR_AT, 4);
	long month = number_at(text, MONTH_AT, 2);
	long days = number_at(text, DAY_AT, 2);

	year -= month < MARCH;
	for (long m = MARCH; m != month; m = m % MONTHS + 1)
		days += days_of(1, (int)m);
	return days + year * YEAR_DAYS + year / 4 - year / 100 + year / 400;
}

long
days_between(struct bytes from, struct bytes to)
{
	return day_number(to) - day_number(from);
}

static long
minute_of_day(struct bytes minute)
{
	return number_at(minute, HOUR_AT, 2) * MINUTES + number_at(minute, MINUTE_AT, 2);
}

long
minutes_between(struct bytes from, struct bytes to)
{
	return days_between(from, to) * HOURS * MINUTES + minute_of_day(to) - minute_of_day(from);
}

int64_t
day_start(struct bytes day)
{
	return (int64_t)days_between(BYTES("1970-01-01"), day) * SECONDS_A_DAY;
}
