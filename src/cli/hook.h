#ifndef WRIT_CLI_HOOK_H
#define WRIT_CLI_HOOK_H

/*
 * What git's hooks share: open the repository by git's environment, judge the ref updates, say what
 * came of it on standard error. Whatever fails on the way rejects.
 */

#include "cli/surface.h"

struct hook {
	const char *name;
	/* Fills INPUT with the ref updates as lines of pre-receive, and does what else the hook is
	 * special in. The repository and the configuration are open. */
	int (*prepare)(struct surface *surface, struct buf *input, struct error *err);
	/* Looks at the sources once they are read; NULL: whatever they are. */
	int (*admit)(const struct surface *surface, struct error *err);
};

/* EXIT_ACCEPTED or EXIT_REJECTED, nothing else. */
int hook_run(const struct hook *hook);

#endif
