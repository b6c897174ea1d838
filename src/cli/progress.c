#include "config.h"

#include "cli/progress.h"

#include <stdio.h>
#include <unistd.h>

enum { DELAY_SECONDS = 2 };

static time_t
seconds_now(void)
{
	struct timespec now;

	return clock_gettime(CLOCK_MONOTONIC, &now) == 0 ? now.tv_sec : 0;
}

void
progress_init(struct progress *progress, const char *what)
{
	*progress = (struct progress){
		.what = what,
		.wanted = isatty(STDERR_FILENO),
		.start = seconds_now(),
	};
}

void
progress_show(void *ctx, size_t done, size_t total)
{
	struct progress *progress = ctx;
	time_t now;

	if (!progress->wanted || total == 0)
		return;
	now = seconds_now();
	if (now - progress->start < DELAY_SECONDS || (now == progress->last && done < total))
		return;
	fprintf(stderr, "%s: %3zu%% (%zu/%zu)%s", progress->what, done * 100 / total, done, total,
		done < total ? "\r" : ", done.\n");
	fflush(stderr);
	progress->last = now;
}
