#include "config.h"

#include "report/formats.h"

#include <inttypes.h>

#include "base/map.h"
#include "base/sha256.h"
#include "report/finding.h"
#include "report/json_writer.h"

/*
 * A code quality report of GitLab: a list of the entries of Code Climate's specification, as far as
 * GitLab reads them. Each needs a path and a line: what has none is at the root of the repository.
 */

enum { FINGERPRINT_CHARS = 32 };

/* Of one report. */
struct report {
	struct buf *out;
	struct map seen; /* how often each fingerprint stood there already */
};

static const char *const severities[] = {
	[TONE_ERROR] = "blocker",
	[TONE_WARNING] = "minor",
	[TONE_NOTE] = "info",
};

/* GitLab shows only the first of those that have the same: the further ones get a number, which
 * holds as long as their order does. */
static void
fingerprint_add(struct buf *text, struct map *seen, struct bytes fingerprint)
{
	void **count = map_put(seen, fingerprint);
	uintptr_t n = (uintptr_t)*count + 1;

	*count = (void *)n;
	buf_add(text, fingerprint);
	if (n > 1)
		buf_printf(text, "-%" PRIuPTR, n);
}

/* What is no violation has none: it gets one of what it says. */
static void
fingerprint_add_hashed(struct buf *text, struct bytes check, struct bytes message)
{
	struct sha256 *hash = sha256_new();
	char hex[SHA256_HEX_CHARS + 1];

	sha256_add_field(hash, check);
	sha256_add_field(hash, message);
	sha256_finish(hash, hex);
	buf_add(text, (struct bytes){ hex, FINGERPRINT_CHARS });
}

static void
location_write(struct buf *out, const struct finding *finding)
{
	bool placed = finding->violation && finding->violation->line;

	json_open(out, "location", '{');
	json_open(out, "lines", '{');
	json_number(out, "begin", placed ? finding->violation->line : 1);
	json_close(out, '}');
	json_string(out, "path", finding->path.len ? finding->path : BYTES("."));
	json_close(out, '}');
}

static void
finding_write(void *ctx, const struct finding *finding)
{
	struct bytes check = finding->outcome ? finding->outcome->id : BYTES("writ");
	CLEANUP(buf_release) struct buf fingerprint = BUF_INIT;
	struct report *report = ctx;
	struct buf *out = report->out;

	if (finding->violation)
		fingerprint_add(&fingerprint, &report->seen, finding->violation->fingerprint);
	else
		fingerprint_add_hashed(&fingerprint, check, finding->message);
	json_open(out, NULL, '{');
	json_string(out, "check_name", check);
	json_string(out, "description", finding->message);
	json_string(out, "fingerprint", buf_bytes(&fingerprint));
	location_write(out, finding);
	json_string(out, "severity", bytes_of(severities[finding->tone]));
	json_close(out, '}');
}

void
report_gitlab(struct buf *out, const struct verdict *verdict, const struct report_options *options)
{
	struct report report = { out, MAP_INIT };

	(void)options;
	json_open(out, NULL, '[');
	findings_each(verdict, buf_add, finding_write, &report);
	json_close(out, ']');
	buf_add_char(out, '\n');
	map_release(&report.seen);
}
