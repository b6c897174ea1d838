#ifndef WRIT_CLI_LEDGER_OPTIONS_H
#define WRIT_CLI_LEDGER_OPTIONS_H

/*
 * The options of all parts of `writ ledger`, in one table; each part says which it takes.
 */

#include "base/bytes.h"
#include "base/error.h"

enum ledger_option {
	LEDGER_DECISION,
	LEDGER_COMMIT,
	LEDGER_PUSHER,
	LEDGER_SINCE,
	LEDGER_UNTIL,
	LEDGER_RESULT,
	LEDGER_VERDICT,
	LEDGER_PATH,
	LEDGER_FORMAT,
	LEDGER_OUTPUT,
	LEDGER_KEY,
	LEDGER_CHECKPOINT,
	LEDGER_SIZE,
	LEDGER_REPLAY,
	LEDGER_INDEX,
	LEDGER_REBUILD,
	LEDGER_TO,
	LEDGER_SERVER,
	LEDGER_INIT,
	LEDGER_BEGIN,
	LEDGER_COMPARE,
	LEDGER_OPTION_COUNT
};

/* A bit for each option. */
enum {
	LEDGER_TAKES_NONE = 0,
	LEDGER_TAKES_FILTER = 1 << LEDGER_DECISION | 1 << LEDGER_COMMIT | 1 << LEDGER_PUSHER |
			      1 << LEDGER_SINCE | 1 << LEDGER_UNTIL | 1 << LEDGER_RESULT |
			      1 << LEDGER_VERDICT | 1 << LEDGER_PATH,
	LEDGER_TAKES_LOG = LEDGER_TAKES_FILTER | 1 << LEDGER_FORMAT,
	LEDGER_TAKES_EXPORT = LEDGER_TAKES_LOG | 1 << LEDGER_OUTPUT,
	LEDGER_TAKES_VERIFY =
		LEDGER_TAKES_FILTER | 1 << LEDGER_KEY | 1 << LEDGER_CHECKPOINT | 1 << LEDGER_REPLAY,
	LEDGER_TAKES_PROVE = 1 << LEDGER_SIZE,
	LEDGER_TAKES_INDEX = 1 << LEDGER_INDEX | 1 << LEDGER_REBUILD,
	LEDGER_TAKES_QUERY = LEDGER_TAKES_LOG | 1 << LEDGER_INDEX,
	LEDGER_TAKES_SHIP = 1 << LEDGER_TO | 1 << LEDGER_SERVER | 1 << LEDGER_INIT |
			    1 << LEDGER_BEGIN | 1 << LEDGER_COMPARE,
};

struct ledger_options {
	struct bytes values[LEDGER_OPTION_COUNT]; /* NULL data: not given; "" of one without */
	int n_operands;
	char **operands;
};

/* Reads the options of the part ARGV[0], which TAKES some and OPERANDS operands at most.
 * ERROR_USAGE. */
int ledger_options_read(struct ledger_options *options, unsigned int takes, int operands, int argc,
			char **argv, struct error *err) MUST_CHECK;

#endif
