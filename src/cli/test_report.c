#include "config.h"

#include "cli/test_report.h"

#include "base/escape.h"

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

/* Text of XML 1.0: what it cannot hold is shown as an escape. */
static void
xml_text(struct buf *out, struct bytes text)
{
	struct buf plain = BUF_INIT;
	struct bytes line;
	bool first = true;

	while (bytes_split(&text, '\n', &line)) {
		if (!first)
			buf_add_char(&plain, '\n');
		shown(&plain, line);
		first = false;
	}
	for (size_t i = 0; i < plain.len; i++) {
		switch (plain.data[i]) {
		case '<':
			buf_add_string(out, "&lt;");
			break;
		case '>':
			buf_add_string(out, "&gt;");
			break;
		case '&':
			buf_add_string(out, "&amp;");
			break;
		case '"':
			buf_add_string(out, "&quot;");
			break;
		default:
			buf_add_char(out, plain.data[i]);
		}
	}
	buf_release(&plain);
}

static void
case_junit(struct buf *out, const struct test_case *test)
{
	buf_add_string(out, "    <testcase classname=\"");
	xml_text(out, test->suite);
	buf_add_string(out, "\" name=\"");
	xml_text(out, test->name);
	if (test->passed && !test->detail.len) {
		buf_add_string(out, "\"/>\n");
		return;
	}
	buf_add_string(out, test->passed ? "\">\n      <system-out>"
					 : "\">\n      <failure message=\"the verdict differs\">");
	xml_text(out, test->detail);
	buf_add_string(out, test->passed ? "</system-out>\n" : "</failure>\n");
	buf_add_string(out, "    </testcase>\n");
}

void
test_report_junit(struct buf *out, const struct test_report *report)
{
	buf_printf(out,
		   "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites>\n"
		   "  <testsuite name=\"writ test\" tests=\"%zu\" failures=\"%zu\">\n",
		   report->cases.len, report->n_failed);
	for (size_t i = 0; i < report->cases.len; i++)
		case_junit(out, &report->cases.items[i]);
	buf_add_string(out, "  </testsuite>\n</testsuites>\n");
}
