#ifndef WRIT_CLI_PROGRESS_H
#define WRIT_CLI_PROGRESS_H

/*
 * How far long work is, as git says it: on one line of standard error that is written over, on a
 * terminal only, and not before it has taken two seconds.
 */

#include <stdbool.h>
#include <stddef.h>
#include <time.h>

struct progress {
	const char *what; /* "Judging history" */
	bool shown;       /* standard error is a terminal */
	bool written;     /* something stands on the line */
	time_t began;
};

void progress_begin(struct progress *progress, const char *what);
/* PROGRESS is a struct progress: for who takes a function and its context. */
void progress_tell(void *progress, size_t done, size_t of);
/* Leaves the line as it is, if there is one. */
void progress_end(struct progress *progress);

#endif
