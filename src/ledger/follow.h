#ifndef WRIT_LEDGER_FOLLOW_H
#define WRIT_LEDGER_FOLLOW_H

/*
 * Reads what was added to a ledger since the last time, for who keeps something that is made of it:
 * an index, a database elsewhere. The chain is followed line by line.
 */

#include "ledger/lines.h"
#include "ledger/record.h"
#include "base/sha256.h"

/* How far a ledger was read: whole lines only. */
struct ledger_position {
	uint64_t lines;
	uint64_t end;                    /* in bytes */
	char hash[SHA256_HEX_CHARS + 1]; /* of the last of them; "" in front of the first */
};

struct follower {
	struct lines lines;
	struct ledger_position position; /* behind what was read last */
};

/* The next line; it is borrowed until the one behind it. */
struct followed {
	struct bytes line;
	bool is_record; /* else a crash has left it */
	struct record record;
};

/* Goes on from POSITION in SIZE bytes of the ledger FD, which is borrowed. ERROR_MALFORMED where
 * the last line that was read is not there any more. Release it also when this fails. */
int follower_begin(struct follower *follower, int fd, uint64_t size,
		   const struct ledger_position *position, struct error *err) MUST_CHECK;
void follower_release(struct follower *follower);
/* 1 with the next line, 0 at the end: a line without its line feed is not read yet. -1 with ERR:
 * ERROR_MALFORMED names the line that does not follow the one in front of it. */
int
follower_next(struct follower *follower, struct followed *followed, struct error *err) MUST_CHECK;

#endif
