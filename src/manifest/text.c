#include "config.h"

#include "manifest/reader.h"

bool
line_next(struct bytes *rest, struct text_line *line)
{
	if (rest->len == 0 || !bytes_split(rest, '\n', &line->text))
		return false;
	if (bytes_ends_with(line->text, BYTES("\r")))
		line->text.len--;
	if (line->number++ == 0)
		text_takes(&line->text, "\xef\xbb\xbf");
	return true;
}

size_t
line_column(const struct text_line *line, struct bytes part)
{
	return (size_t)(part.data - line->text.data) + 1;
}

bool
char_is_in(char c, const char *set)
{
	return c != '\0' && strchr(set, c);
}

struct bytes
text_until(struct bytes *rest, const char *separators)
{
	struct bytes piece = *rest;
	size_t end = 0;

	while (end < rest->len && !char_is_in(rest->data[end], separators))
		end++;
	piece.len = end;
	*rest = bytes_slice(*rest, end < rest->len ? end + 1 : end, rest->len);
	return piece;
}

bool
text_takes(struct bytes *text, const char *prefix)
{
	if (!bytes_starts_with(*text, bytes_of(prefix)))
		return false;
	*text = bytes_slice(*text, strlen(prefix), text->len);
	return true;
}

bool
text_has(struct bytes text, char c)
{
	return text.len && memchr(text.data, c, text.len);
}

size_t
text_find(struct bytes text, const char *needle)
{
	const char *found = text.len ? memmem(text.data, text.len, needle, strlen(needle)) : NULL;

	return found ? (size_t)(found - text.data) : text.len;
}

bool
text_equal_lower(struct bytes text, const char *lower)
{
	if (text.len != strlen(lower))
		return false;
	for (size_t i = 0; i < text.len; i++) {
		char c = text.data[i];

		if ((c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c) != lower[i])
			return false;
	}
	return true;
}

struct bytes
text_unquote(struct bytes text)
{
	char c = text.len >= 2 ? text.data[0] : '\0';

	if ((c == '"' || c == '\'') && text.data[text.len - 1] == c)
		return bytes_slice(text, 1, text.len - 1);
	return text;
}

bool
url_is(struct bytes url, const char *own)
{
	while (bytes_ends_with(url, BYTES("/")))
		url.len--;
	return bytes_equal_string(url, own);
}

/* Whether the segment of a path is `.` or `..`, also where dots are written as `%2e`. */
static bool
is_dots(struct bytes segment)
{
	size_t n = 0;

	while (segment.len) {
		bool is_dot = text_takes(&segment, ".") || text_takes(&segment, "%2e") ||
			      text_takes(&segment, "%2E");

		if (!is_dot || ++n > 2)
			return false;
	}
	return n > 0;
}

bool
url_is_devious(struct bytes url)
{
	struct bytes rest = url, segment;

	for (size_t i = 0; i < url.len; i++) {
		if ((unsigned char)url.data[i] <= ' ' || url.data[i] == '\\')
			return true;
	}
	rest = text_until(&url, "?#");
	while (bytes_split(&rest, '/', &segment)) {
		if (is_dots(segment))
			return true;
	}
	return false;
}

bool
url_is_on_host_of(struct bytes url, struct bytes other)
{
	size_t scheme = text_find(other, "://");
	struct bytes path = bytes_slice(other, scheme + 3, other.len);
	size_t len = scheme + 3 + text_until(&path, "/").len;

	return scheme < other.len && bytes_starts_with(url, bytes_slice(other, 0, len)) &&
	       bytes_starts_with(bytes_slice(url, len, url.len), BYTES("/"));
}

bool
is_one_of(struct bytes text, const char *const *words, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		if (bytes_equal_string(text, words[i]))
			return true;
	}
	return false;
}
