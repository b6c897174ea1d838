#ifndef WRIT_CLI_CHECK_SUBJECT_H
#define WRIT_CLI_CHECK_SUBJECT_H

/*
 * What `writ check` judges: a range, a snapshot or a tree, put as the push that would bring it.
 */

#include "cli/check_options.h"
#include "cli/surface.h"

/* Fills push.updates with the one update, and what of the request follows from the kind of
 * repository: in a clone remote-tracking refs stand for the server's, elsewhere the old value alone
 * is hidden. */
int check_subject_read(struct surface *surface, const struct check_options *options,
		       struct error *err) MUST_CHECK;

#endif
