#include "config.h"

#include "report/formats.h"

#include "base/escape.h"
#include "report/closing.h"
#include "report/finding.h"

/*
 * Workflow commands of GitHub Actions, one a line: the runner makes annotations of them. It shows
 * few of each kind in a step; its log has all, and the verdict in the last line.
 */

/* The runner's own escapes: percent signs and line ends; in a property its separators too. */
static void
data_write(struct buf *out, struct bytes text, bool property)
{
	for (size_t i = 0; i < text.len; i++) {
		char c = text.data[i];

		if (c == '%' || c == '\r' || c == '\n' || (property && (c == ':' || c == ',')))
			buf_printf(out, "%%%02X", (unsigned char)c);
		else
			buf_add_char(out, c);
	}
}

static void
property_write(struct buf *out, const char *name, struct bytes value)
{
	CLEANUP(buf_release) struct buf shown = BUF_INIT;

	buf_printf(out, "%s%s=", out->data[out->len - 1] == ' ' ? "" : ",", name);
	escape_controls(&shown, value);
	data_write(out, buf_bytes(&shown), true);
}

static void
command_begin(struct buf *out, enum tone tone)
{
	buf_printf(out, "::%s ", tone == TONE_NOTE ? "notice" : line_tone_word(tone));
}

/* TEXT is shown already; its line feeds stay. */
static void
command_end(struct buf *out, struct bytes text)
{
	buf_add_string(out, "::");
	data_write(out, text, false);
	buf_add_char(out, '\n');
}

static void
number_write(struct buf *out, const char *name, size_t number)
{
	if (number)
		buf_printf(out, ",%s=%zu", name, number);
}

static void
title_write(struct buf *out, const struct outcome *outcome)
{
	CLEANUP(buf_release) struct buf title = BUF_INIT;

	if (outcome)
		outcome_label(&title, outcome);
	else
		buf_add_string(&title, "writ");
	property_write(out, "title", buf_bytes(&title));
}

static void
finding_write(void *ctx, const struct finding *finding)
{
	const struct violation *violation = finding->violation;
	struct buf *out = ctx;

	command_begin(out, finding->tone);
	if (finding->path.len)
		property_write(out, "file", finding->path);
	if (finding->path.len && violation) {
		number_write(out, "line", violation->line);
		number_write(out, "col", columns_in_characters(violation).start);
	}
	title_write(out, finding->outcome);
	command_end(out, finding->message);
}

static void
verdict_write(struct buf *out, const struct verdict *verdict, const struct report_options *options)
{
	struct report_options plain = *options;
	struct groups groups;

	plain.color = false;
	groups_init(&groups, verdict);
	closing_verdict(out, verdict, &groups, &plain);
	groups_release(&groups);
}

void
report_github(struct buf *out, const struct verdict *verdict, const struct report_options *options)
{
	findings_each(verdict, escape_controls, finding_write, out);
	verdict_write(out, verdict, options);
}
