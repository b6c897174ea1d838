#ifndef WRIT_LEDGER_PEOPLE_H
#define WRIT_LEDGER_PEOPLE_H

/*
 * Names of people do not stand in a ledger, which nobody may change. A commitment does: the SHA-256
 * of "SALT:NAME", with 64 hex digits of salt that are random for each name. Salt and name stand in
 * PATH.salts; without their line, which can be taken out at any time, nothing leads from the
 * commitment to the name, and the chain still holds.
 */

#include "base/buf.h"
#include "base/error.h"
#include "base/sha256.h"

/* The commitment to NAME of the ledger PATH, made and put on the disk when it has none yet. The
 * caller holds the lock of the ledger. */
int people_commit(const char *path, struct bytes name, char commitment[SHA256_HEX_CHARS + 1],
		  struct error *err) MUST_CHECK;
/* Reads PATH.salts into TEXT, for people_find and people_name; empty when it is not there. */
int people_read(const char *path, struct buf *text, struct error *err) MUST_CHECK;
/* The commitment to NAME by TEXT, NULL data when there is none. */
struct bytes people_find(struct bytes text, struct bytes name);
/* The name behind COMMITMENT as JSON has it, without quotes; NULL data when it was erased. */
struct bytes people_name(struct bytes text, struct bytes commitment);

#endif
