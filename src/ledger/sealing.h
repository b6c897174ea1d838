#ifndef WRIT_LEDGER_SEALING_H
#define WRIT_LEDGER_SEALING_H

/*
 * Holds the lines of a ledger against checkpoints, while it is verified. The hashes of leaves cost
 * as much as those of the chain: they are made from the first checkpoint that is met on, and then
 * of the lines before it too.
 */

#include "ledger/record.h"
#include "ledger/verify.h"

struct sealing {
	int fd; /* borrowed */
	const struct ledger_checks *checks;
	bool is_on;
	struct merkle_tree tree; /* once it is on: of all lines so far */
	struct buf note;
	uint64_t sealed; /* lines in front of the last checkpoint */
};

void sealing_init(struct sealing *sealing, int fd, const struct ledger_checks *checks);
void sealing_release(struct sealing *sealing);
/* Holds the checkpoint RECORD, whose line begins at OFFSET, against the lines in front of it: 1
 * with ERR when it is not of them or not signed, -1 when they cannot be read. */
int sealing_check(struct sealing *sealing, const struct record *record, uint64_t offset,
		  struct error *err) MUST_CHECK;
/* Takes the next LINE; false when the checkpoint that was kept is of other lines. */
bool sealing_add(struct sealing *sealing, struct bytes line) MUST_CHECK;

#endif
