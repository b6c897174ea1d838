/*
 * A verdict whose every text is foreign bytes, in every format: only printable ASCII and line ends
 * come out, the text stays within its bounds, and no excerpt is wider than a terminal.
 *
 * Input: column, span, line, cut (a byte each, column and span times 3), then the texts.
 */

#include "config.h"

#include <stdint.h>
#include <stdlib.h>

#include "report/report.h"

enum { HEAD_BYTES = 4, TEXT_MAX_BYTES = 96 * 1024, FRAME_MAX_COLUMNS = 72 };

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void
require(bool holds)
{
	if (!holds)
		abort();
}

static void
require_lines(struct bytes text)
{
	struct bytes line;

	while (bytes_split(&text, '\n', &line)) {
		for (size_t i = 0; i < line.len; i++)
			require(line.data[i] >= 0x20 && line.data[i] < 0x7f);
	}
}

/* The line with the marks is within the terminal: no message behind it reaches further. */
static void
require_narrow_frame(struct bytes text)
{
	struct bytes line;

	while (bytes_split(&text, '\n', &line)) {
		if (bytes_starts_with(line, BYTES("   | ")))
			require(line.len <= FRAME_MAX_COLUMNS);
	}
}

static void
write_all(struct verdict *verdict)
{
	const struct report_options options = { .color = false };
	struct buf out = BUF_INIT;

	for (const struct report_format *format = report_formats; format->name; format++) {
		buf_clear(&out);
		format->write(&out, verdict, &options);
		require_lines(buf_bytes(&out));
		if (format == report_formats) {
			require(out.len <= TEXT_MAX_BYTES);
			require_narrow_frame(buf_bytes(&out));
		}
	}
	buf_release(&out);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct bytes text, head, tail;
	struct outcome outcome = { .level = LEVEL_MANDATORY, .result = RESULT_VIOLATED };
	struct violation violation = { 0 };
	struct verdict verdict = { .kind = VERDICT_REJECT };

	if (size < HEAD_BYTES)
		return 0;
	text = (struct bytes){ (const char *)data + HEAD_BYTES, size - HEAD_BYTES };
	head = bytes_slice(text, 0, data[3]);
	tail = bytes_slice(text, data[3], text.len);
	outcome.id = outcome.title = outcome.source = outcome.shown_path = outcome.error = head;
	outcome.error_place = tail;
	violation.ref = violation.path = violation.summary = violation.message = head;
	violation.instead = violation.excerpt = tail;
	violation.column = data[0] * 3u;
	violation.span = data[1] * 3u;
	violation.line = data[2] % 100u;
	verdict.outcomes = &outcome;
	verdict.violations = &violation;
	verdict.errors = verdict.notes = &tail;
	verdict.n_outcomes = verdict.n_violations = verdict.n_errors = verdict.n_notes = 1;
	verdict.bundle = verdict.server_bundle = verdict.reproduce = head;
	write_all(&verdict);
	violation.existing = true;
	write_all(&verdict);
	outcome.result = RESULT_ERROR;
	write_all(&verdict);
	verdict.kind = VERDICT_NONE;
	write_all(&verdict);
	return 0;
}
