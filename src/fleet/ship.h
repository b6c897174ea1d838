#ifndef WRIT_FLEET_SHIP_H
#define WRIT_FLEET_SHIP_H

/*
 * Ships a ledger: what a database does not have of it yet, in transactions, each of which is whole.
 */

#include "fleet/store.h"

struct shipment {
	const char *server;
	const char *path;
	bool begin;     /* it was begun anew on purpose */
	bool compare;   /* hold all lines against what was shipped */
	uint64_t added; /* lines, now */
	uint64_t lines; /* and in all */
};

/* ERROR_MALFORMED when it is not what was shipped before, or no ledger: then what is in the
 * database stays as it is. */
int ship_ledger(struct database *database, struct shipment *shipment, struct error *err) MUST_CHECK;

#endif
