#ifndef WRIT_LEDGER_HEAD_H
#define WRIT_LEDGER_HEAD_H

/*
 * A chain of hashes cannot tell that its end was cut off. PATH.head beside the ledger can: it holds
 * where the last record ends, and its hash. It is written after the record is on the disk, so it
 * may lag behind after a crash, and never runs ahead.
 */

#include <stdint.h>

#include "base/error.h"
#include "base/sha256.h"

struct ledger_head {
	bool there;
	uint64_t end; /* the bytes of the ledger up to and with the line feed of its last record */
	char hash[SHA256_HEX_CHARS + 1];
};

/* The hash of a LINE, without its line feed, in hex. */
void ledger_line_hash(struct bytes line, char hash[SHA256_HEX_CHARS + 1]);
/* Reads the head of the ledger PATH; not there is no error. ERROR_MALFORMED. */
int ledger_head_read(struct ledger_head *head, const char *path, struct error *err) MUST_CHECK;
int
ledger_head_write(const struct ledger_head *head, const char *path, struct error *err) MUST_CHECK;
/* Whether the ledger FD of SIZE bytes has the record that HEAD names: ERROR_MALFORMED when not. */
int ledger_head_check(const struct ledger_head *head, int fd, uint64_t size,
		      struct error *err) MUST_CHECK;

#endif
