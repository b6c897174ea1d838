#include "config.h"

#include "report/report.h"

#include "report/formats.h"

const struct report_format report_formats[] = {
	{ "text", "for people: each violation with its line, and what to do", report_text },
	{ "concise", "one line a violation, path:line:column first, for editors", report_concise },
	{ "json", "one document, keys sorted; see writ-verdict(5)", report_json },
	{ "jsonl", "the same in lines: one a violation, then the verdict", report_jsonl },
	{ "sarif", "SARIF 2.1.0, for code scanning", report_sarif },
	{ "junit", "JUnit's XML, a test case a decision, for CI systems", report_junit },
	{ "github", "annotations of GitHub Actions", report_github },
	{ "gitlab", "a code quality report of GitLab", report_gitlab },
	{ "rdjsonl", "diagnostics of reviewdog, one a line", report_rdjsonl },
	{ NULL, NULL, NULL },
};

const struct report_format *
report_format_find(struct bytes name)
{
	for (const struct report_format *format = report_formats; format->name; format++) {
		if (bytes_equal_string(name, format->name))
			return format;
	}
	return NULL;
}
