#ifndef WRIT_CLI_COMPILE_DIFF_H
#define WRIT_CLI_COMPILE_DIFF_H

/*
 * `writ compile --diff OLD NEW`: what a change of the decisions does to what they enforce; and
 * `--statement OLD NEW`: what its approvers sign.
 */

#include "cli/surface.h"

/* Prints it; returns the exit code, -1 with ERR when the two cannot be compared. */
int compile_diff(struct surface *surface, char **sources, bool json, struct error *err) MUST_CHECK;
/* Prints the statement; likewise. */
int compile_statement(struct surface *surface, char **sources, struct error *err) MUST_CHECK;

#endif
