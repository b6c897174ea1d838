#ifndef WRIT_SANDBOX_SECCOMP_H
#define WRIT_SANDBOX_SECCOMP_H

/*
 * seccomp(2): which system calls a process may still make. All others end it with SIGSYS.
 */

#include <stdbool.h>

#include "base/error.h"

/* Whether there is a list for the processor that this was built for. */
bool seccomp_is_known(void);
/* Whether there is, and the kernel can apply it. */
bool seccomp_is_available(void);
/* Leaves the calling thread what reading objects, computing and writing to ANSWER_FD take. Needs
 * no-new-privs and that it is available. ERROR_SYSTEM. */
int seccomp_enter(int answer_fd, struct error *err) MUST_CHECK;

#endif
