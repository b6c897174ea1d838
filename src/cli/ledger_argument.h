#ifndef WRIT_CLI_LEDGER_ARGUMENT_H
#define WRIT_CLI_LEDGER_ARGUMENT_H

/*
 * The ledger that a command looks into beside the history: the one that it is told, or that of the
 * repository.
 */

#include "cli/ledger_filter.h"
#include "cli/surface.h"

struct ledger_argument {
	const char *path; /* of the ledger */
	int fd;           /* -1: there is none */
	uint64_t size;
	/* Whose records are meant, as their member; NULL data: whoever's. Lives with the surface.
	 */
	struct bytes repository;
};

/* Opens FILE, whoever's it is; with NULL that of writ.ledger, which may be missing: then there is
 * none. SURFACE is open. ERROR_USAGE for a FILE that is not there. Close it also when this fails.
 */
int ledger_argument_open(struct ledger_argument *ledger, struct surface *surface, const char *file,
			 struct error *err) MUST_CHECK;
/* Visits its records, oldest first, and says on standard error when lines are none. */
int ledger_argument_each(const struct ledger_argument *ledger, ledger_visitor *visit, void *ctx,
			 struct error *err) MUST_CHECK;
void ledger_argument_close(struct ledger_argument *ledger);

#endif
