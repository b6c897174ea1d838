#include "config.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/escape.h"
#include "base/io.h"
#include "cli/testing.h"

/* What `writ test` shows of policies while their contracts run. */

void
testing_trace(struct testing *it, const struct decision *decision, struct bytes name)
{
	CLEANUP(buf_release) struct buf out = BUF_INIT;

	if (!it->watching.watch.events)
		return;
	escape_text(&out, path_stem(decision->path));
	buf_add_char(&out, '/');
	escape_text(&out, name);
	buf_add_char(&out, '\n');
	buf_add(&out, buf_bytes(&it->watching.events));
	fwrite(out.data, 1, out.len, stderr);
}

/* "# ADR-0007: 12 of 14 lines; not run: 31, 40" */
static void
summary_write(struct buf *out, const struct decision *decision, const struct watching *watching)
{
	bool first = true;

	buf_add_string(out, "# ");
	escape_text(out, decision->id);
	buf_printf(out, ": %zu of %zu lines", watching_lines_hit(watching), watching->lines.len);
	for (size_t i = 0; i < watching->lines.len; i++) {
		if (watching->lines.items[i].hits)
			continue;
		buf_printf(out, "%s%zu", first ? "; not run: " : ", ",
			   watching->lines.items[i].line);
		first = false;
	}
	buf_add_char(out, '\n');
}

/* A record of geninfo(1): names of files are as they are, for tools open them. */
static void
record_write(struct buf *out, struct bytes path, const struct watching *watching)
{
	buf_printf(out, "TN:\nSF:%.*s\n", BYTES_ARG(path));
	for (size_t i = 0; i < watching->lines.len; i++)
		buf_printf(out, "DA:%zu,%" PRIu64 "\n", watching->lines.items[i].line,
			   watching->lines.items[i].hits);
	buf_printf(out, "LF:%zu\nLH:%zu\nend_of_record\n", watching->lines.len,
		   watching_lines_hit(watching));
}

/* As the tools that read the tracefile find it from here. */
static struct bytes
policy_path(struct testing *it, const struct decision *decision)
{
	struct bytes path = decision->policy.path;

	if (bytes_equal_string(it->set.folder, "."))
		return path;
	return arena_printf(&it->set.surface.arena, "%.*s/%.*s", BYTES_ARG(it->set.folder),
			    BYTES_ARG(path));
}

void
testing_cover(struct testing *it, const struct decision *decision)
{
	if (it->watching.watch.lines && it->watching.lines.len) {
		summary_write(&it->coverage_summary, decision, &it->watching);
		record_write(&it->coverage, policy_path(it, decision), &it->watching);
	}
	it->watching.lines.len = 0;
}

int
testing_coverage_write(const struct testing *it, struct error *err)
{
	if (!it->watching.watch.lines)
		return 0;
	fwrite(it->coverage_summary.data, 1, it->coverage_summary.len, stderr);
	if (it->coverage_file)
		return io_write_file(it->coverage_file, buf_bytes(&it->coverage), err);
	return io_write_all(STDOUT_FILENO, buf_bytes(&it->coverage), err);
}
