#ifndef WRIT_SANDBOX_SANDBOX_H
#define WRIT_SANDBOX_SANDBOX_H

/*
 * Confines the calling process before it reads the first byte of a push. Two calls: prepare in the
 * monitor, enter in the worker.
 */

#include "base/error.h"

struct sandbox;

/* What a worker may read: OBJECT_DIRS (NULL-terminated) and nothing else. */
int sandbox_prepare(struct sandbox **sandbox, const char *const *object_dirs,
		    struct error *err) MUST_CHECK;
/* Confines this process for good. Failing is fatal for the worker. */
int sandbox_enter(const struct sandbox *sandbox, struct error *err) MUST_CHECK;
void sandbox_free(struct sandbox *sandbox);

#endif
