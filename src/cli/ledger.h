#ifndef WRIT_CLI_LEDGER_H
#define WRIT_CLI_LEDGER_H

/*
 * The parts of `writ ledger`. Each takes its own arguments, with its name first, and returns the
 * code to exit with; -1 with ERR for what is wrong.
 */

#include "cli/surface.h"

enum { EXIT_INCOMPLETE = 4 };

int ledger_log(int argc, char **argv, struct surface *surface, struct error *err) MUST_CHECK;
int ledger_check(int argc, char **argv, struct surface *surface, struct error *err) MUST_CHECK;
int ledger_reconcile(int argc, char **argv, struct surface *surface, struct error *err) MUST_CHECK;

/* For a part that takes none: the operands begin at optind then. */
int ledger_no_options(int argc, char **argv, struct error *err) MUST_CHECK;

/* Opens the repository; PATH is its ledger. ERROR_CONFIG when it keeps none. */
int ledger_locate(struct surface *surface, struct bytes *path, struct error *err) MUST_CHECK;

#endif
