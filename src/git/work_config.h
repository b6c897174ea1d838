#ifndef WRIT_GIT_WORK_CONFIG_H
#define WRIT_GIT_WORK_CONFIG_H

/*
 * What `git add` goes by: line ends, modes, ignored files, out of every file of git-config(1). Only
 * what takes content from a work tree asks for it; judging never depends on it.
 */

#include "git/handle.h"

/* Makes the library use it for REPOSITORY. ERROR_CONFIG. */
int work_config_set(struct repository *repository, struct error *err) MUST_CHECK;

#endif
