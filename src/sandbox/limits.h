#ifndef WRIT_SANDBOX_LIMITS_H
#define WRIT_SANDBOX_LIMITS_H

/*
 * What a process has and may use up: descriptors, and the limits of setrlimit(2).
 */

#include <stdint.h>

#include "base/error.h"

/* Closes what came with exec(2): standard input and output, and whatever the server's software left
 * open. Standard error, ANSWER_FD and what the program has opened itself stay. */
void descriptors_close(int answer_fd);
/* Lowers the limits of this process; CPU_SECONDS of processor time. ERROR_SYSTEM. */
int limits_enter(uint64_t cpu_seconds, struct error *err) MUST_CHECK;

#endif
