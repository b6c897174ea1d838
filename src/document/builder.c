#include "config.h"

#include "document/builder.h"

#include <stdarg.h>
#include <stdio.h>

#include "base/number.h"
#include "base/sha256.h"
#include "base/utf8.h"

/* Up to here looking at each entry is quicker than a map. */
enum { INDEX_FROM = 16 };

void
builder_init(struct builder *b, struct bytes text, const struct document_limits *limits,
	     struct arena *arena, struct document_problem *problem)
{
	*b = (struct builder){
		.arena = arena,
		.text = text,
		.limits = limits,
		.problem = problem,
		.may_repeat = limits->allow_duplicates,
		.line = 1,
	};
}

void
builder_release(struct builder *b)
{
	for (size_t i = 0; i < b->indexes.len; i++)
		map_release(b->indexes.items[i]);
	vec_release(&b->indexes);
}

uint64_t
builder_seed(struct builder *b)
{
	char hex[SHA256_HEX_CHARS + 1];
	struct sha256 *hash;

	if (b->seed)
		return b->seed;
	hash = sha256_new();
	sha256_add(hash, b->text);
	sha256_finish(hash, hex);
	for (size_t i = 0; i < 2 * sizeof(b->seed); i++)
		b->seed = b->seed << 4 | (uint64_t)digit_value(hex[i]);
	b->seed |= b->seed == 0;
	return b->seed;
}

void
builder_place(struct builder *b, size_t at, uint32_t *line, uint32_t *column)
{
	const char *found;

	if (at < b->seen) {
		b->seen = b->line_start = 0;
		b->line = 1;
	}
	while (b->seen < at) {
		found = memchr(b->text.data + b->seen, '\n', at - b->seen);
		if (!found)
			break;
		b->line_start = b->seen = (size_t)(found - b->text.data) + 1;
		b->line++;
	}
	b->seen = at;
	*line = b->line;
	*column = (uint32_t)(at - b->line_start) + 1;
}

static int PRINTF(4, 0)
	problem_set(struct builder *b, size_t at, bool limit, const char *format, va_list args)
{
	struct document_problem *problem = b->problem;

	builder_place(b, at, &problem->line, &problem->column);
	problem->limit = limit;
	vsnprintf(problem->message, sizeof(problem->message), format, args);
	return -1;
}

int
builder_fail(struct builder *b, size_t at, const char *format, ...)
{
	va_list args;

	va_start(args, format);
	problem_set(b, at, false, format, args);
	va_end(args);
	return -1;
}

int
builder_limit(struct builder *b, size_t at, const char *format, ...)
{
	va_list args;

	va_start(args, format);
	problem_set(b, at, true, format, args);
	va_end(args);
	return -1;
}

int
builder_check_utf8(struct builder *b, size_t from, size_t end)
{
	size_t valid = from + utf8_valid_length(bytes_slice(b->text, from, end));

	return valid < end ? builder_fail(b, valid, "the text is not UTF-8") : 0;
}

size_t
builder_mark_length(const struct builder *b)
{
	struct bytes mark = BYTES("\xef\xbb\xbf");

	return bytes_starts_with(b->text, mark) ? mark.len : 0;
}

struct document_node *
builder_node(struct builder *b, enum node_kind kind, size_t at)
{
	struct document_node *node;

	if (b->n_nodes == b->limits->nodes) {
		builder_limit(b, at, "there are more than %zu values", b->limits->nodes);
		return NULL;
	}
	b->n_nodes++;
	node = &arena_new(b->arena, struct built_node)->node;
	node->kind = kind;
	builder_place(b, at, &node->line, &node->column);
	return node;
}

void
builder_key(struct builder *b, struct bytes key, size_t at)
{
	b->key = key;
	b->key_at = at;
}

static void
index_add(struct map *index, struct document_node *node)
{
	void **place = map_put(index, node->key);

	if (!*place)
		*place = node;
}

static void
index_make(struct builder *b, struct document_node *mapping)
{
	struct map *index = arena_new(b->arena, struct map);

	index->seed = builder_seed(b);
	for (struct document_node *node = mapping->first; node; node = node->next)
		index_add(index, node);
	built(mapping)->index = index;
	vec_push(&b->indexes, index);
}

struct document_node *
builder_find(struct builder *b, struct document_node *mapping, struct bytes key)
{
	struct document_node *node = mapping->first;

	if (mapping->n_children > INDEX_FROM) {
		if (!built(mapping)->index)
			index_make(b, mapping);
		return map_get(built(mapping)->index, key);
	}
	while (node && !bytes_equal(node->key, key))
		node = node->next;
	return node;
}

static int
key_check(struct builder *b, struct document_node *mapping)
{
	const struct document_node *twin;

	if (b->may_repeat)
		return 0;
	twin = builder_find(b, mapping, b->key);
	if (!twin)
		return 0;
	return builder_fail(b, b->key_at,
			    "the key `%.*s` stands here a second time; it was given on line %u",
			    SHOWN(b->key), (unsigned int)twin->line);
}

static void
child_append(struct document_node *parent, struct document_node *node)
{
	node->parent = parent;
	if (parent->last)
		parent->last->next = node;
	else
		parent->first = node;
	parent->last = node;
	parent->n_children++;
	if (parent->kind == NODE_SEQUENCE)
		node->index = parent->n_children;
	else if (built(parent)->index)
		index_add(built(parent)->index, node);
}

static int
depth_set(struct builder *b, const struct document_node *parent, struct document_node *node,
	  size_t at)
{
	uint32_t depth = parent ? ((const struct built_node *)parent)->depth + 1 : 1;

	if (node->kind != NODE_SEQUENCE && node->kind != NODE_MAPPING)
		return 0;
	if (depth > b->limits->depth)
		return builder_limit(b, at, "values lie more than %zu deep in each other",
				     b->limits->depth);
	built(node)->depth = depth;
	return 0;
}

struct document_node *
builder_add(struct builder *b, struct document_node *parent, enum node_kind kind, size_t at)
{
	bool is_entry = parent && parent->kind == NODE_MAPPING;
	struct document_node *node;

	if (is_entry && key_check(b, parent) < 0)
		return NULL;
	node = builder_node(b, kind, is_entry ? b->key_at : at);
	if (!node || depth_set(b, parent, node, at) < 0)
		return NULL;
	if (is_entry)
		node->key = b->key.data ? b->key : BYTES("");
	if (parent)
		child_append(parent, node);
	else
		b->root = node;
	return node;
}

struct document_node *
builder_scalar(struct builder *b, enum node_kind kind, size_t at, struct bytes text)
{
	struct document_node *node = builder_add(b, b->open, kind, at);

	if (node)
		node->text = text;
	return node;
}

int
builder_open(struct builder *b, enum node_kind kind, size_t at)
{
	struct document_node *node = builder_add(b, b->open, kind, at);

	if (!node)
		return -1;
	b->open = node;
	return 0;
}

void
builder_close(struct builder *b)
{
	if (built(b->open)->index)
		map_release(built(b->open)->index);
	built(b->open)->index = NULL;
	b->open = b->open->parent;
}

int
builder_wrap_root(struct builder *b)
{
	struct document_node *first = b->root;
	struct document_node *sequence = builder_node(b, NODE_SEQUENCE, b->seen);

	if (!sequence)
		return -1;
	built(sequence)->depth = 1;
	sequence->line = sequence->column = 1;
	child_append(sequence, first);
	b->root = sequence;
	return 0;
}
