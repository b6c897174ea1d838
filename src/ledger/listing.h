#ifndef WRIT_LEDGER_LISTING_H
#define WRIT_LEDGER_LISTING_H

/*
 * A record as text, for people: what happened, to which refs, and which decisions did not simply
 * pass. ASCII, escaped as JSON has it.
 */

#include "ledger/record.h"

/* Adds the text of RECORD, which LINE holds. PEOPLE is what people_read gave; the result of
 * DECISION is shown whatever it is, NULL data: of none. */
void listing_add(struct buf *out, const struct record *record, struct bytes line,
		 struct bytes people, struct bytes decision);

#endif
