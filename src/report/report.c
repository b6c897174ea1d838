#include "config.h"

#include "report/report.h"

#include "report/formats.h"

const struct report_format report_formats[] = {
	{ "text", "for people: each violation with its line, and what to do", report_text },
	{ "concise", "one line a violation, path:line:column first, for editors", report_concise },
	{ "json", "one document, keys sorted; see writ-verdict(5)", report_json },
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
