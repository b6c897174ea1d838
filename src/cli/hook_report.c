#include "config.h"

#include "cli/hook_report.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <sys/file.h>
#include <time.h>

#include "base/escape.h"
#include "base/io.h"

static void
line_write(FILE *to, const char *kind, struct bytes text, struct bytes note)
{
	CLEANUP(buf_release) struct buf line = BUF_INIT;

	buf_printf(&line, "%s: ", kind);
	escape_text(&line, text);
	if (note.data) {
		buf_add_string(&line, " (");
		escape_text(&line, note);
		buf_add_char(&line, ')');
	}
	buf_add_char(&line, '\n');
	fwrite(line.data, 1, line.len, to);
}

void
report_done(const char *verb, struct bytes path, struct bytes note)
{
	line_write(stdout, verb, path, note);
}

void
report_error(struct bytes text, struct bytes mend)
{
	line_write(stderr, "error", text, BYTES_NONE);
	if (mend.data)
		report_hint(mend);
}

void
report_warning(struct bytes text, struct bytes mend)
{
	line_write(stderr, "warning", text, BYTES_NONE);
	if (mend.data)
		report_hint(mend);
}

void
report_hint(struct bytes text)
{
	line_write(stderr, "hint", text, BYTES_NONE);
}

enum { TRIES_A_SECOND = 50, TRIES = 20 * TRIES_A_SECOND };

/* Two at a time would take each other's hooks for what they have found. Held until this process
 * ends. */
static int
hooks_lock(const char *git_dir, struct error *err)
{
	CLEANUP(io_close) int fd = open(git_dir, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	const struct timespec pause = { .tv_nsec = 1000 * 1000 * 1000 / TRIES_A_SECOND };
	int rc = fd < 0 ? -1 : flock(fd, LOCK_EX | LOCK_NB);

	for (int i = 0; rc < 0 && fd >= 0 && errno == EWOULDBLOCK && i < TRIES; i++) {
		nanosleep(&pause, NULL);
		rc = flock(fd, LOCK_EX | LOCK_NB);
	}
	if (rc < 0)
		return error_set_errno(err, "cannot lock %s, as another writ install would",
				       git_dir);
	(void)io_steal(&fd);
	return 0;
}

int
report_open(struct surface *surface, struct hook_places *places, struct error *err)
{
	int rc = surface_open(surface, REPOSITORY_OPEN_DISCOVER, err);

	if (!surface->repository)
		return rc;
	hook_places_find(places, &surface->arena, surface);
	return hooks_lock(places->git_dir, err) < 0 ? -1 : rc;
}
