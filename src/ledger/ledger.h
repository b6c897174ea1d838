#ifndef WRIT_LEDGER_LEDGER_H
#define WRIT_LEDGER_LEDGER_H

/*
 * The ledger of a repository: one file that is only ever added to, a record a line, each with the
 * hash of the line before. The monitor writes it, never a worker.
 */

#include "base/vec.h"
#include "ledger/entry.h"
#include "ledger/head.h"

struct ledger {
	const char *path;
	int fd;                           /* holds the lock; -1 when closed */
	bool is_new;                      /* it was empty */
	uint64_t size;                    /* of the file */
	uint64_t seq;                     /* of the last line; 0 of an empty one */
	char prev[SHA256_HEX_CHARS + 1];  /* hash of the last line */
	char after[SHA256_HEX_CHARS + 1]; /* hash of the last line that is a record */
	char time[RECORD_TIME_CHARS + 1]; /* of the last record, "" when there is none */
	bool ends_within_line;            /* a line feed is to be added */
	VEC(struct torn_line) torn;       /* lines at the end that are no records, last first */
};

/* Opens the ledger PATH (borrowed) to add to it, made when it is not there, waits WAIT_S seconds
 * at most for its lock and finds its end. ERROR_SYSTEM, or ERROR_MALFORMED where its end is not
 * what its head says. Close it also when this fails. */
int
ledger_open(struct ledger *ledger, const char *path, uint64_t wait_s, struct error *err) MUST_CHECK;
/* Adds ENTRY, and puts it on the disk before it returns. What a crash has left at the end is closed
 * first. ID, if not NULL, receives the id of the record. */
int ledger_append(struct ledger *ledger, const struct ledger_entry *entry,
		  char id[RECORD_ID_CHARS + 1], struct error *err) MUST_CHECK;
/* Closes what a crash has left at the end by itself, so that nothing stands between the lines that
 * are there and the next record. */
int ledger_mend(struct ledger *ledger, struct bytes repository, struct error *err) MUST_CHECK;
void ledger_close(struct ledger *ledger);

/* Opens it to be read, and says how much of it is written: a record that is being written then is
 * not part of it. HEAD is that of then. ERROR_NOT_FOUND. */
int ledger_open_read(const char *path, uint64_t wait_s, int *fd, uint64_t *size,
		     struct ledger_head *head, struct error *err) MUST_CHECK;

#endif
