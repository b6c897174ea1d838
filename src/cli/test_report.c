#include "config.h"

#include "cli/test_report.h"

#include "base/escape.h"
#include "report/xml_writer.h"

void
test_report_add(struct test_report *report, const struct test_case *test)
{
	vec_push(&report->cases, *test);
	report->n_failed += !test->passed;
}

void
test_report_release(struct test_report *report)
{
	vec_release(&report->cases);
}

/* Escaped, but for backslashes: what is shown here is to be compared, and copied. */
static void
shown(struct buf *out, struct bytes text)
{
	struct bytes piece;
	bool first = true;

	while (bytes_split(&text, '\\', &piece)) {
		buf_add_string(out, first ? "" : "\\");
		escape_text(out, piece);
		first = false;
	}
}

static void
detail_tap(struct buf *out, struct bytes detail)
{
	struct bytes line;

	while (detail.len && bytes_split(&detail, '\n', &line)) {
		buf_add_string(out, line.len ? "# " : "#");
		shown(out, line);
		buf_add_char(out, '\n');
	}
}

void
test_report_tap(struct buf *out, const struct test_report *report)
{
	buf_add_string(out, "TAP version 13\n");
	for (size_t i = 0; i < report->cases.len; i++) {
		const struct test_case *test = &report->cases.items[i];

		buf_printf(out, "%sok %zu - ", test->passed ? "" : "not ", i + 1);
		escape_text(out, test->suite);
		buf_add_char(out, '/');
		escape_text(out, test->name);
		buf_add_char(out, '\n');
		detail_tap(out, test->detail);
	}
	buf_printf(out, "1..%zu\n# %zu passed, %zu failed\n", report->cases.len,
		   report->cases.len - report->n_failed, report->n_failed);
}

static void
case_junit(struct xml_writer *xml, const struct test_case *test)
{
	xml_start(xml, "testcase");
	xml_attribute(xml, "classname", test->suite);
	xml_attribute(xml, "name", test->name);
	if (!test->passed) {
		xml_start(xml, "failure");
		xml_attribute(xml, "message", BYTES("the verdict differs"));
		xml_end_with_text(xml, "failure", test->detail);
	} else if (test->detail.len) {
		xml_start(xml, "system-out");
		xml_end_with_text(xml, "system-out", test->detail);
	}
	xml_end(xml, "testcase");
}

void
test_report_junit(struct buf *out, const struct test_report *report)
{
	struct xml_writer xml;

	xml_init(&xml, out);
	xml_start(&xml, "testsuites");
	xml_start(&xml, "testsuite");
	xml_attribute(&xml, "name", BYTES("writ test"));
	xml_attribute_number(&xml, "tests", report->cases.len);
	xml_attribute_number(&xml, "failures", report->n_failed);
	for (size_t i = 0; i < report->cases.len; i++)
		case_junit(&xml, &report->cases.items[i]);
	xml_end(&xml, "testsuite");
	xml_end(&xml, "testsuites");
}
