#ifndef WRIT_CLI_PROGRAM_H
#define WRIT_CLI_PROGRAM_H

/*
 * The running program as a file: how it is found again, and whether another file is it.
 */

#include <stdbool.h>
#include <sys/stat.h>

#include "base/arena.h"

/* The absolute path that it was started by, which may lead through links that outlive a version of
 * it; its real path when it was started by a relative one. ERROR_SYSTEM without /proc. */
int program_path(struct arena *arena, struct bytes *path, struct error *err) MUST_CHECK;
/* Whether STATUS is that of the running program. */
bool program_is(const struct stat *status);

#endif
