/*
 * A verdict whose every text is foreign bytes, in every format: what comes out is lines without
 * control characters, of ASCII where the format is not of UTF-8; the text stays within its bounds,
 * and no excerpt is wider than a terminal; JSON and XML can be read.
 *
 * Input: column, span, line, cut (a byte each, column and span times 3), then the texts.
 */

#include "config.h"

#include <stdint.h>
#include <stdlib.h>

#include "base/escape.h"
#include "document/document.h"
#include "report/report.h"

enum { HEAD_BYTES = 4, TEXT_MAX_BYTES = 96 * 1024, FRAME_MAX_COLUMNS = 72 };

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void
require(bool holds)
{
	if (!holds)
		abort();
}

/* How a format is read; the first ones are text. */
static const struct {
	const char *name;
	bool unicode, lines;
	enum document_format document; /* DOCUMENT_FORMATS: none */
} readers[] = {
	{ "text", .document = DOCUMENT_FORMATS },
	{ "concise", .document = DOCUMENT_FORMATS },
	{ "json", .document = DOCUMENT_JSON },
	{ "jsonl", .lines = true, .document = DOCUMENT_JSON },
	{ "sarif", .document = DOCUMENT_JSON },
	{ "junit", .unicode = true, .document = DOCUMENT_XML },
	{ "github", .unicode = true, .document = DOCUMENT_FORMATS },
	{ "gitlab", .document = DOCUMENT_JSON },
	{ "rdjsonl", .lines = true, .document = DOCUMENT_JSON },
};

static void
require_ascii(struct bytes line)
{
	for (size_t i = 0; i < line.len; i++)
		require(line.data[i] >= 0x20 && line.data[i] < 0x7f);
}

/* Whatever is no plain character would be escaped once more. */
static void
require_unicode(struct bytes line)
{
	struct buf shown = BUF_INIT;

	escape_controls(&shown, line);
	require(bytes_equal(buf_bytes(&shown), line));
	buf_release(&shown);
}

static void
require_document(struct bytes text, enum document_format format)
{
	struct document_problem problem;
	struct document_node *root;
	struct arena arena;

	arena_init(&arena);
	require(document_parse(&root, format, text, NULL, &arena, &problem) == 0 || problem.limit);
	arena_release(&arena);
}

/* A line of GitHub's that is no command says what it is; it is not taken for one. */
static void
require_commands(struct bytes text)
{
	struct bytes line;

	while (text.len && bytes_split(&text, '\n', &line)) {
		if (bytes_starts_with(line, BYTES("::")))
			require(bytes_starts_with(line, BYTES("::error ")) ||
				bytes_starts_with(line, BYTES("::warning ")) ||
				bytes_starts_with(line, BYTES("::notice ")));
	}
}

static void
require_readable(struct bytes text, size_t reader)
{
	struct bytes rest = text, line;

	require(text.len == 0 || text.data[text.len - 1] == '\n');
	while (rest.len && bytes_split(&rest, '\n', &line)) {
		if (readers[reader].unicode)
			require_unicode(line);
		else
			require_ascii(line);
		if (readers[reader].lines)
			require_document(line, readers[reader].document);
	}
	if (!readers[reader].lines && readers[reader].document != DOCUMENT_FORMATS)
		require_document(text, readers[reader].document);
	if (strcmp(readers[reader].name, "github") == 0)
		require_commands(text);
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

	for (size_t i = 0; report_formats[i].name; i++) {
		require(strcmp(report_formats[i].name, readers[i].name) == 0);
		buf_clear(&out);
		report_formats[i].write(&out, verdict, &options);
		require_readable(buf_bytes(&out), i);
		if (i == 0) {
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
	struct verdict_waiver waiver = { 0 };
	struct break_glass glass = { 0 };
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
	waiver.path = waiver.reason = waiver.expires = head;
	waiver.requested_by = waiver.approved_by = tail;
	violation.waiver = &waiver;
	glass.user = glass.until = glass.reason = tail;
	verdict.break_glass = &glass;
	write_all(&verdict);
	outcome.result = RESULT_ERROR;
	write_all(&verdict);
	verdict.kind = VERDICT_NONE;
	write_all(&verdict);
	return 0;
}
