#ifndef WRIT_FLEET_COPY_TEXT_H
#define WRIT_FLEET_COPY_TEXT_H

/*
 * Rows as COPY of PostgreSQL reads them in its text format.
 */

#include "base/buf.h"
#include "ledger/facts.h"

/* Adds ROW, with the number of its ledger in front. */
void copy_text_row(struct buf *out, const char *ledger, const struct fact_row *row);

#endif
