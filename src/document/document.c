#include "config.h"

#include "document/document.h"

#include "document/formats.h"

static const struct {
	int (*read)(struct builder *builder) MUST_CHECK;
	enum node_kind empty; /* what a text that holds nothing is */
} readers[DOCUMENT_FORMATS] = {
	[DOCUMENT_JSON] = { json_read, NODE_NULL },
	[DOCUMENT_JSONC] = { jsonc_read, NODE_NULL },
	[DOCUMENT_YAML] = { yaml_document_read, NODE_NULL },
	[DOCUMENT_TOML] = { toml_read, NODE_MAPPING },
	[DOCUMENT_XML] = { xml_read, NODE_NULL },
	[DOCUMENT_INI] = { ini_read, NODE_MAPPING },
	[DOCUMENT_FRONT_MATTER] = { front_matter_document_read, NODE_MAPPING },
};

/* A place fits into 32 bits, and expat takes an int. */
static int
length_check(struct builder *b, struct bytes text)
{
	size_t max = b->limits->bytes < INT32_MAX ? b->limits->bytes : INT32_MAX;

	return text.len > max ? builder_limit(b, 0, "the text has more than %zu bytes", max) : 0;
}

/* A text that holds nothing is a value too. */
static int
root_check(struct builder *b, enum node_kind empty)
{
	if (b->root && (b->root->kind != NODE_NULL || empty == NODE_NULL))
		return 0;
	if (!builder_add(b, NULL, empty, 0))
		return -1;
	if (empty == NODE_NULL)
		b->root->text = BYTES("");
	return 0;
}

static int
text_read(struct builder *b, enum document_format format, struct bytes text)
{
	if (length_check(b, text) < 0)
		return -1;
	b->text = arena_copy(b->arena, text);
	return readers[format].read(b) < 0 ? -1 : root_check(b, readers[format].empty);
}

int
document_parse(struct document_node **root, enum document_format format, struct bytes text,
	       const struct document_limits *limits, struct arena *arena,
	       struct document_problem *problem)
{
	static const struct document_limits defaults = DOCUMENT_LIMITS_INIT;
	CLEANUP(builder_release) struct builder builder;
	int result;

	builder_init(&builder, BYTES_NONE, limits ? limits : &defaults, arena, problem);
	result = text_read(&builder, format, text);
	*root = result < 0 ? NULL : builder.root;
	return result;
}
