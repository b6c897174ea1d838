#include "config.h"

#include "document/formats.h"

#include "base/scalar.h"
#include "document/yaml_source.h"

struct yaml {
	struct yaml_source source;
	struct builder *builder;
	struct map anchors; /* name -> node, of this document */
	size_t n_documents;
	bool has_key; /* of the entry of what is open */
};

static const enum node_kind kinds[] = {
	[SCALAR_NULL] = NODE_NULL,       [SCALAR_BOOLEAN] = NODE_BOOLEAN,
	[SCALAR_INTEGER] = NODE_INTEGER, [SCALAR_FLOAT] = NODE_FLOAT,
	[SCALAR_STRING] = NODE_STRING,
};

static size_t
event_at(struct yaml *yaml, const yaml_event_t *event)
{
	return yaml_source_offset(&yaml->source, event->start_mark);
}

static struct bytes
string_copy(struct yaml *yaml, const yaml_char_t *string, size_t len)
{
	return arena_copy(yaml->builder->arena, (struct bytes){ (const char *)string, len });
}

static void
anchor_set(struct yaml *yaml, const yaml_char_t *name, struct document_node *node)
{
	struct bytes key;

	if (!name)
		return;
	key = string_copy(yaml, name, strlen((const char *)name));
	if (!yaml->anchors.len)
		yaml->anchors.seed = builder_seed(yaml->builder);
	*map_put(&yaml->anchors, key) = node;
}

/* Whether what comes next is the key of an entry. */
static bool
is_at_key(const struct yaml *yaml)
{
	const struct document_node *open = yaml->builder->open;

	return open && open->kind == NODE_MAPPING && !yaml->has_key;
}

/* Whether the core schema says what a scalar is: it is plain, or its tag is one of the schema's
 * that are no strings. */
static bool
is_resolved(const yaml_event_t *event)
{
	static const char *const tags[] = { YAML_NULL_TAG, YAML_BOOL_TAG, YAML_INT_TAG,
					    YAML_FLOAT_TAG };
	const char *tag = (const char *)event->data.scalar.tag;

	if (!tag)
		return event->data.scalar.style == YAML_PLAIN_SCALAR_STYLE &&
		       event->data.scalar.plain_implicit;
	for (size_t i = 0; i < ARRAY_SIZE(tags); i++) {
		if (strcmp(tag, tags[i]) == 0)
			return true;
	}
	return false;
}

/* A whole number that does not fit is a float, and so is one whose tag says that. */
static void
scalar_set(struct document_node *node, const yaml_event_t *event)
{
	const char *tag = (const char *)event->data.scalar.tag;
	struct scalar scalar = { .kind = SCALAR_STRING };

	if (is_resolved(event) && !scalar_resolve(&scalar, node->text))
		scalar.kind = SCALAR_FLOAT;
	if (scalar.kind == SCALAR_INTEGER && tag && strcmp(tag, YAML_FLOAT_TAG) == 0) {
		scalar.kind = SCALAR_FLOAT;
		scalar.number = (double)scalar.integer;
		scalar.integer = 0;
	}
	node->kind = kinds[scalar.kind];
	node->boolean = scalar.boolean;
	node->integer = scalar.integer;
	node->number = scalar.number;
}

static int
key_read(struct yaml *yaml, const yaml_event_t *event, struct bytes key)
{
	size_t at = event_at(yaml, event);
	struct document_node *node;

	builder_key(yaml->builder, key, at);
	yaml->has_key = true;
	if (event->type != YAML_SCALAR_EVENT || !event->data.scalar.anchor)
		return 0;
	node = builder_node(yaml->builder, NODE_STRING, at);
	if (!node)
		return -1;
	node->text = key;
	scalar_set(node, event);
	anchor_set(yaml, event->data.scalar.anchor, node);
	return 0;
}

static int
scalar_read(struct yaml *yaml, const yaml_event_t *event)
{
	struct bytes text = string_copy(yaml, event->data.scalar.value, event->data.scalar.length);
	struct document_node *node;

	if (is_at_key(yaml))
		return key_read(yaml, event, text);
	yaml->has_key = false;
	node = builder_scalar(yaml->builder, NODE_STRING, event_at(yaml, event), text);
	if (!node)
		return -1;
	scalar_set(node, event);
	anchor_set(yaml, event->data.scalar.anchor, node);
	return 0;
}

static int
collection_begin(struct yaml *yaml, const yaml_event_t *event)
{
	bool is_mapping = event->type == YAML_MAPPING_START_EVENT;
	size_t at = event_at(yaml, event);

	if (is_at_key(yaml))
		return builder_fail(yaml->builder, at, "a key is no scalar");
	yaml->has_key = false;
	if (builder_open(yaml->builder, is_mapping ? NODE_MAPPING : NODE_SEQUENCE, at) < 0)
		return -1;
	anchor_set(yaml,
		   is_mapping ? event->data.mapping_start.anchor
			      : event->data.sequence_start.anchor,
		   yaml->builder->open);
	return 0;
}

static void
collection_end(struct yaml *yaml)
{
	yaml->has_key = false;
	builder_close(yaml->builder);
}

static bool
is_collection(const struct document_node *node)
{
	return node->kind == NODE_SEQUENCE || node->kind == NODE_MAPPING;
}

/* Adds a copy of NODE without its children to what is open; a sequence or mapping is open then. */
static struct document_node *
node_copy(struct builder *b, const struct document_node *node)
{
	struct document_node *copy = builder_scalar(b, node->kind, b->seen, node->text);

	if (!copy)
		return NULL;
	copy->boolean = node->boolean;
	copy->integer = node->integer;
	copy->number = node->number;
	if (is_collection(node))
		b->open = copy;
	return copy;
}

/* The same for what lies in an alias: it keeps its key and its place. */
static int
child_copy(struct builder *b, const struct document_node *node)
{
	struct document_node *copy;

	builder_key(b, node->key, b->seen);
	copy = node_copy(b, node);
	if (!copy)
		return -1;
	copy->line = node->line;
	copy->column = node->column;
	return 0;
}

static int
tree_copy(struct builder *b, const struct document_node *root)
{
	const struct document_node *node = root;

	if (!node_copy(b, root))
		return -1;
	for (;;) {
		if (node->first) {
			node = node->first;
		} else {
			if (is_collection(node))
				builder_close(b);
			for (; node != root && !node->next; node = node->parent)
				builder_close(b);
			if (node == root)
				return 0;
			node = node->next;
		}
		if (child_copy(b, node) < 0)
			return -1;
	}
}

static bool
holds_open(const struct builder *b, const struct document_node *node)
{
	const struct document_node *open = b->open;

	while (open && open != node)
		open = open->parent;
	return open != NULL;
}

/* A copy, so that each node has one parent: the limit on nodes ends what grows by aliases. */
static int
alias_read(struct yaml *yaml, const yaml_event_t *event)
{
	struct bytes name = bytes_of((const char *)event->data.alias.anchor);
	const struct document_node *node = map_get(&yaml->anchors, name);
	size_t at = event_at(yaml, event);
	uint32_t line, column;

	builder_place(yaml->builder, at, &line, &column);
	if (!node)
		return builder_fail(yaml->builder, at, "the alias `*%.*s` names nothing",
				    SHOWN(name));
	if (is_at_key(yaml) && !is_collection(node))
		return key_read(yaml, event, node->text);
	if (is_at_key(yaml))
		return builder_fail(yaml->builder, at, "a key is no scalar");
	if (holds_open(yaml->builder, node))
		return builder_fail(yaml->builder, at, "the alias `*%.*s` lies in what it names",
				    SHOWN(name));
	yaml->has_key = false;
	return tree_copy(yaml->builder, node);
}

static int
document_begin(struct yaml *yaml)
{
	map_release(&yaml->anchors);
	if (yaml->n_documents == 1 && builder_wrap_root(yaml->builder) < 0)
		return -1;
	yaml->builder->open = yaml->n_documents ? yaml->builder->root : NULL;
	yaml->n_documents++;
	return 0;
}

static int
event_read(struct yaml *yaml, const yaml_event_t *event)
{
	switch (event->type) {
	case YAML_DOCUMENT_START_EVENT:
		return document_begin(yaml);
	case YAML_SCALAR_EVENT:
		return scalar_read(yaml, event);
	case YAML_ALIAS_EVENT:
		return alias_read(yaml, event);
	case YAML_SEQUENCE_START_EVENT:
	case YAML_MAPPING_START_EVENT:
		return collection_begin(yaml, event);
	case YAML_SEQUENCE_END_EVENT:
	case YAML_MAPPING_END_EVENT:
		collection_end(yaml);
		return 0;
	default:
		return 0;
	}
}

static int
stream_read(struct yaml *yaml)
{
	for (;;) {
		CLEANUP(yaml_event_delete) yaml_event_t event = { 0 };

		if (yaml_source_next(&yaml->source, &event) < 0)
			return -1;
		if (event.type == YAML_STREAM_END_EVENT)
			return 0;
		if (event_read(yaml, &event) < 0)
			return -1;
	}
}

int
yaml_range_read(struct builder *builder, size_t from, size_t end)
{
	struct yaml yaml = { .builder = builder, .anchors = MAP_INIT };
	int result;

	if (yaml_source_init(&yaml.source, builder, from, end) < 0)
		return -1;
	result = stream_read(&yaml);
	map_release(&yaml.anchors);
	yaml_source_release(&yaml.source);
	return result;
}

int
yaml_document_read(struct builder *builder)
{
	return yaml_range_read(builder, builder_mark_length(builder), builder->text.len);
}
