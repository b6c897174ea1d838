#include "config.h"

#include "ledger/json_items.h"

#include "base/number.h"

enum { UNICODE_ESCAPE_DIGITS = 4 };

static bool
escape_is_valid(struct bytes text, size_t at)
{
	if (at >= text.len)
		return false;
	if (text.data[at] != 'u')
		return memchr("\"\\/bfnrt", text.data[at], 8) != NULL;
	return digits_skip(bytes_slice(text, at + 1, at + 1 + UNICODE_ESCAPE_DIGITS), 0, 16) ==
	       UNICODE_ESCAPE_DIGITS;
}

static size_t
string_length(struct bytes text)
{
	if (text.len == 0 || text.data[0] != '"')
		return 0;
	for (size_t i = 1; i < text.len; i++) {
		if (text.data[i] == '"')
			return i + 1;
		if (text.data[i] < ' ' || text.data[i] > '~')
			return 0;
		if (text.data[i] == '\\' && !escape_is_valid(text, ++i))
			return 0;
	}
	return 0;
}

static size_t
number_length(struct bytes text)
{
	size_t len = 0;

	while (len < text.len && text.data[len] >= '0' && text.data[len] <= '9')
		len++;
	return len > 1 && text.data[0] == '0' ? 0 : len;
}

static size_t
plain_length(struct bytes text)
{
	static const struct bytes words[] = { BYTES_INIT("null"), BYTES_INIT("true"),
					      BYTES_INIT("false") };

	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++) {
		if (bytes_starts_with(text, words[i]))
			return words[i].len;
	}
	return text.len && text.data[0] == '"' ? string_length(text) : number_length(text);
}

/* "key": */
static size_t
key_length(struct bytes text)
{
	size_t len = string_length(text);

	return len && len < text.len && text.data[len] == ':' ? len + 1 : 0;
}

static size_t nested_length(struct bytes text, unsigned int depth);

static size_t
container_length(struct bytes text, unsigned int depth)
{
	char close = text.data[0] == '{' ? '}' : ']';
	size_t at = 1, len;

	if (text.len > 1 && text.data[1] == close)
		return 2;
	for (; at < text.len; at++) {
		if (close == '}') {
			len = key_length(bytes_slice(text, at, text.len));
			if (len == 0)
				return 0;
			at += len;
		}
		len = nested_length(bytes_slice(text, at, text.len), depth + 1);
		at += len;
		if (len == 0 || at >= text.len)
			return 0;
		if (text.data[at] == close)
			return at + 1;
		if (text.data[at] != ',')
			return 0;
	}
	return 0;
}

static size_t
nested_length(struct bytes text, unsigned int depth)
{
	if (text.len == 0 || depth > JSON_MAX_DEPTH)
		return 0;
	if (text.data[0] == '{' || text.data[0] == '[')
		return container_length(text, depth);
	return plain_length(text);
}

size_t
json_value_length(struct bytes text)
{
	return nested_length(text, 0);
}

void
json_items_init(struct json_items *items, struct bytes value)
{
	bool opened = value.len && (value.data[0] == '{' || value.data[0] == '[');

	*items = (struct json_items){
		.rest = opened ? bytes_slice(value, 1, value.len) : BYTES(""),
		.close = opened && value.data[0] == '[' ? ']' : '}',
		.first = true,
		.broken = !opened,
	};
}

static bool
broken(struct json_items *items)
{
	items->broken = true;
	return false;
}

/* Whether there is one more item; steps over what stands in front of it. */
static bool
lead_skip(struct json_items *items)
{
	struct bytes *rest = &items->rest;

	if (items->broken || items->ended)
		return false;
	if (rest->len == 0)
		return broken(items);
	if (rest->data[0] == items->close) {
		*rest = bytes_slice(*rest, 1, rest->len);
		items->ended = true;
		return false;
	}
	if (!items->first) {
		if (rest->data[0] != ',')
			return broken(items);
		*rest = bytes_slice(*rest, 1, rest->len);
	}
	items->first = false;
	return true;
}

bool
json_items_next(struct json_items *items, struct bytes *member, struct bytes *key,
		struct bytes *value)
{
	struct bytes *rest = &items->rest;
	size_t key_len = 0, len;

	if (!lead_skip(items))
		return false;
	if (items->close == '}') {
		key_len = key_length(*rest);
		if (key_len == 0)
			return broken(items);
	}
	len = json_value_length(bytes_slice(*rest, key_len, rest->len));
	if (len == 0)
		return broken(items);
	*member = bytes_slice(*rest, 0, key_len + len);
	*key = key_len ? bytes_slice(*rest, 1, key_len - 2) : BYTES_NONE;
	*value = bytes_slice(*rest, key_len, key_len + len);
	*rest = bytes_slice(*rest, key_len + len, rest->len);
	return true;
}

bool
json_items_are_whole(const struct json_items *items)
{
	return items->ended && !items->broken && items->rest.len == 0;
}

struct bytes
json_member(struct bytes object, const char *key)
{
	struct bytes member, name, value;
	struct json_items items;

	json_items_init(&items, object);
	while (json_items_next(&items, &member, &name, &value)) {
		if (bytes_equal_string(name, key))
			return value;
	}
	return BYTES_NONE;
}

struct bytes
json_string_text(struct bytes value)
{
	if (value.len < 2 || value.data[0] != '"')
		return BYTES_NONE;
	return bytes_slice(value, 1, value.len - 1);
}
