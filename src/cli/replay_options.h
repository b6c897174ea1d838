#ifndef WRIT_CLI_REPLAY_OPTIONS_H
#define WRIT_CLI_REPLAY_OPTIONS_H

/*
 * The command line of `writ replay`.
 */

#include "base/error.h"
#include "cli/history_argument.h"
#include "cli/replay_report.h"

enum { REPLAY_PUSHES_MAX = 1000 * 1000 };

struct replay_arguments {
	struct history_options history;
	const char *since;    /* a valid day; NULL: all */
	unsigned long pushes; /* the last ones of a ledger; 0: a history */
	const char *ledger;   /* NULL: that of the repository */
	replay_writer *write;
};

/* ERROR_USAGE says what is wrong. */
int replay_arguments_read(struct replay_arguments *arguments, int argc, char **argv,
			  struct error *err) MUST_CHECK;

#endif
