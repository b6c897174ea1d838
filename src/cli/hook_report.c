#include "config.h"

#include "cli/hook_report.h"

#include <stdio.h>

#include "base/escape.h"

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

int
report_open(struct surface *surface, struct hook_places *places, struct error *err)
{
	int rc = surface_open(surface, REPOSITORY_OPEN_DISCOVER, err);

	if (surface->repository)
		hook_places_find(places, &surface->arena, surface);
	return rc;
}
