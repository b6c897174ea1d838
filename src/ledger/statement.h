#ifndef WRIT_LEDGER_STATEMENT_H
#define WRIT_LEDGER_STATEMENT_H

/*
 * What was accepted and took effect, for who knows in-toto: a Statement v1 with the predicate of a
 * SLSA verification summary v1, in an envelope of DSSE v1. Signing is the caller's.
 */

#include "ledger/row.h"
#include "model/oid.h"

/* The statement that COMMIT got in as ROW says, which an acceptance let in, as JSON. */
void statement_write(struct buf *out, const struct ledger_row *row, const struct oid *commit);

/* What is signed in place of the statement PAYLOAD (DSSE's PAE). */
void envelope_signed_bytes(struct buf *out, struct bytes payload);
/* Adds the envelope, a line of JSON. */
void
envelope_write(struct buf *out, struct bytes payload, struct bytes signature, const char *key_id);

#endif
