#ifndef WRIT_CLI_LEDGER_H
#define WRIT_CLI_LEDGER_H

/*
 * The parts of `writ ledger`. Each takes its own arguments, with its name first, and returns the
 * code to exit with; -1 with ERR for what is wrong.
 */

#include "cli/ledger_filter.h"
#include "cli/surface.h"
#include "ledger/merkle.h"

enum { EXIT_INCOMPLETE = 4 };

int ledger_log(int argc, char **argv, struct surface *surface, struct error *err) MUST_CHECK;
int ledger_check(int argc, char **argv, struct surface *surface, struct error *err) MUST_CHECK;
int ledger_reconcile(int argc, char **argv, struct surface *surface, struct error *err) MUST_CHECK;
int ledger_export(int argc, char **argv, struct surface *surface, struct error *err) MUST_CHECK;
int ledger_seal(int argc, char **argv, struct surface *surface, struct error *err) MUST_CHECK;
int ledger_index(int argc, char **argv, struct surface *surface, struct error *err) MUST_CHECK;
int ledger_query(int argc, char **argv, struct surface *surface, struct error *err) MUST_CHECK;
int ledger_ship(int argc, char **argv, struct surface *surface, struct error *err) MUST_CHECK;
int ledger_prove(int argc, char **argv, struct surface *surface, struct error *err) MUST_CHECK;

/* Adds HASH in base64. */
void ledger_hash_write(struct buf *out, const char *key, const struct merkle_hash *hash);

/* Opens the repository; PATH is its ledger. ERROR_CONFIG when it keeps none. */
int ledger_locate(struct surface *surface, struct bytes *path, struct error *err) MUST_CHECK;

/* The same, opened to be read up to SIZE, with the names that FILTER and reports need. */
int ledger_open_filtered(struct surface *surface, struct ledger_filter *filter, int *fd,
			 uint64_t *size, struct error *err) MUST_CHECK;

#endif
