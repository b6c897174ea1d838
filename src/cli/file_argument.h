#ifndef WRIT_CLI_FILE_ARGUMENT_H
#define WRIT_CLI_FILE_ARGUMENT_H

/*
 * One file of the repository, which need not exist, on a command line.
 */

#include "cli/surface.h"

/* Reads TEXT as path_argument_read() does. ERROR_USAGE also for a path that is a folder, lies in
 * .git or behind a symbolic link of the work tree: git would add no file under that name. */
int file_argument_read(struct surface *surface, const char *text, struct bytes *path,
		       struct error *err) MUST_CHECK;

#endif
