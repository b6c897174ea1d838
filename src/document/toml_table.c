#include "config.h"

#include "document/toml.h"

/* What a header has defined cannot be added to by any dotted key. */
enum { SECTION_OF_HEADER = 0 };

static bool
is_bare(int c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
	       c == '-' || c == '_';
}

static int
part_read(struct toml *toml, struct toml_key *key)
{
	struct scan *s = &toml->scan;
	int c = scan_peek(s);

	key->at = s->at;
	if (c == '"' || c == '\'')
		return toml_string_read(toml, false, &key->text);
	while (is_bare(scan_peek(s)))
		s->at++;
	key->text = scan_since(s, key->at);
	return key->text.len ? 0 : scan_expected(s, "a key");
}

int
toml_key_read(struct toml *toml)
{
	struct scan *s = &toml->scan;

	toml->keys.len = 0;
	do {
		if (toml->keys.len > s->builder->limits->depth)
			return builder_limit(s->builder, s->at, "a key has more than %zu dots",
					     s->builder->limits->depth);
		toml_blanks_skip(s);
		if (part_read(toml, vec_add(&toml->keys)) < 0)
			return -1;
		toml_blanks_skip(s);
	} while (scan_takes(s, BYTES(".")));
	return 0;
}

static int
refuse(struct toml *toml, const struct toml_key *key, const struct document_node *old,
       const char *why)
{
	return builder_fail(toml->scan.builder, key->at, "the key `%.*s` %s on line %u",
			    SHOWN(key->text), why, (unsigned int)old->line);
}

static struct document_node *
add(struct toml *toml, struct document_node *parent, const struct toml_key *key,
    enum node_kind kind)
{
	builder_key(toml->scan.builder, key->text, key->at);
	return builder_add(toml->scan.builder, parent, kind, key->at);
}

/* The table that an entry of TABLE is, or the last one of its array of tables; it is made when it
 * is not there. NULL where nothing can be added to it. */
static struct document_node *
step(struct toml *toml, struct document_node *table, const struct toml_key *key)
{
	struct document_node *child = builder_find(toml->scan.builder, table, key->text);

	if (!child)
		return add(toml, table, key, NODE_MAPPING);
	if (child->kind == NODE_SEQUENCE && built(child)->is_tables)
		return child->last;
	if (child->kind == NODE_MAPPING && !built(child)->closed)
		return child;
	refuse(toml, key, child, "was given another value");
	return NULL;
}

/* The same for a dotted key, which may go only where this section's dotted keys have been, or where
 * nobody has said yet what is in the table. */
static struct document_node *
dotted_step(struct toml *toml, struct document_node *table, const struct toml_key *key)
{
	struct document_node *child = step(toml, table, key);

	if (!child)
		return NULL;
	if (built(child)->defined && built(child)->section != toml->section) {
		refuse(toml, key, child, "is a table that was defined elsewhere; it was given");
		return NULL;
	}
	built(child)->defined = 1;
	built(child)->section = toml->section;
	return child;
}

static int
table_define(struct toml *toml, struct document_node *parent, const struct toml_key *key)
{
	struct document_node *table = builder_find(toml->scan.builder, parent, key->text);

	if (!table)
		table = add(toml, parent, key, NODE_MAPPING);
	else if (table->kind != NODE_MAPPING || built(table)->closed || built(table)->defined)
		return refuse(toml, key, table, "stands here a second time; it was given");
	if (!table)
		return -1;
	built(table)->defined = 1;
	built(table)->section = SECTION_OF_HEADER;
	toml->table = table;
	return 0;
}

static int
table_append(struct toml *toml, struct document_node *parent, const struct toml_key *key)
{
	struct document_node *array = builder_find(toml->scan.builder, parent, key->text);

	if (array && !built(array)->is_tables)
		return refuse(toml, key, array, "is no array of tables; it was given");
	if (!array)
		array = add(toml, parent, key, NODE_SEQUENCE);
	if (!array)
		return -1;
	built(array)->is_tables = 1;
	toml->table = builder_add(toml->scan.builder, array, NODE_MAPPING, key->at);
	if (!toml->table)
		return -1;
	built(toml->table)->defined = 1;
	built(toml->table)->section = SECTION_OF_HEADER;
	return 0;
}

int
toml_header_enter(struct toml *toml, bool is_array)
{
	struct document_node *table = toml->scan.builder->root;
	size_t last = toml->keys.len - 1;

	for (size_t i = 0; i < last; i++) {
		table = step(toml, table, &toml->keys.items[i]);
		if (!table)
			return -1;
	}
	toml->section++;
	return is_array ? table_append(toml, table, &toml->keys.items[last])
			: table_define(toml, table, &toml->keys.items[last]);
}

struct document_node *
toml_entry_table(struct toml *toml, struct document_node *base)
{
	struct document_node *table = base;

	for (size_t i = 0; table && i + 1 < toml->keys.len; i++)
		table = dotted_step(toml, table, &toml->keys.items[i]);
	return table;
}
