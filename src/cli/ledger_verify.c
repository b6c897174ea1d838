#include "config.h"

#include <inttypes.h>
#include <stdio.h>

#include "base/escape.h"
#include "base/io.h"
#include "cli/command.h"
#include "cli/ledger.h"
#include "ledger/ledger.h"
#include "ledger/verify.h"

static void
count_print(uint64_t n, const char *what)
{
	if (n)
		printf("  %" PRIu64 " %s\n", n, what);
}

static void
sound_print(const char *path, const struct ledger_report *report)
{
	const uint64_t *records = report->records;

	printf("%s: sound\n", path);
	count_print(records[RECORD_VERDICT], "verdicts");
	count_print(records[RECORD_EFFECT], "effects");
	count_print(records[RECORD_GAP], "gaps");
	count_print(report->let_in - report->closed,
		    "moves of refs that were let in and have no effect on record");
	count_print(report->unexplained, "moves of refs that no verdict let in");
	count_print(report->torn, "lines that a crash has left, each with its gap");
	printf("  not signed: who can write the file and its head can write both anew\n");
}

static int
report_print(const char *path, const struct ledger_report *report)
{
	static const struct {
		const char *word;
		int code;
	} states[] = {
		[LEDGER_SOUND] = { "sound", EXIT_ACCEPTED },
		[LEDGER_TAMPERED] = { "tampered", EXIT_REJECTED },
		[LEDGER_INCOMPLETE] = { "incomplete", EXIT_INCOMPLETE },
	};
	struct buf shown = BUF_INIT;

	escape_text(&shown, bytes_of(path));
	if (report->state == LEDGER_SOUND)
		sound_print(shown.data, report);
	else
		printf("%s:%" PRIu64 ": %s, from byte %" PRIu64 " on: %s\n", shown.data,
		       report->line, states[report->state].word, report->offset, report->why);
	buf_release(&shown);
	return states[report->state].code;
}

int
ledger_check(int argc, char **argv, struct surface *surface, struct error *err)
{
	uint64_t wait_s = limit_rows[LIMIT_LEDGER_WAIT].value, size;
	CLEANUP(io_close) int fd = -1;
	struct ledger_options options;
	struct ledger_report report;
	struct bytes path;
	struct ledger_head head;

	if (ledger_options_read(&options, LEDGER_TAKES_NONE, 1, argc, argv, err) < 0)
		return -1;
	path = bytes_of(options.n_operands ? options.operands[0] : NULL);
	if (!path.data && ledger_locate(surface, &path, err) < 0)
		return -1;
	if (ledger_open_read(path.data, wait_s, &fd, &size, &head, err) < 0)
		return -1;
	if (ledger_verify(&report, fd, size, &head, err) < 0)
		return error_wrap(err, "ledger %s", path.data);
	return report_print(path.data, &report);
}
