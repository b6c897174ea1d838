#include "config.h"

#include "report/xml_writer.h"

#include "base/escape.h"

enum { INDENT = 2 };

void
xml_init(struct xml_writer *xml, struct buf *out)
{
	*xml = (struct xml_writer){ .out = out };
	buf_add_string(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
}

static void
tag_close(struct xml_writer *xml)
{
	if (xml->in_tag)
		buf_add_string(xml->out, ">\n");
	xml->in_tag = false;
}

/* The reference to a character of markup, NULL for any other. */
static const char *
reference_of(char c)
{
	switch (c) {
	case '<':
		return "&lt;";
	case '>':
		return "&gt;";
	case '&':
		return "&amp;";
	case '"':
		return "&quot;";
	default:
		return NULL;
	}
}

static void
characters_write(struct buf *out, struct bytes text)
{
	CLEANUP(buf_release) struct buf plain = BUF_INIT;

	escape_controls(&plain, text);
	for (size_t i = 0; i < plain.len; i++) {
		const char *reference = reference_of(plain.data[i]);

		if (reference)
			buf_add_string(out, reference);
		else
			buf_add_char(out, plain.data[i]);
	}
}

void
xml_start(struct xml_writer *xml, const char *element)
{
	tag_close(xml);
	buf_add_repeated(xml->out, ' ', INDENT * xml->depth++);
	buf_printf(xml->out, "<%s", element);
	xml->in_tag = true;
}

void
xml_attribute(struct xml_writer *xml, const char *name, struct bytes value)
{
	buf_printf(xml->out, " %s=\"", name);
	characters_write(xml->out, value);
	buf_add_char(xml->out, '"');
}

void
xml_attribute_number(struct xml_writer *xml, const char *name, size_t value)
{
	buf_printf(xml->out, " %s=\"%zu\"", name, value);
}

void
xml_end(struct xml_writer *xml, const char *element)
{
	xml->depth--;
	if (xml->in_tag) {
		buf_add_string(xml->out, "/>\n");
		xml->in_tag = false;
		return;
	}
	buf_add_repeated(xml->out, ' ', INDENT * xml->depth);
	buf_printf(xml->out, "</%s>\n", element);
}

void
xml_end_with_text(struct xml_writer *xml, const char *element, struct bytes text)
{
	struct bytes line;
	bool first = true;

	xml->depth--;
	xml->in_tag = false;
	buf_add_char(xml->out, '>');
	while (bytes_split(&text, '\n', &line)) {
		if (!first)
			buf_add_char(xml->out, '\n');
		characters_write(xml->out, line);
		first = false;
	}
	buf_printf(xml->out, "</%s>\n", element);
}
