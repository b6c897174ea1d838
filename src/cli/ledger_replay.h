#ifndef WRIT_CLI_LEDGER_REPLAY_H
#define WRIT_CLI_LEDGER_REPLAY_H

/*
 * The pushes of a ledger judged again, for `writ ledger verify --replay`.
 */

#include "cli/ledger_filter.h"
#include "cli/surface.h"

/* The ledger FD of SIZE bytes, of which FILTER selects verdicts; SHOWN is its path, escaped. The
 * code to exit with: 0, EXIT_REJECTED when a verdict differs, EXIT_INCOMPLETE when one cannot be
 * made again. */
int ledger_replay(struct surface *surface, struct ledger_filter *filter, const char *shown, int fd,
		  uint64_t size, struct error *err) MUST_CHECK;

#endif
