#ifndef WRIT_CLI_REPLAY_OPTIONS_H
#define WRIT_CLI_REPLAY_OPTIONS_H

/*
 * The command line of `writ replay`.
 */

#include "base/error.h"
#include "cli/replay_report.h"

struct replay_arguments {
	const char *revision; /* BASE..TIP, or REV for its whole history */
	const char *ref;      /* NULL: as `writ check` finds it */
	const char *source;   /* NULL: writ.source, else docs/adr of the tip */
	const char *since;    /* a valid day; NULL: all */
	const char *as_of;
	const char *user;
	replay_writer *write;
};

/* ERROR_USAGE says what is wrong. */
int replay_arguments_read(struct replay_arguments *arguments, int argc, char **argv,
			  struct error *err) MUST_CHECK;

#endif
