#include "config.h"

#include "decisions/fence.h"

#include <strings.h>

enum { INDENT_MAX = 3, MARKS_MIN = 3 };

static size_t
count_byte(struct bytes line, size_t at, char c)
{
	size_t n = 0;

	while (at + n < line.len && line.data[at + n] == c)
		n++;
	return n;
}

/* The indentation and the marks that LINE begins with. */
static bool
marks_read(struct bytes line, struct fence *fence)
{
	fence->indent = count_byte(line, 0, ' ');
	if (fence->indent > INDENT_MAX || fence->indent >= line.len)
		return false;
	fence->mark = line.data[fence->indent];
	if (fence->mark != '`' && fence->mark != '~')
		return false;
	fence->len = count_byte(line, fence->indent, fence->mark);
	return fence->len >= MARKS_MIN;
}

bool
fence_opens(struct bytes line, struct fence *fence, struct bytes *info)
{
	struct fence found = { 0 };
	struct bytes rest;

	if (!marks_read(line, &found))
		return false;
	rest = bytes_slice(line, found.indent + found.len, line.len);
	/* ```x``` on one line is a code span. */
	if (found.mark == '`' && rest.len && memchr(rest.data, '`', rest.len))
		return false;
	*fence = found;
	*info = bytes_trim(rest);
	return true;
}

bool
fence_closes(struct bytes line, const struct fence *fence)
{
	struct fence found = { 0 };

	return marks_read(line, &found) && found.mark == fence->mark && found.len >= fence->len &&
	       bytes_trim(bytes_slice(line, found.indent + found.len, line.len)).len == 0;
}

/* INFO in two: the first word, and the rest, trimmed. */
static struct bytes
word_take(struct bytes info, struct bytes *rest)
{
	size_t len = 0;

	while (len < info.len && info.data[len] != ' ' && info.data[len] != '\t')
		len++;
	*rest = bytes_trim(bytes_slice(info, len, info.len));
	return bytes_slice(info, 0, len);
}

bool
info_is_policy(struct bytes info)
{
	struct bytes rest;
	struct bytes word = word_take(info, &rest);

	return bytes_equal_string(word, "lua") && bytes_equal_string(rest, "policy");
}

bool
info_resembles_policy(struct bytes info)
{
	static const char needle[] = "policy";
	size_t len = sizeof(needle) - 1;

	if (info.len < 3 || strncasecmp(info.data, "lua", 3) != 0)
		return false;
	for (size_t at = 3; at + len <= info.len; at++) {
		if (strncasecmp(info.data + at, needle, len) == 0)
			return true;
	}
	return false;
}
