#ifndef WRIT_FLEET_STORE_H
#define WRIT_FLEET_STORE_H

/*
 * The schema `writ` in a database: the ledgers of many repositories and servers, in the tables of
 * ledger/schema.h with the number of the ledger in front, and how far each was shipped.
 */

#include "fleet/database.h"
#include "ledger/follow.h"

/* Whose ledger it is. */
struct ledger_name {
	const char *server;
	const char *git_dir; /* the repository of its first record */
	const char *genesis; /* the hash of its first line: another one is another ledger */
};

enum { LEDGER_NUMBER_CHARS = 20 };

struct stored_ledger {
	char number[LEDGER_NUMBER_CHARS + 1];
	struct ledger_position position;
};

/* Makes the schema; there is nothing to do where it is there. ERROR_CONFIG when it is of another
 * version. */
int store_init(struct database *database, struct error *err) MUST_CHECK;
/* Whether it is there, and what this version writes. ERROR_CONFIG. */
int store_check(struct database *database, struct error *err) MUST_CHECK;
/* Finds the ledger NAME within the transaction that was begun, and keeps others from writing to it
 * until that ends. A new one is added: where there is another of the repository only when BEGIN is
 * set, else ERROR_MALFORMED. */
int store_find(struct database *database, const struct ledger_name *name, bool begin,
	       struct stored_ledger *stored, struct error *err) MUST_CHECK;
/* Says how far it was shipped. */
int store_update(struct database *database, const struct stored_ledger *stored,
		 struct error *err) MUST_CHECK;
/* Takes the hash of line SEQ; false ends it. */
typedef bool store_visitor(void *ctx, uint64_t seq, struct bytes hash);
/* Visits all lines of a ledger in their order. */
int store_lines(struct database *database, const struct stored_ledger *stored, store_visitor *visit,
		void *ctx, struct error *err) MUST_CHECK;

#endif
