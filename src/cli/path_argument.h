#ifndef WRIT_CLI_PATH_ARGUMENT_H
#define WRIT_CLI_PATH_ARGUMENT_H

/*
 * A path, and a ref, of the command line as one of the repository. It need not exist.
 */

#include "cli/surface.h"
#include "decisions/reach.h"

/* Reads TEXT: relative to the working directory, or absolute and within the work tree (editors give
 * such); `.` and `..` are resolved. It is a folder when it ends in '/' or is one in the work tree.
 * Without a work tree TEXT counts from the root. ERROR_USAGE when it leaves the tree. QUERY borrows
 * from the surface's arena; its ref is left alone. */
int path_argument_read(struct surface *surface, const char *text, struct reach_query *query,
		       struct error *err) MUST_CHECK;
/* Reads --ref: a full name, or that of a branch; NULL is none. ERROR_USAGE. */
int ref_argument_read(struct surface *surface, const char *text, struct bytes *ref,
		      struct error *err) MUST_CHECK;

#endif
