#include "config.h"

#include "cli/progress.h"

#include <stdio.h>
#include <unistd.h>

enum { PROGRESS_AFTER_SECONDS = 2 };

void
progress_begin(struct progress *progress, const char *what)
{
	*progress = (struct progress){ .what = what,
				       .shown = isatty(STDERR_FILENO) == 1,
				       .began = time(NULL) };
}

void
progress_tell(void *ctx, size_t done, size_t of)
{
	struct progress *progress = ctx;

	if (!progress->shown || of == 0 || time(NULL) - progress->began < PROGRESS_AFTER_SECONDS)
		return;
	fprintf(stderr, "%s: %3zu%% (%zu/%zu)\r", progress->what, done * 100 / of, done, of);
	fflush(stderr);
	progress->written = true;
}

void
progress_end(struct progress *progress)
{
	if (progress->written)
		fputc('\n', stderr);
}
