#include "config.h"

#include "pattern_reference.h"

#include <stdio.h>

enum { EXPANDED_MAX = 512, SEGMENTS_MAX = 64 };

struct segments {
	struct bytes items[SEGMENTS_MAX];
	size_t len;
};

static struct segments
segments_of(struct bytes text)
{
	struct segments segments = { .len = 0 };
	struct bytes piece;

	while (segments.len < SEGMENTS_MAX && bytes_split(&text, '/', &piece))
		segments.items[segments.len++] = piece;
	return segments;
}

/* The end of the class that TEXT begins with, behind its `]`. */
static size_t
class_end(struct bytes text)
{
	size_t at = 1;

	if (at < text.len && (text.data[at] == '!' || text.data[at] == '^'))
		at++;
	if (at < text.len && text.data[at] == ']')
		at++;
	while (at < text.len && text.data[at] != ']')
		at++;
	return at + 1;
}

static bool
class_matches(struct bytes class, unsigned char c)
{
	bool negated = class.data[1] == '!' || class.data[1] == '^';
	bool found = false;

	for (size_t at = 1 + negated; at + 1 < class.len; at++) {
		unsigned char first = (unsigned char)class.data[at];
		unsigned char last = first;

		if (at + 3 < class.len && class.data[at + 1] == '-') {
			last = (unsigned char)class.data[at + 2];
			at += 2;
		}
		found = found || (first <= c && c <= last);
	}
	return found != negated;
}

static bool
segment_matches(struct bytes pattern, struct bytes text)
{
	size_t len = 1;

	if (pattern.len == 0)
		return text.len == 0;
	if (pattern.data[0] == '*') {
		for (size_t i = 0; i <= text.len; i++) {
			if (segment_matches(bytes_slice(pattern, 1, pattern.len),
					    bytes_slice(text, i, text.len)))
				return true;
		}
		return false;
	}
	if (text.len == 0)
		return false;
	if (pattern.data[0] == '[') {
		len = class_end(pattern);
		if (!class_matches(bytes_slice(pattern, 0, len), (unsigned char)text.data[0]))
			return false;
	} else if (pattern.data[0] != '?' && pattern.data[0] != text.data[0]) {
		return false;
	}
	return segment_matches(bytes_slice(pattern, len, pattern.len),
			       bytes_slice(text, 1, text.len));
}

static bool
segments_match(const struct segments *pattern, size_t p, const struct segments *path, size_t at)
{
	if (p == pattern->len)
		return at == path->len;
	if (bytes_equal_string(pattern->items[p], "\1")) {
		for (size_t i = at; i <= path->len; i++) {
			if (segments_match(pattern, p + 1, path, i))
				return true;
		}
		return false;
	}
	return at < path->len && segment_matches(pattern->items[p], path->items[at]) &&
	       segments_match(pattern, p + 1, path, at + 1);
}

/* The first brace outside a class, or the length of TEXT. */
static size_t
brace_find(struct bytes text)
{
	size_t at = 0;

	while (at < text.len && text.data[at] != '{') {
		if (text.data[at] == '[')
			at += class_end(bytes_slice(text, at, text.len));
		else
			at++;
	}
	return at < text.len ? at : text.len;
}

/* The next ',' or '}' of the brace's own level at or behind AT. */
static size_t
alternative_end(struct bytes text, size_t at)
{
	size_t depth = 0;

	while (at < text.len) {
		if (text.data[at] == '[') {
			at += class_end(bytes_slice(text, at, text.len));
			continue;
		}
		if (depth == 0 && (text.data[at] == ',' || text.data[at] == '}'))
			return at;
		depth += text.data[at] == '{';
		depth -= text.data[at] == '}';
		at++;
	}
	return at;
}

static bool
plain_matches(struct bytes pattern, struct bytes path)
{
	struct segments a = segments_of(pattern);
	struct segments b = segments_of(path);

	return segments_match(&a, 0, &b, 0);
}

static bool
expanded_matches(struct bytes pattern, struct bytes path)
{
	size_t open = brace_find(pattern);
	size_t close = open + 1;
	size_t from = open + 1;
	bool matched = false;

	if (open == pattern.len)
		return plain_matches(pattern, path);
	while (pattern.data[close = alternative_end(pattern, close)] == ',')
		close++;
	while (from <= close) {
		char text[EXPANDED_MAX];
		size_t end = alternative_end(pattern, from);
		struct bytes choice = bytes_slice(pattern, from, end);
		struct bytes tail = bytes_slice(pattern, close + 1, pattern.len);
		int len = snprintf(text, sizeof(text), "%.*s%.*s%.*s", (int)open, pattern.data,
				   BYTES_ARG(choice), BYTES_ARG(tail));

		matched |= expanded_matches((struct bytes){ text, (size_t)len }, path);
		from = end + 1;
	}
	return matched;
}

/* `**` becomes one byte first: `*{,x}*` must not turn into one by being expanded. */
bool
reference_matches(struct bytes pattern, struct bytes path)
{
	char text[EXPANDED_MAX];
	size_t len = 0;

	for (size_t i = 0; i < pattern.len; i++) {
		bool globstar =
			bytes_starts_with(bytes_slice(pattern, i, pattern.len), BYTES("**"));

		text[len++] = globstar ? '\1' : pattern.data[i];
		i += globstar;
	}
	return expanded_matches((struct bytes){ text, len }, path);
}
