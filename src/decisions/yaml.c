#include "config.h"

#include "decisions/yaml.h"

#include "base/map.h"
#include "decisions/yaml_reader.h"

enum { DEPTH_MAX = 32, VALUES_MAX = 10000 };

struct value_list {
	struct value **items;
	size_t len, room;
};

struct pair_list {
	struct value_pair *items;
	size_t len, room;
};

static void
value_list_release(struct value_list *list)
{
	vec_release(list);
}

static void
pair_list_release(struct pair_list *list)
{
	vec_release(list);
}

static struct value *
value_new(struct yaml_reader *r, const yaml_event_t *event, enum value_kind kind)
{
	struct value *value = arena_new(r->compiler->arena, struct value);
	struct place place = yaml_place(r, event->start_mark);

	value->kind = kind;
	value->line = place.line;
	value->column = place.column;
	return value;
}

static int
value_read(struct yaml_reader *r, const yaml_event_t *event, size_t depth, struct value **out);

static struct bytes
scalar_text(struct yaml_reader *r, const yaml_event_t *event)
{
	struct bytes text = { (const char *)event->data.scalar.value, event->data.scalar.length };

	return arena_copy(r->compiler->arena, text);
}

static int
scalar_read(struct yaml_reader *r, const yaml_event_t *event, struct value **out)
{
	*out = value_new(r, event, VALUE_STRING);
	(*out)->string = scalar_text(r, event);
	if (event->data.scalar.style == YAML_PLAIN_SCALAR_STYLE && !yaml_scalar_resolve(*out))
		return yaml_refuse(r, event, "the number does not fit into 64 bits; quote it");
	return 0;
}

static int
list_items_read(struct yaml_reader *r, struct value_list *items, size_t depth)
{
	for (;;) {
		CLEANUP(yaml_event_delete) yaml_event_t event = { 0 };
		struct value *item;

		if (yaml_next(r, &event) < 0)
			return -1;
		if (event.type == YAML_SEQUENCE_END_EVENT)
			return 0;
		if (value_read(r, &event, depth + 1, &item) < 0)
			return -1;
		vec_push(items, item);
	}
}

static int
list_read(struct yaml_reader *r, const yaml_event_t *event, size_t depth, struct value **out)
{
	CLEANUP(value_list_release) struct value_list items = VEC_INIT;

	*out = value_new(r, event, VALUE_LIST);
	if (list_items_read(r, &items, depth) < 0)
		return -1;
	(*out)->len = items.len;
	(*out)->items = arena_new_array(r->compiler->arena, struct value *, items.len);
	for (size_t i = 0; i < items.len; i++)
		(*out)->items[i] = items.items[i];
	return 0;
}

static int
key_read(struct yaml_reader *r, const yaml_event_t *event, struct value_pair *pair)
{
	struct place place = yaml_place(r, event->start_mark);

	if (event->type == YAML_ALIAS_EVENT)
		return yaml_refuse(r, event, "YAML aliases are not allowed");
	if (yaml_properties_check(r, event) < 0)
		return -1;
	if (event->type != YAML_SCALAR_EVENT)
		return yaml_refuse(r, event, "a key must be a plain text");
	*pair = (struct value_pair){ scalar_text(r, event), place.line, place.column, NULL };
	if (bytes_equal_string(pair->key, "<<"))
		return yaml_refuse(r, event, "YAML merge keys are not allowed");
	return 0;
}

/* Keeps the first of two equal keys: that it is an error is said. */
static void
pair_add(struct yaml_reader *r, struct pair_list *pairs, struct map *seen,
	 const struct value_pair *pair)
{
	size_t *line = map_get(seen, pair->key);

	if (line) {
		draft_error(r->compiler, r->draft, PLACE_OF(pair),
			    "the key `%.*s` stands here a second time; it was given on line %zu",
			    SHOWN(pair->key), *line);
		return;
	}
	line = arena_new(r->compiler->arena, size_t);
	*line = pair->line;
	*map_put(seen, pair->key) = line;
	vec_push(pairs, *pair);
}

static int
pairs_read(struct yaml_reader *r, struct pair_list *pairs, size_t depth)
{
	CLEANUP(map_release) struct map seen = MAP_INIT;

	for (;;) {
		CLEANUP(yaml_event_delete) yaml_event_t key = { 0 };
		CLEANUP(yaml_event_delete) yaml_event_t event = { 0 };
		struct value_pair pair;

		if (yaml_next(r, &key) < 0)
			return -1;
		if (key.type == YAML_MAPPING_END_EVENT)
			return 0;
		if (key_read(r, &key, &pair) < 0 || yaml_next(r, &event) < 0 ||
		    value_read(r, &event, depth + 1, &pair.value) < 0)
			return -1;
		pair_add(r, pairs, &seen, &pair);
	}
}

static int
mapping_read(struct yaml_reader *r, const yaml_event_t *event, size_t depth, struct value **out)
{
	CLEANUP(pair_list_release) struct pair_list pairs = VEC_INIT;

	*out = value_new(r, event, VALUE_MAPPING);
	if (pairs_read(r, &pairs, depth) < 0)
		return -1;
	(*out)->len = pairs.len;
	(*out)->pairs = arena_new_array(r->compiler->arena, struct value_pair, pairs.len);
	for (size_t i = 0; i < pairs.len; i++)
		(*out)->pairs[i] = pairs.items[i];
	return 0;
}

static int
value_read(struct yaml_reader *r, const yaml_event_t *event, size_t depth, struct value **out)
{
	if (depth > DEPTH_MAX)
		return yaml_refuse(r, event, "the front matter is nested too deeply");
	if (r->n_values++ == VALUES_MAX)
		return yaml_refuse(r, event, "the front matter holds too many values");
	if (event->type == YAML_ALIAS_EVENT)
		return yaml_refuse(
			r, event,
			"YAML aliases are not allowed; quote a text that begins with `*`");
	if (yaml_properties_check(r, event) < 0)
		return -1;
	switch (event->type) {
	case YAML_SCALAR_EVENT:
		return scalar_read(r, event, out);
	case YAML_SEQUENCE_START_EVENT:
		return list_read(r, event, depth, out);
	case YAML_MAPPING_START_EVENT:
		return mapping_read(r, event, depth, out);
	default:
		return yaml_refuse(r, event, "the front matter is not valid YAML");
	}
}

/* A document: a mapping, or nothing. */
static int
root_read(struct yaml_reader *r, const yaml_event_t *event, struct yaml_document *document)
{
	CLEANUP(yaml_event_delete) yaml_event_t first = { 0 };
	struct value *root;

	if (event->data.document_start.version_directive ||
	    event->data.document_start.tag_directives.start !=
		    event->data.document_start.tag_directives.end)
		return yaml_refuse(r, event, "YAML directives are not allowed");
	if (yaml_next(r, &first) < 0 || value_read(r, &first, 0, &root) < 0)
		return -1;
	if (root->kind != VALUE_MAPPING && root->kind != VALUE_NULL)
		return yaml_refuse(r, &first, "the front matter must be `key: value` lines");
	document->mapping = root->kind == VALUE_MAPPING ? root : NULL;
	return 0;
}

static int
stream_read(struct yaml_reader *r, struct yaml_document *document)
{
	size_t documents = 0;

	for (;;) {
		CLEANUP(yaml_event_delete) yaml_event_t event = { 0 };

		if (yaml_next(r, &event) < 0)
			return -1;
		if (event.type == YAML_STREAM_END_EVENT)
			return 0;
		if (event.type != YAML_DOCUMENT_START_EVENT)
			continue;
		if (documents++ > 0)
			return yaml_refuse(r, &event, "the front matter must be one YAML document");
		if (root_read(r, &event, document) < 0)
			return -1;
	}
}

int
yaml_read(struct compiler *compiler, struct draft *draft, struct bytes text,
	  struct yaml_document *document)
{
	struct yaml_reader r = {
		.compiler = compiler,
		.draft = draft,
		.text = text,
		.first_line = document->first_line,
	};
	int result;

	if (!yaml_parser_initialize(&r.parser))
		memory_exhausted();
	/* Told, not guessed: a byte order mark must not turn the text into another one. */
	yaml_parser_set_encoding(&r.parser, YAML_UTF8_ENCODING);
	yaml_parser_set_input_string(&r.parser, (const unsigned char *)text.data, text.len);
	result = stream_read(&r, document);
	yaml_parser_delete(&r.parser);
	return result;
}

void
yaml_file_read(struct compiler *compiler, struct draft *draft)
{
	struct yaml_document document = { .first_line = 1 };

	draft->unreadable = yaml_read(compiler, draft, draft->file->content, &document) < 0;
	draft->front = draft->unreadable ? NULL : document.mapping;
}
