#ifndef WRIT_CLI_CHECK_REQUEST_H
#define WRIT_CLI_CHECK_REQUEST_H

/*
 * From what `writ check` was asked to its judgement: for the command, and for whoever asks the same
 * in another way.
 */

#include "cli/check_options.h"
#include "cli/surface.h"

/* Opens the repository, and reads what is to be judged and by which decisions. Release the surface
 * also when this fails. */
int check_request_read(struct surface *surface, const struct check_options *options,
		       struct error *err) MUST_CHECK;
/* Judges what was read. The caller releases the judgement. */
void check_judge(struct surface *surface, const struct check_options *options,
		 struct judgement *judgement);
/* What the command exits with. */
int check_exit_code(const struct judgement *judgement);

#endif
