#ifndef WRIT_LEDGER_VERIFY_H
#define WRIT_LEDGER_VERIFY_H

/*
 * Whether a ledger is what was written: each line a record, the chain of hashes, numbers and times
 * in order, effects with their verdicts, checkpoints of the lines before them, and its end where
 * PATH.head has it.
 */

#include "ledger/checkpoint.h"
#include "ledger/head.h"
#include "ledger/record.h"

enum ledger_state {
	LEDGER_SOUND,
	LEDGER_TAMPERED,   /* something was changed, added or taken away */
	LEDGER_CUT,        /* it is shorter than it was at a checkpoint */
	LEDGER_INCOMPLETE, /* as after a crash: it ends within a record, or its head is missing */
};

struct ledger_report {
	enum ledger_state state;
	uint64_t records[RECORD_KIND_COUNT];
	uint64_t let_in;      /* moves of refs that a verdict let in */
	uint64_t closed;      /* those of them that have an effect */
	uint64_t unexplained; /* moves that no verdict let in */
	uint64_t torn;        /* lines that a crash has left, closed by a gap */
	uint64_t unsealed;    /* lines behind the last checkpoint, itself included */
	/* What is wrong, unless it is sound: the first line, its first byte, why. */
	uint64_t line, offset;
	char why[256];
};

/* What a ledger is held against. */
struct ledger_checks {
	const struct ledger_head *head;
	/* A checkpoint that was kept elsewhere, which the ledger has to go on from; NULL: none. */
	const struct checkpoint *kept;
	/* Whether a note is signed as it should be; NULL: nobody asks. */
	bool (*is_signed)(const void *ctx, struct bytes note);
	const void *ctx;
};

/* Reads SIZE bytes of the ledger FD. -1 with ERR when it cannot be read. */
int ledger_verify(struct ledger_report *report, int fd, uint64_t size,
		  const struct ledger_checks *checks, struct error *err) MUST_CHECK;

#endif
