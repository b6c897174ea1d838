#include "config.h"

#include "report/formats.h"

#include "report/finding.h"
#include "report/json_writer.h"

/*
 * Reviewdog's diagnostics, one a line. Its columns are of bytes, as ours are. Each has a path,
 * which reviewdog looks at unasked: what has none is at the root of the repository.
 */

/* Reviewdog stops reading, without a word, at a line of 64 KiB; a byte can become six. */
enum { TEXT_MAX_BYTES = 4096 };

static const char *const severities[] = {
	[TONE_ERROR] = "ERROR",
	[TONE_WARNING] = "WARNING",
	[TONE_NOTE] = "INFO",
};

static void
position_write(struct buf *out, const char *key, size_t line, size_t column)
{
	json_open(out, key, '{');
	if (column)
		json_number(out, "column", column);
	json_number(out, "line", line);
	json_close(out, '}');
}

static void
range_write(struct buf *out, const struct violation *violation)
{
	struct columns columns = columns_in_bytes(violation);

	json_open(out, "range", '{');
	if (columns.end)
		position_write(out, "end", violation->line, columns.end);
	position_write(out, "start", violation->line, columns.start);
	json_close(out, '}');
}

static void
location_write(struct buf *out, const struct finding *finding)
{
	struct bytes path = finding->path.len ? finding->path : BYTES(".");

	json_open(out, "location", '{');
	json_string(out, "path", bytes_slice(path, 0, TEXT_MAX_BYTES));
	if (finding->violation && finding->violation->line)
		range_write(out, finding->violation);
	json_close(out, '}');
}

static void
code_write(struct buf *out, const struct outcome *outcome)
{
	if (!outcome)
		return;
	json_open(out, "code", '{');
	json_string(out, "value", outcome->id);
	json_close(out, '}');
}

static void
finding_write(void *ctx, const struct finding *finding)
{
	struct buf *out = ctx;

	json_open(out, NULL, '{');
	code_write(out, finding->outcome);
	location_write(out, finding);
	json_string(out, "message", bytes_slice(finding->message, 0, TEXT_MAX_BYTES));
	json_string(out, "severity", bytes_of(severities[finding->tone]));
	json_open(out, "source", '{');
	json_string(out, "name", BYTES("writ"));
	json_close(out, '}');
	json_close(out, '}');
	buf_add_char(out, '\n');
}

void
report_rdjsonl(struct buf *out, const struct verdict *verdict, const struct report_options *options)
{
	(void)options;
	findings_each(verdict, buf_add, finding_write, out);
}
