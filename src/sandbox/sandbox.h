#ifndef WRIT_SANDBOX_SANDBOX_H
#define WRIT_SANDBOX_SANDBOX_H

/*
 * Confines the calling process before it reads the first byte of a push. Two calls: prepare in the
 * monitor, enter in the worker. What holds against whom is in writ-sandbox(7).
 */

#include <stdbool.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/error.h"

struct sandbox;

/* What a sandbox may be. A wall that this system has stands whatever is tolerated. */
struct sandbox_options {
	const char *const *readable; /* NULL-terminated; one that is absent is passed over */
	uint64_t cpu_seconds;        /* then a worker ends */
	bool without_landlock, without_seccomp; /* where the system lacks it, go on */
};

/* A worker may read the files beneath the readable ones, and nothing else. To be called in the
 * process that forks the workers. ERROR_SYSTEM, for the administrator, also when this system lacks
 * a wall that the options do not do without. */
int sandbox_prepare(struct sandbox **sandbox, const struct sandbox_options *options,
		    struct error *err) MUST_CHECK;
/* Confines this process for good: what is left is to read, to compute, to write to ANSWER_FD and to
 * end. A forbidden system call ends it with SIGSYS. Failing is fatal for the worker. */
int sandbox_enter(const struct sandbox *sandbox, int answer_fd, struct error *err) MUST_CHECK;
/* Which walls this system lacks, in words for the verdict; NULL when all stand. A build with
 * sanitizers, which need what the walls forbid, has none and says nothing. */
const char *sandbox_lack(const struct sandbox *sandbox);
/* What this system has of it, as "Landlock version 7, seccomp", for who looks after it. */
void sandbox_describe(struct buf *out);
void sandbox_free(struct sandbox *sandbox);

#endif
