#include "config.h"

#include "report/sarif.h"

#include <stdlib.h>

#include "base/memory.h"
#include "report/formats.h"

#define SCHEMA                                                                                     \
	"https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/"                      \
	"sarif-schema-2.1.0.json"

static void
description_write(struct buf *out, const struct outcome *outcome)
{
	CLEANUP(buf_release) struct buf text = BUF_INIT;

	buf_add(&text, outcome_name(outcome));
	buf_add_string(&text, " (");
	buf_add_string(&text, level_name(outcome->level));
	buf_add_string(&text, "; ");
	line_origin(&text, outcome);
	buf_add_string(&text, ").");
	sarif_message(out, "fullDescription", buf_bytes(&text));
}

/* What to do, why, and where all of it is to be read. */
static void
help_write(struct buf *out, const struct outcome *outcome)
{
	CLEANUP(buf_release) struct buf text = BUF_INIT;

	if (outcome->instead.len) {
		buf_add_string(&text, "Instead: ");
		line_fold(&text, outcome->instead);
		buf_add_char(&text, '\n');
	}
	buf_add_string(&text, "Why: ");
	line_origin(&text, outcome);
	buf_add_string(&text, "\nAll of it: writ explain ");
	buf_add(&text, outcome->id);
	sarif_message(out, "help", buf_bytes(&text));
}

/* 3.49; helpUri is left out: decisions have no address that a reader of the file could open. */
static void
rule_write(struct buf *out, const struct outcome *outcome)
{
	json_open(out, NULL, '{');
	json_open(out, "defaultConfiguration", '{');
	sarif_level(out, "level", outcome_level_tone(outcome));
	json_close(out, '}');
	description_write(out, outcome);
	help_write(out, outcome);
	json_string(out, "id", outcome->id);
	if (outcome->title.len)
		json_string(out, "name", outcome->title);
	json_open(out, "properties", '{');
	json_byte_string(out, "source", outcome->source);
	json_close(out, '}');
	sarif_message(out, "shortDescription", outcome_name(outcome));
	json_close(out, '}');
}

static void
tool_write(const struct sarif *sarif)
{
	struct buf *out = sarif->out;

	json_open(out, "tool", '{');
	json_open(out, "driver", '{');
	json_string(out, "name", BYTES("writ"));
	json_open(out, "rules", '[');
	for (size_t i = 0; i < sarif->verdict->n_outcomes; i++) {
		if (outcome_is_shown(&sarif->verdict->outcomes[i]))
			rule_write(out, &sarif->verdict->outcomes[i]);
	}
	json_close(out, ']');
	json_string(out, "semanticVersion", BYTES(PACKAGE_VERSION));
	json_close(out, '}');
	json_close(out, '}');
}

/* The analysis was incomplete in a way that keeps the push out. */
static bool
execution_failed(const struct verdict *verdict)
{
	bool failed = verdict->kind == VERDICT_NONE;

	for (size_t i = 0; i < verdict->n_outcomes; i++)
		failed |= outcome_failed(&verdict->outcomes[i]) &&
			  line_tone(verdict, &verdict->outcomes[i]) == TONE_ERROR;
	return failed;
}

/* A notification object (3.58) about a policy. */
static void
failure_write(const struct sarif *sarif, size_t i)
{
	const struct outcome *outcome = &sarif->verdict->outcomes[i];
	CLEANUP(buf_release) struct buf text = BUF_INIT;
	struct buf *out = sarif->out;

	failure_message(&text, outcome, buf_add);
	json_open(out, NULL, '{');
	json_open(out, "associatedRule", '{');
	json_string(out, "id", outcome->id);
	json_number(out, "index", sarif->rules[i]);
	json_close(out, '}');
	sarif_level(out, "level", line_tone(sarif->verdict, outcome));
	if (failure_path(outcome).data) {
		json_open(out, "locations", '[');
		sarif_location(out, failure_path(outcome), 0, (struct columns){ 0 });
		json_close(out, ']');
	}
	sarif_message(out, "message", buf_bytes(&text));
	json_close(out, '}');
}

static void
remark_write(struct buf *out, const struct remark *remark)
{
	json_open(out, NULL, '{');
	sarif_level(out, "level", remark->tone);
	sarif_message(out, "message", remark->text);
	json_close(out, '}');
}

static void
invocation_write(const struct sarif *sarif)
{
	CLEANUP(remarks_release) struct remarks remarks;
	const struct verdict *verdict = sarif->verdict;
	struct buf *out = sarif->out;

	remarks_init(&remarks, verdict);
	json_open(out, "invocations", '[');
	json_open(out, NULL, '{');
	json_bool(out, "executionSuccessful", !execution_failed(verdict));
	json_open(out, "toolExecutionNotifications", '[');
	for (size_t i = 0; i < verdict->n_outcomes; i++) {
		if (outcome_failed(&verdict->outcomes[i]))
			failure_write(sarif, i);
	}
	for (size_t i = 0; i < remarks.items.len; i++)
		remark_write(out, &remarks.items.items[i]);
	json_close(out, ']');
	json_close(out, '}');
	json_close(out, ']');
}

static void
bases_write(struct buf *out)
{
	json_open(out, "originalUriBaseIds", '{');
	json_open(out, "%SRCROOT%", '{');
	sarif_message(out, "description", BYTES("The root of the repository."));
	json_close(out, '}');
	json_close(out, '}');
}

static void
properties_write(struct buf *out, const struct verdict *verdict)
{
	json_open(out, "properties", '{');
	json_string(out, "as_of", verdict->as_of);
	json_string_or_null(out, "bundle", verdict->bundle);
	json_string(out, "verdict", bytes_of(verdict_kind_name(verdict->kind)));
	json_close(out, '}');
}

static void
run_write(const struct sarif *sarif)
{
	struct buf *out = sarif->out;

	json_open(out, NULL, '{');
	json_string(out, "columnKind", BYTES("unicodeCodePoints"));
	invocation_write(sarif);
	bases_write(out);
	properties_write(out, sarif->verdict);
	sarif_results(sarif);
	tool_write(sarif);
	json_close(out, '}');
}

static size_t *
rules_number(const struct verdict *verdict)
{
	size_t *rules = memory_calloc(verdict->n_outcomes, sizeof(*rules));
	size_t n = 0;

	for (size_t i = 0; i < verdict->n_outcomes; i++) {
		rules[i] = n;
		n += outcome_is_shown(&verdict->outcomes[i]);
	}
	return rules;
}

void
report_sarif(struct buf *out, const struct verdict *verdict, const struct report_options *options)
{
	struct sarif sarif = { out, verdict, rules_number(verdict) };

	(void)options;
	json_open(out, NULL, '{');
	json_string(out, "$schema", BYTES(SCHEMA));
	json_open(out, "runs", '[');
	run_write(&sarif);
	json_close(out, ']');
	json_string(out, "version", BYTES("2.1.0"));
	json_close(out, '}');
	buf_add_char(out, '\n');
	free(sarif.rules);
}
