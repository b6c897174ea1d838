#include "config.h"

#include "base/day.h"

enum { YEAR_AT = 0, MONTH_AT = 5, DAY_AT = 8, MARCH = 3, MONTHS = 12, YEAR_DAYS = 365 };

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

bool
day_is_valid(struct bytes text)
{
	static const char form[] = "dddd-dd-dd";
	int month, day;

	if (text.len != sizeof(form) - 1)
		return false;
	for (size_t i = 0; i < text.len; i++) {
		bool digit = text.data[i] >= '0' && text.data[i] <= '9';

		if (form[i] == 'd' ? !digit : text.data[i] != form[i])
			return false;
	}
	month = number_at(text, MONTH_AT, 2);
	day = number_at(text, DAY_AT, 2);
	return month >= 1 && month <= MONTHS && day >= 1 &&
	       day <= days_of(number_at(text, YEAR_AT, 4), month);
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
