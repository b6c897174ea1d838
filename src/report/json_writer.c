#include "config.h"

#include "report/json_writer.h"

#include <inttypes.h>

#include "base/escape.h"

/* Whether the last byte opened something; a value's own brackets stand within quotes. */
static bool
is_first(const struct buf *out)
{
	return out->len == 0 || memchr("[{\n", out->data[out->len - 1], 3) != NULL;
}

/* Writes what stands in front of a value. */
static void
lead(struct buf *out, const char *key)
{
	if (!is_first(out))
		buf_add_char(out, ',');
	if (key)
		buf_printf(out, "\"%s\":", key);
}

void
json_open(struct buf *out, const char *key, char bracket)
{
	lead(out, key);
	buf_add_char(out, bracket);
}

void
json_close(struct buf *out, char bracket)
{
	buf_add_char(out, bracket);
}

void
json_string(struct buf *out, const char *key, struct bytes value)
{
	lead(out, key);
	escape_json(out, value);
}

void
json_strings(struct buf *out, const char *key, const struct bytes *items, size_t n)
{
	json_open(out, key, '[');
	for (size_t i = 0; i < n; i++)
		json_string(out, NULL, items[i]);
	json_close(out, ']');
}

void
json_patterns(struct buf *out, const char *key, const struct pattern_list *list)
{
	json_open(out, key, '[');
	for (size_t i = 0; i < list->len; i++)
		json_string(out, NULL, pattern_text(list->items[i]));
	json_close(out, ']');
}

void
json_string_or_null(struct buf *out, const char *key, struct bytes value)
{
	if (value.data)
		json_string(out, key, value);
	else
		json_null(out, key);
}

void
json_byte_string(struct buf *out, const char *key, struct bytes value)
{
	if (bytes_is_utf8(value)) {
		json_string(out, key, value);
		return;
	}
	lead(out, NULL);
	buf_printf(out, "\"%s_base64\":\"", key);
	escape_base64(out, value);
	buf_add_char(out, '"');
}

void
json_number(struct buf *out, const char *key, uint64_t value)
{
	lead(out, key);
	buf_printf(out, "%" PRIu64, value);
}

void
json_number_or_null(struct buf *out, const char *key, uint64_t value)
{
	if (value)
		json_number(out, key, value);
	else
		json_null(out, key);
}

void
json_true(struct buf *out, const char *key)
{
	json_bool(out, key, true);
}

void
json_bool(struct buf *out, const char *key, bool value)
{
	lead(out, key);
	buf_add_string(out, value ? "true" : "false");
}

void
json_null(struct buf *out, const char *key)
{
	lead(out, key);
	buf_add_string(out, "null");
}

void
json_raw(struct buf *out, const char *key, struct bytes value)
{
	lead(out, key);
	buf_add(out, value);
}

void
json_oid(struct buf *out, const char *key, const struct oid *value)
{
	char hex[OID_HEX_CHARS + 1];

	oid_hex(value, hex);
	json_string(out, key, bytes_of(hex));
}
