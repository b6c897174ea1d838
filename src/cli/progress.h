#ifndef WRIT_CLI_PROGRESS_H
#define WRIT_CLI_PROGRESS_H

/*
 * How far a long work is, on standard error, in the form of git's own.
 */

#include <stdbool.h>
#include <stddef.h>
#include <time.h>

struct progress {
	const char *what;
	bool wanted; /* standard error is a terminal */
	time_t start, last;
};

void progress_init(struct progress *progress, const char *what);
/* Shows "WHAT: 12% (60/500)", at most once a second, and not in the first ones. At the end what was
 * shown is ended. CTX is the progress. */
void progress_show(void *ctx, size_t done, size_t total);

#endif
