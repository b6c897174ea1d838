#ifndef WRIT_CLI_HISTORY_ARGUMENT_H
#define WRIT_CLI_HISTORY_ARGUMENT_H

/*
 * The history that a command goes through, and the decisions that it asks: those of today, for all
 * of it.
 */

#include "cli/surface.h"

struct history_options {
	const char *range;  /* REV or BASE..TIP; NULL: HEAD */
	const char *ref;    /* NULL: the branch that is named, else the current one */
	const char *source; /* NULL: writ.source, else docs/adr of the tip */
	const char *as_of, *user;
};

struct history_argument {
	struct bytes ref;
	struct oid base, tip; /* commits; BASE is zero when none is given */
	const char *tip_name; /* as a revision */
};

/* Opens the repository and reads all of it. Release the surface also when this fails. */
int history_argument_read(struct surface *surface, const struct history_options *options,
			  struct history_argument *history, struct error *err) MUST_CHECK;

#endif
