#include "config.h"

#include "model/value.h"

const struct value *
value_get(const struct value *mapping, const char *key)
{
	if (!mapping || mapping->kind != VALUE_MAPPING)
		return NULL;
	for (size_t i = 0; i < mapping->len; i++) {
		if (bytes_equal_string(mapping->pairs[i].key, key))
			return mapping->pairs[i].value;
	}
	return NULL;
}

const char *
value_kind_name(enum value_kind kind)
{
	static const char *const names[] = {
		[VALUE_NULL] = "null",         [VALUE_BOOLEAN] = "a boolean",
		[VALUE_INTEGER] = "a number",  [VALUE_FLOAT] = "a number",
		[VALUE_STRING] = "a string",   [VALUE_LIST] = "a list",
		[VALUE_MAPPING] = "a mapping",
	};

	return names[kind];
}

static bool
lists_equal(const struct value *a, const struct value *b)
{
	for (size_t i = 0; i < a->len; i++) {
		if (!values_equal(a->items[i], b->items[i]))
			return false;
	}
	return true;
}

static bool
mappings_equal(const struct value *a, const struct value *b)
{
	for (size_t i = 0; i < a->len; i++) {
		size_t k = 0;

		while (k < b->len && !bytes_equal(a->pairs[i].key, b->pairs[k].key))
			k++;
		if (k == b->len || !values_equal(a->pairs[i].value, b->pairs[k].value))
			return false;
	}
	return true;
}

bool
values_equal(const struct value *a, const struct value *b)
{
	if (!a || !b)
		return a == b;
	if (a->kind != b->kind || a->len != b->len)
		return false;
	switch (a->kind) {
	case VALUE_LIST:
		return lists_equal(a, b);
	case VALUE_MAPPING:
		return mappings_equal(a, b);
	default:
		return bytes_equal(a->string, b->string);
	}
}
