#ifndef WRIT_LEDGER_PAIRING_H
#define WRIT_LEDGER_PAIRING_H

/*
 * Which effect belongs to which verdict, over a whole ledger: an effect names a verdict in front of
 * it that let this ref move so, once. Takes memory for each record.
 */

#include "base/arena.h"
#include "base/buf.h"
#include "base/map.h"
#include "ledger/record.h"

struct pairing {
	struct arena arena;
	struct map ids;          /* of all records */
	struct map moves;        /* those that verdicts have let in */
	struct buf scratch;      /* for keys */
	uint64_t let_in, closed; /* of those moves: all, and the ones that have an effect */
	uint64_t unexplained;    /* moves of effects that name no verdict */
};

void pairing_init(struct pairing *pairing);
void pairing_release(struct pairing *pairing);
/* Takes the next record. ERROR_MALFORMED when it cannot be one of this ledger. */
int pairing_add(struct pairing *pairing, const struct record *record, struct error *err) MUST_CHECK;

#endif
