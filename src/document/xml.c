#include "config.h"

#include "document/formats.h"

#include <expat.h>

#include "base/buf.h"
#include "base/memory.h"

/* The text of an open element: what xml->text has from FROM on. */
struct element_text {
	size_t from;
	uint32_t line, column; /* where it begins, 0 as long as it is blank */
};

struct xml {
	struct builder *builder;
	XML_Parser parser;
	struct buf text;
	VEC(struct element_text) texts;
	bool failed;
};

static size_t
event_at(const struct xml *xml)
{
	XML_Index at = XML_GetCurrentByteIndex(xml->parser);
	size_t len = xml->builder->text.len;

	return at < 0 || (size_t)at > len ? len : (size_t)at;
}

/* Whatever has set the problem. */
static void
stop(struct xml *xml)
{
	xml->failed = true;
	XML_StopParser(xml->parser, XML_FALSE);
}

static bool
is_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

static size_t
blanks_skip(struct bytes text, size_t at)
{
	while (at < text.len && is_blank(text.data[at]))
		at++;
	return at;
}

/* Goes over name="value" from AT on. */
static size_t
attribute_skip(struct bytes text, size_t at)
{
	const char *end = NULL;

	while (at < text.len && text.data[at] != '"' && text.data[at] != '\'')
		at++;
	if (at < text.len)
		end = memchr(text.data + at + 1, text.data[at], text.len - at - 1);
	return end ? (size_t)(end - text.data) + 1 : text.len;
}

/* Where the attributes of the start tag AT begin: expat tells only where the tag does, and has seen
 * that it is well formed. 0 in an encoding in which its name looks different. */
static size_t
attributes_at(struct bytes text, size_t at, const char *name)
{
	struct bytes rest = bytes_slice(text, at, text.len);

	if (rest.len == 0 || rest.data[0] != '<' ||
	    !bytes_starts_with(bytes_slice(rest, 1, rest.len), bytes_of(name)))
		return 0;
	return at + 1 + strlen(name);
}

static int
attributes_add(struct xml *xml, size_t at, const char *name, const char **attributes)
{
	struct builder *b = xml->builder;
	size_t next = attributes_at(b->text, at, name);

	for (; attributes[0]; attributes += 2) {
		struct bytes value = arena_copy(b->arena, bytes_of(attributes[1]));

		if (next)
			at = next = blanks_skip(b->text, next);
		builder_key(b, arena_printf(b->arena, "@%s", attributes[0]), at);
		if (!builder_scalar(b, NODE_STRING, at, value))
			return -1;
		if (next)
			next = attribute_skip(b->text, next);
	}
	return 0;
}

static void XMLCALL
element_begin(void *data, const char *name, const char **attributes)
{
	struct xml *xml = data;
	size_t at = event_at(xml);

	if (xml->failed)
		return;
	builder_key(xml->builder, arena_copy(xml->builder->arena, bytes_of(name)), at);
	if (builder_open(xml->builder, NODE_MAPPING, at) < 0 ||
	    attributes_add(xml, at, name, attributes) < 0) {
		stop(xml);
		return;
	}
	vec_push(&xml->texts, ((struct element_text){ .from = xml->text.len }));
}

static void XMLCALL
text_add(void *data, const char *piece, int len)
{
	struct xml *xml = data;
	struct bytes text = { piece, (size_t)len };
	size_t blanks = blanks_skip(text, 0);
	struct element_text *element;

	if (xml->failed)
		return;
	element = &xml->texts.items[xml->texts.len - 1];
	buf_add(&xml->text, text);
	if (!element->line && blanks < text.len)
		builder_place(xml->builder, event_at(xml) + blanks, &element->line,
			      &element->column);
}

static int
text_entry_add(struct xml *xml, const struct element_text *element, struct bytes text)
{
	struct builder *b = xml->builder;
	struct document_node *node;

	builder_key(b, BYTES("#text"), b->seen);
	node = builder_scalar(b, NODE_STRING, b->seen, text);
	if (!node)
		return -1;
	node->line = element->line;
	node->column = element->column;
	return 0;
}

static void XMLCALL
element_end(void *data, const char *name UNUSED)
{
	struct xml *xml = data;
	struct document_node *node = xml->builder->open;
	struct element_text element;
	struct bytes text;

	if (xml->failed)
		return;
	element = xml->texts.items[--xml->texts.len];
	text = bytes_trim(bytes_slice(buf_bytes(&xml->text), element.from, xml->text.len));
	text = arena_copy(xml->builder->arena, text);
	xml->text.len = element.from;
	if (!node->first) {
		node->kind = NODE_STRING;
		node->text = text;
	} else if (text.len && text_entry_add(xml, &element, text) < 0) {
		stop(xml);
		return;
	}
	builder_close(xml->builder);
}

/* It could declare entities, and name files. */
static void XMLCALL
doctype_begin(void *data, const char *name UNUSED, const char *system_id UNUSED,
	      const char *public_id UNUSED, int has_subset UNUSED)
{
	struct xml *xml = data;

	builder_fail(xml->builder, event_at(xml), "a document type (DOCTYPE) is not read");
	stop(xml);
}

static int
parse_failed(struct xml *xml)
{
	enum XML_Error error = XML_GetErrorCode(xml->parser);

	if (error == XML_ERROR_NO_MEMORY)
		memory_exhausted();
	return builder_fail(xml->builder, event_at(xml), "this is not XML: %s",
			    XML_ErrorString(error));
}

static int
text_parse(struct xml *xml)
{
	struct bytes text = xml->builder->text;

	if (builder_open(xml->builder, NODE_MAPPING, 0) < 0)
		return -1;
	/* Without a salt expat would ask the system for one. */
	XML_SetHashSalt(xml->parser, (unsigned long)builder_seed(xml->builder));
	XML_SetUserData(xml->parser, xml);
	XML_SetElementHandler(xml->parser, element_begin, element_end);
	XML_SetCharacterDataHandler(xml->parser, text_add);
	XML_SetStartDoctypeDeclHandler(xml->parser, doctype_begin);
	if (XML_Parse(xml->parser, text.data, (int)text.len, XML_TRUE) == XML_STATUS_OK)
		return xml->failed ? -1 : 0;
	return xml->failed ? -1 : parse_failed(xml);
}

int
xml_read(struct builder *builder)
{
	struct xml xml = { .builder = builder, .parser = XML_ParserCreate(NULL) };
	int result;

	if (!xml.parser)
		memory_exhausted();
	builder->may_repeat = true;
	result = text_parse(&xml);
	XML_ParserFree(xml.parser);
	buf_release(&xml.text);
	vec_release(&xml.texts);
	return result;
}
