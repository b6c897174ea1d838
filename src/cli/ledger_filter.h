#ifndef WRIT_CLI_LEDGER_FILTER_H
#define WRIT_CLI_LEDGER_FILTER_H

/*
 * Which records `writ ledger log` and `writ ledger export` are about, and whose they are.
 */

#include "base/buf.h"
#include "cli/ledger_options.h"
#include "ledger/record.h"

struct ledger_filter {
	/* NULL data: whatever it is. */
	struct bytes decision, commit, pusher, since, until, result, verdict, path;
	struct bytes commitment; /* to the pusher */
	struct buf people;       /* for people_name */
	struct buf scratch;      /* for the text of paths */
};

/* Takes what OPTIONS say. ERROR_USAGE. Release it also when this fails. */
int ledger_filter_init(struct ledger_filter *filter, const struct ledger_options *options,
		       struct error *err) MUST_CHECK;
void ledger_filter_release(struct ledger_filter *filter);
/* Reads the names of people beside the ledger PATH, before the first record. */
int
ledger_filter_names(struct ledger_filter *filter, const char *path, struct error *err) MUST_CHECK;
bool ledger_filter_wants(struct ledger_filter *filter, const struct record *record);

/* Takes a RECORD and its LINE; -1 with ERR ends it. */
typedef int
ledger_visitor(void *ctx, const struct record *record, struct bytes line, struct error *err);
/* Visits the records in SIZE bytes of the ledger FD, oldest first; NOISE, if not NULL, receives how
 * many lines are none: it is for `writ ledger verify` to say what to think of them. */
int ledger_records_each(int fd, uint64_t size, ledger_visitor *visit, void *ctx, uint64_t *noise,
			struct error *err) MUST_CHECK;
/* Says on standard error that there were such lines. */
void ledger_warn_of_noise(uint64_t noise);

#endif
