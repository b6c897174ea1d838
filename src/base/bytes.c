#include "config.h"

#include "base/bytes.h"

#include "base/utf8.h"

struct bytes
bytes_of(const char *string)
{
	return (struct bytes){ string, string ? strlen(string) : 0 };
}

bool
bytes_equal(struct bytes a, struct bytes b)
{
	return a.len == b.len && (a.len == 0 || memcmp(a.data, b.data, a.len) == 0);
}

bool
bytes_equal_string(struct bytes a, const char *string)
{
	return bytes_equal(a, bytes_of(string));
}

int
bytes_compare(struct bytes a, struct bytes b)
{
	size_t common = a.len < b.len ? a.len : b.len;
	int order = common ? memcmp(a.data, b.data, common) : 0;

	if (order != 0)
		return order;
	return (a.len > b.len) - (a.len < b.len);
}

bool
bytes_starts_with(struct bytes b, struct bytes prefix)
{
	return b.len >= prefix.len && bytes_equal(bytes_slice(b, 0, prefix.len), prefix);
}

bool
bytes_ends_with(struct bytes b, struct bytes suffix)
{
	return b.len >= suffix.len &&
	       bytes_equal(bytes_slice(b, b.len - suffix.len, b.len), suffix);
}

struct bytes
bytes_slice(struct bytes b, size_t from, size_t end)
{
	if (end > b.len)
		end = b.len;
	if (from >= end)
		return (struct bytes){ b.data ? b.data + end : NULL, 0 };
	return (struct bytes){ b.data + from, end - from };
}

static bool
is_space(char c)
{
	return c == ' ' || (c >= '\t' && c <= '\r');
}

struct bytes
bytes_trim(struct bytes b)
{
	size_t from = 0;
	size_t end = b.len;

	while (from < end && is_space(b.data[from]))
		from++;
	while (end > from && is_space(b.data[end - 1]))
		end--;
	return bytes_slice(b, from, end);
}

bool
bytes_split(struct bytes *rest, char separator, struct bytes *piece)
{
	const char *found;

	if (!rest->data)
		return false;
	found = rest->len ? memchr(rest->data, separator, rest->len) : NULL;
	if (!found) {
		*piece = *rest;
		*rest = BYTES_NONE;
		return true;
	}
	*piece = bytes_slice(*rest, 0, (size_t)(found - rest->data));
	*rest = bytes_slice(*rest, piece->len + 1, rest->len);
	return true;
}

bool
bytes_is_utf8(struct bytes b)
{
	return utf8_valid_length(b) == b.len;
}
