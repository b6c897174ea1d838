#ifndef WRIT_MODEL_BREAK_GLASS_H
#define WRIT_MODEL_BREAK_GLASS_H

/*
 * writ.break-glass, for the night on which the gate is wrong: the pushes of one user get in
 * whatever the verdict, for some hours. It is the server's to set and is said with every push of
 * that user.
 */

#include "base/bytes.h"
#include "base/error.h"

enum { BREAK_GLASS_MAX_HOURS = 24 };

struct break_glass {
	struct bytes user;  /* as the server names it; NULL data when it is not set */
	struct bytes until; /* YYYY-MM-DDTHH:MM, UTC; over from this minute on */
	struct bytes reason;
};

/* Reads "USER UNTIL REASON", UNTIL being YYYY-MM-DDTHH:MMZ. Borrows from TEXT. ERROR_CONFIG. */
int break_glass_parse(struct bytes text, struct break_glass *glass, struct error *err) MUST_CHECK;
/* Whether it is open to USER (NULL data: unknown) at the minute NOW: not when it is over, nor when
 * it would be open for more than a day. */
bool break_glass_opens(const struct break_glass *glass, struct bytes user, struct bytes now);

#endif
