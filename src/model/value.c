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
