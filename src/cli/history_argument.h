#ifndef WRIT_CLI_HISTORY_ARGUMENT_H
#define WRIT_CLI_HISTORY_ARGUMENT_H

/*
 * The history that a command goes through, put as the one push that would bring all of it, and the
 * decisions that are asked: those of today, whatever they were then.
 */

#include "cli/surface.h"

struct history_options {
	const char *range;  /* BASE..TIP, or REV for its whole history */
	const char *ref;    /* NULL: as `writ check` finds it */
	const char *source; /* NULL: writ.source, else docs/adr of the tip */
	const char *as_of, *user;
};

/* Opens the repository and reads all of it: push.updates is from BASE, or from nothing, to the tip.
 * writ.baseline is left out, since it would leave out the very history that is asked for, and so is
 * writ.mode: the question is what enforcing would do. Release the surface also when this fails. */
int history_argument_read(struct surface *surface, const struct history_options *options,
			  struct error *err) MUST_CHECK;

/* For who looks at single pushes and at no history: opens the repository, reads the same decisions
 * and what writ.baseline holds, and leaves the push without updates. ERROR_USAGE where nothing says
 * which decisions. Release the surface also when this fails. */
int history_pushes_read(struct surface *surface, const struct history_options *options,
			struct error *err) MUST_CHECK;

/* Says on standard error that no decision is in force, and how to see why. */
void history_warn_of_none(void);

#endif
