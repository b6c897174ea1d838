#ifndef WRIT_SANDBOX_LANDLOCK_H
#define WRIT_SANDBOX_LANDLOCK_H

/*
 * Landlock (landlock(7)) by its system calls: which files a process may still reach.
 */

#include "base/error.h"

/* The version of the kernel's interface, 0 where there is no Landlock: the kernel is too old, has
 * it switched off, or a container keeps it back. */
int landlock_version(void);
/* Makes a rule set that denies all that this kernel can deny, except reading files and directories
 * beneath DIRS (NULL-terminated; one that is absent is passed over). RULESET becomes a descriptor
 * with close-on-exec, or stays -1 where there is no Landlock. ERROR_SYSTEM. */
int landlock_prepare(int *ruleset, const char *const *dirs, struct error *err) MUST_CHECK;
/* Applies RULESET to the calling thread, and closes it there. Needs no-new-privs. ERROR_SYSTEM. */
int landlock_enter(int ruleset, struct error *err) MUST_CHECK;

#endif
