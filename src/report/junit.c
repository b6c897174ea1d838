#include "config.h"

#include "report/formats.h"

#include "base/escape.h"
#include "report/finding.h"
#include "report/group.h"
#include "report/xml_writer.h"

/*
 * The XML that CI systems know from JUnit: one suite, a test case for each decision. There is no
 * schema of JUnit's own; this keeps to what Jenkins and GitLab both read (tests/lint/junit.xsd), so
 * a case has one failure that tells every place.
 */

enum result { CASE_PASSED, CASE_FAILURE, CASE_ERROR, CASE_SKIPPED, CASE_RESULTS };

/* The element of a result; what passed may still have something to say. */
static const char *const elements[] = {
	[CASE_PASSED] = "system-out",
	[CASE_FAILURE] = "failure",
	[CASE_ERROR] = "error",
	[CASE_SKIPPED] = "skipped",
};

/* A test case to be written. */
struct test {
	enum result result;
	struct buf message; /* one line, of all but CASE_PASSED */
	struct buf text;    /* lines */
};

static void
test_release(struct test *test)
{
	buf_release(&test->message);
	buf_release(&test->text);
}

/* Writes "path:14:1: " where there is a path, and the message, its further lines set in. */
static void
place_add(struct buf *text, const struct violation *violation)
{
	CLEANUP(buf_release) struct buf message = BUF_INIT;
	struct bytes rest, line;

	if (violation->path.len) {
		escape_controls(text, violation->path);
		line_position(text, violation);
		buf_add_string(text, ": ");
	}
	finding_message(&message, violation, escape_controls);
	rest = buf_bytes(&message);
	for (const char *indent = ""; bytes_split(&rest, '\n', &line); indent = "  ") {
		buf_add_string(text, indent);
		buf_add(text, line);
		buf_add_char(text, '\n');
	}
}

static void
places_add(struct buf *text, const struct violation **violations, size_t n)
{
	for (size_t i = 0; i < n; i++)
		place_add(text, violations[i]);
}

/* What gave no answer has tested nothing. */
static enum result
result_without_answer(enum tone tone)
{
	return tone == TONE_ERROR ? CASE_ERROR : CASE_SKIPPED;
}

static enum result
result_of(const struct verdict *verdict, const struct group *group)
{
	enum tone tone = line_tone(verdict, group->outcome);

	switch (group->outcome->result) {
	case RESULT_ERROR:
	case RESULT_UNJUDGED:
		return result_without_answer(tone);
	case RESULT_NOT_APPLIED:
		return CASE_SKIPPED;
	default:
		return group->n_counted && tone == TONE_ERROR ? CASE_FAILURE : CASE_PASSED;
	}
}

static void
message_add(struct buf *message, const struct group *group)
{
	switch (group->outcome->result) {
	case RESULT_ERROR:
		failure_message(message, group->outcome, escape_controls);
		break;
	case RESULT_UNJUDGED:
		buf_add_string(message, "no answer: see the test case \"verdict\"");
		break;
	case RESULT_NOT_APPLIED:
		buf_add_string(message, "nothing of the push was its business");
		break;
	default:
		line_count(message, group->n_counted, "violation", "violations");
	}
}

/* Release with test_release. */
static void
test_init(struct test *test, const struct verdict *verdict, const struct group *group)
{
	struct bytes path = failure_path(group->outcome);

	*test = (struct test){ .result = result_of(verdict, group) };
	message_add(&test->message, group);
	places_add(&test->text, group->counted, group->n_counted);
	places_add(&test->text, group->existing, group->n_existing);
	places_add(&test->text, group->waived, group->n_waived);
	if (path.data) {
		buf_add_string(&test->text, "at ");
		escape_controls(&test->text, path);
		buf_add_char(&test->text, '\n');
	}
}

static void
test_write(struct xml_writer *xml, const struct test *test)
{
	const char *element = elements[test->result];

	if (test->result == CASE_PASSED && test->text.len == 0)
		return;
	xml_start(xml, element);
	if (test->result != CASE_PASSED)
		xml_attribute(xml, "message", buf_bytes(&test->message));
	if (test->text.len)
		xml_end_with_text(xml, element, buf_bytes(&test->text));
	else
		xml_end(xml, element);
}

static void
decision_write(struct xml_writer *xml, const struct verdict *verdict, const struct group *group)
{
	const struct outcome *outcome = group->outcome;
	CLEANUP(buf_release) struct buf name = BUF_INIT;
	CLEANUP(test_release) struct test test;

	outcome_label(&name, outcome);
	xml_start(xml, "testcase");
	xml_attribute(xml, "classname", outcome->source);
	if (outcome->shown_path.len)
		xml_attribute(xml, "file", outcome->shown_path);
	xml_attribute(xml, "name", buf_bytes(&name));
	test_init(&test, verdict, group);
	test_write(xml, &test);
	xml_end(xml, "testcase");
}

/* Without a verdict there is no decision to blame. */
static void
errors_write(struct xml_writer *xml, const struct verdict *verdict)
{
	CLEANUP(test_release)
	struct test test = { .result = result_without_answer(verdict->observe ? TONE_WARNING
									      : TONE_ERROR) };

	if (verdict->kind != VERDICT_NONE)
		return;
	buf_add_string(&test.message, "writ could not judge this push");
	for (size_t i = 0; i < verdict->n_errors; i++) {
		buf_add(&test.text, bytes_trim(verdict->errors[i]));
		buf_add_char(&test.text, '\n');
	}
	xml_start(xml, "testcase");
	xml_attribute(xml, "classname", BYTES("writ"));
	xml_attribute(xml, "name", BYTES("verdict"));
	test_write(xml, &test);
	xml_end(xml, "testcase");
}

static void
property_write(struct xml_writer *xml, const char *name, struct bytes value)
{
	xml_start(xml, "property");
	xml_attribute(xml, "name", bytes_of(name));
	xml_attribute(xml, "value", value);
	xml_end(xml, "property");
}

static void
properties_write(struct xml_writer *xml, const struct verdict *verdict)
{
	xml_start(xml, "properties");
	property_write(xml, "as_of", verdict->as_of);
	if (verdict->bundle.data)
		property_write(xml, "bundle", verdict->bundle);
	property_write(xml, "verdict", bytes_of(verdict_kind_name(verdict->kind)));
	xml_end(xml, "properties");
}

/* What is said once and is no error of the verdict. */
static void
remarks_write(struct xml_writer *xml, const struct verdict *verdict)
{
	CLEANUP(remarks_release) struct remarks remarks;
	CLEANUP(buf_release) struct buf text = BUF_INIT;

	remarks_init(&remarks, verdict);
	for (size_t i = verdict->n_errors; i < remarks.items.len; i++) {
		buf_printf(&text, "%s: ", line_tone_word(remarks.items.items[i].tone));
		buf_add(&text, remarks.items.items[i].text);
		buf_add_char(&text, '\n');
	}
	if (text.len) {
		xml_start(xml, "system-out");
		xml_end_with_text(xml, "system-out", buf_bytes(&text));
	}
}

static void
counts_write(struct xml_writer *xml, const struct verdict *verdict, const struct groups *groups)
{
	size_t counts[CASE_RESULTS] = { 0 };
	size_t tests = 0;

	for (size_t i = 0; i < groups->len; i++) {
		if (!outcome_is_shown(groups->items[i].outcome))
			continue;
		counts[result_of(verdict, &groups->items[i])]++;
		tests++;
	}
	if (verdict->kind == VERDICT_NONE) {
		counts[result_without_answer(verdict->observe ? TONE_WARNING : TONE_ERROR)]++;
		tests++;
	}
	xml_attribute_number(xml, "errors", counts[CASE_ERROR]);
	xml_attribute_number(xml, "failures", counts[CASE_FAILURE]);
	xml_attribute(xml, "name", BYTES("writ"));
	xml_attribute_number(xml, "skipped", counts[CASE_SKIPPED]);
	xml_attribute_number(xml, "tests", tests);
}

void
report_junit(struct buf *out, const struct verdict *verdict, const struct report_options *options)
{
	struct xml_writer xml;
	struct groups groups;

	(void)options;
	groups_init(&groups, verdict);
	xml_init(&xml, out);
	xml_start(&xml, "testsuites");
	xml_start(&xml, "testsuite");
	counts_write(&xml, verdict, &groups);
	properties_write(&xml, verdict);
	for (size_t i = 0; i < groups.len; i++) {
		if (outcome_is_shown(groups.items[i].outcome))
			decision_write(&xml, verdict, &groups.items[i]);
	}
	errors_write(&xml, verdict);
	remarks_write(&xml, verdict);
	xml_end(&xml, "testsuite");
	xml_end(&xml, "testsuites");
	groups_release(&groups);
}
