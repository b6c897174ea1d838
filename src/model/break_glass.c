#include "config.h"

#include "model/break_glass.h"

#include "base/day.h"

enum { DAY_CHARS = 10, HOUR_AT = 11, MINUTE_AT = 14, DAY_MINUTES = 24 * 60 };

static struct bytes
day_of(struct bytes minute)
{
	return bytes_slice(minute, 0, DAY_CHARS);
}

static int
two_digits(struct bytes text, size_t at)
{
	return (text.data[at] - '0') * 10 + text.data[at + 1] - '0';
}

/* YYYY-MM-DDTHH:MMZ */
static bool
minute_is_valid(struct bytes text)
{
	static const char form[] = "dddd-dd-ddTdd:ddZ";

	if (text.len != sizeof(form) - 1)
		return false;
	for (size_t i = 0; i < text.len; i++) {
		bool digit = text.data[i] >= '0' && text.data[i] <= '9';

		if (form[i] == 'd' ? !digit : text.data[i] != form[i])
			return false;
	}
	return day_is_valid(day_of(text)) && two_digits(text, HOUR_AT) < 24 &&
	       two_digits(text, MINUTE_AT) < 60;
}

int
break_glass_parse(struct bytes text, struct break_glass *glass, struct error *err)
{
	struct bytes rest = bytes_trim(text);
	struct bytes until = BYTES("");

	bytes_split(&rest, ' ', &glass->user);
	rest = bytes_trim(rest);
	bytes_split(&rest, ' ', &until);
	glass->reason = bytes_trim(rest);
	if (glass->user.len == 0 || !minute_is_valid(until) || glass->reason.len == 0)
		return error_set(err, ERROR_CONFIG,
				 "writ.break-glass takes a user, a minute in UTC and a reason, as "
				 "in 'alice 2026-11-25T23:00Z the gate is wrong, see 812', not "
				 "'%.*s'",
				 BYTES_ARG(text));
	glass->until = bytes_slice(until, 0, MINUTE_CHARS);
	return 0;
}

static long
minutes_between(struct bytes from, struct bytes to)
{
	return days_between(day_of(from), day_of(to)) * DAY_MINUTES +
	       (two_digits(to, HOUR_AT) - two_digits(from, HOUR_AT)) * 60 +
	       two_digits(to, MINUTE_AT) - two_digits(from, MINUTE_AT);
}

bool
break_glass_opens(const struct break_glass *glass, struct bytes user, struct bytes now)
{
	long left;

	if (!glass->user.data || !user.data || !bytes_equal(glass->user, user))
		return false;
	left = minutes_between(now, glass->until);
	return left > 0 && left <= BREAK_GLASS_MAX_HOURS * 60;
}
