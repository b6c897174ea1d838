#ifndef WRIT_CLI_CHECK_CHANGE_H
#define WRIT_CLI_CHECK_CHANGE_H

/*
 * The commit that `writ check` judges where there is none yet: of the index, the work tree, one
 * file or a patch.
 */

#include "cli/check_options.h"
#include "cli/surface.h"

/* Makes it in memory; reads what it is made of, and the message, from where the options say. */
int check_change_make(struct surface *surface, const struct check_options *options,
		      struct oid *commit, struct error *err) MUST_CHECK;

#endif
