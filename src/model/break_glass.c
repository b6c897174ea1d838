#include "config.h"

#include "model/break_glass.h"

#include "base/day.h"

enum { HOUR_MINUTES = 60 };

int
break_glass_parse(struct bytes text, struct break_glass *glass, struct error *err)
{
	struct bytes rest = bytes_trim(text);
	struct bytes until = BYTES("");

	bytes_split(&rest, ' ', &glass->user);
	rest = bytes_trim(rest);
	bytes_split(&rest, ' ', &until);
	glass->until = bytes_slice(until, 0, until.len ? until.len - 1 : 0);
	glass->reason = bytes_trim(rest);
	if (glass->user.len == 0 || !bytes_ends_with(until, BYTES("Z")) ||
	    !minute_is_valid(glass->until) || glass->reason.len == 0)
		return error_set(err, ERROR_CONFIG,
				 "writ.break-glass takes a user, a minute in UTC and a reason, as "
				 "in 'alice 2026-11-25T23:00Z the gate is wrong, see 812', not "
				 "'%.*s'",
				 BYTES_ARG(text));
	return 0;
}

bool
break_glass_opens(const struct break_glass *glass, struct bytes user, struct bytes now)
{
	long left;

	if (!glass->user.data || !user.data || !bytes_equal(glass->user, user))
		return false;
	left = minutes_between(now, glass->until);
	return left > 0 && left <= BREAK_GLASS_MAX_HOURS * HOUR_MINUTES;
}
