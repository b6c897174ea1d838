#include "config.h"

#include "git/c_quote.h"

#include "base/macros.h"

/* What C writes for the control bytes that have a letter. */
static const struct escape {
	char letter, byte;
} escapes[] = {
	{ 'a', '\a' }, { 'b', '\b' }, { 'f', '\f' },  { 'n', '\n' }, { 'r', '\r' },
	{ 't', '\t' }, { 'v', '\v' }, { '\\', '\\' }, { '"', '"' },
};

static bool
unquote_octal(struct bytes *rest, struct buf *out)
{
	int value = 0;

	if (rest->len < 3 || rest->data[0] > '3')
		return false;
	for (size_t i = 0; i < 3; i++) {
		if (rest->data[i] < '0' || rest->data[i] > '7')
			return false;
		value = value * 8 + (rest->data[i] - '0');
	}
	buf_add_char(out, (char)value);
	*rest = bytes_slice(*rest, 3, rest->len);
	return true;
}

/* What follows a backslash. */
static bool
unquote_escape(struct bytes *rest, struct buf *out)
{
	if (rest->len == 0)
		return false;
	for (size_t i = 0; i < ARRAY_SIZE(escapes); i++) {
		if (rest->data[0] != escapes[i].letter)
			continue;
		buf_add_char(out, escapes[i].byte);
		*rest = bytes_slice(*rest, 1, rest->len);
		return true;
	}
	return unquote_octal(rest, out);
}

bool
c_unquote(struct bytes *rest, struct buf *out)
{
	struct bytes at = bytes_slice(*rest, 1, rest->len);

	while (at.len > 0) {
		char c = at.data[0];

		at = bytes_slice(at, 1, at.len);
		if (c == '"') {
			*rest = at;
			return true;
		}
		if (c != '\\')
			buf_add_char(out, c);
		else if (!unquote_escape(&at, out))
			return false;
	}
	return false;
}
