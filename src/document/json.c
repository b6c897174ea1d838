#include "config.h"

#include "document/formats.h"

#include "base/number.h"
#include "base/utf8.h"
#include "document/scan.h"

struct json {
	struct scan scan;
	bool relaxed; /* comments and trailing commas */
};

static int
comment_skip(struct scan *s)
{
	size_t from = s->at;

	if (scan_takes(s, BYTES("//"))) {
		while (scan_peek(s) != SCAN_END && scan_peek(s) != '\n')
			s->at++;
		return 0;
	}
	s->at += 2;
	while (!scan_takes(s, BYTES("*/"))) {
		if (scan_peek(s) == SCAN_END)
			return builder_fail(s->builder, from, "a comment is not closed by `*/`");
		s->at++;
	}
	return 0;
}

static int
blanks_skip(struct json *json)
{
	struct scan *s = &json->scan;

	for (;;) {
		int c = scan_peek(s);

		if (c == ' ' || c == '\t' || c == '\n' || c == '\r')
			s->at++;
		else if (!json->relaxed || c != '/' ||
			 (scan_ahead(s, 1) != '/' && scan_ahead(s, 1) != '*'))
			return 0;
		else if (comment_skip(s) < 0)
			return -1;
	}
}

static int
surrogates_join(struct scan *s, size_t at, unsigned int *point)
{
	unsigned int low = 0;

	if (*point < 0xd800 || *point > 0xdfff)
		return 0;
	if (*point < 0xdc00 && scan_takes(s, BYTES("\\u"))) {
		if (scan_hex(s, 4, s->at - 2, &low) < 0)
			return -1;
	}
	if (low < 0xdc00 || low > 0xdfff)
		return builder_fail(s->builder, at, "a surrogate has no partner");
	*point = 0x10000 + ((*point & 0x3ff) << 10) + (low & 0x3ff);
	return 0;
}

/* Takes an escape and writes what it stands for to OUT; its length, or -1. */
static int
escape_read(struct scan *s, char *out)
{
	static const char names[] = "\"\\/bfnrt", values[] = "\"\\/\b\f\n\r\t";
	size_t at = s->at;
	unsigned int point;
	const char *name;
	int c = scan_ahead(s, 1);

	s->at += 2;
	if (c == 'u') {
		if (scan_hex(s, 4, at, &point) < 0 || surrogates_join(s, at, &point) < 0)
			return -1;
		return (int)utf8_encode(out, point);
	}
	name = c > 0 ? strchr(names, c) : NULL;
	if (!name)
		return builder_fail(s->builder, at, "this escape is not one of JSON's");
	*out = values[name - names];
	return 1;
}

/* Goes to the end of a run of plain characters of a string. */
static int
plain_skip(struct scan *s, size_t string_at)
{
	for (;; s->at++) {
		int c = scan_peek(s);

		if (c == '"' || c == '\\')
			return c;
		if (c == SCAN_END)
			return builder_fail(s->builder, string_at, "a string is not closed");
		if (c < ' ')
			return builder_fail(s->builder, s->at,
					    "a byte 0x%02x stands in a string; it must be escaped",
					    (unsigned int)c);
	}
}

/* Where the string ends that begins at FROM: no escape makes it longer. */
static size_t
string_length(const struct scan *s, size_t from)
{
	size_t at = from;

	while (at < s->text.len && s->text.data[at] != '"')
		at += s->text.data[at] == '\\' ? 2 : 1;
	return at - from;
}

static int
escaped_read(struct scan *s, size_t from, size_t string_at, struct bytes *text)
{
	char *out = arena_alloc(s->builder->arena, string_length(s, from) + UTF8_MAX_BYTES);
	size_t len = s->at - from;

	memcpy(out, s->text.data + from, len);
	for (;;) {
		size_t run = s->at;
		int c = plain_skip(s, string_at);
		int escape;

		if (c < 0)
			return -1;
		memcpy(out + len, s->text.data + run, s->at - run);
		len += s->at - run;
		if (c == '"')
			break;
		escape = escape_read(s, out + len);
		if (escape < 0)
			return -1;
		len += (size_t)escape;
	}
	*text = (struct bytes){ out, len };
	return 0;
}

static int
string_read(struct scan *s, struct bytes *text)
{
	size_t string_at = s->at++;
	size_t from = s->at;
	int c = plain_skip(s, string_at);

	if (c < 0)
		return -1;
	*text = scan_since(s, from);
	if (c == '\\' && escaped_read(s, from, string_at, text) < 0)
		return -1;
	s->at++;
	return 0;
}

static void
digits_take(struct scan *s)
{
	s->at = digits_skip(s->text, s->at, 10);
}

/* Takes a number: whether it is a whole one, or -1. */
static int
number_take(struct scan *s)
{
	size_t from;
	int whole = 1;

	scan_takes(s, BYTES("-"));
	from = s->at;
	if (!scan_takes(s, BYTES("0")))
		digits_take(s);
	if (s->at == from)
		return scan_expected(s, "a digit");
	if (scan_takes(s, BYTES("."))) {
		whole = 0;
		from = s->at;
		digits_take(s);
		if (s->at == from)
			return scan_expected(s, "a digit");
	}
	if (!scan_takes(s, BYTES("e")) && !scan_takes(s, BYTES("E")))
		return whole;
	if (!scan_takes(s, BYTES("+")))
		scan_takes(s, BYTES("-"));
	from = s->at;
	digits_take(s);
	return s->at == from ? scan_expected(s, "a digit") : 0;
}

static int
number_read(struct scan *s)
{
	size_t from = s->at;
	int whole = number_take(s);
	struct bytes text = scan_since(s, from);
	bool negative = text.len > 0 && text.data[0] == '-';
	struct document_node *node;
	int64_t integer = 0;

	if (whole < 0)
		return -1;
	if (whole)
		whole = integer_read(&integer, bytes_slice(text, negative, text.len), 10, negative);
	node = builder_scalar(s->builder, whole ? NODE_INTEGER : NODE_FLOAT, from, text);
	if (!node)
		return -1;
	if (whole)
		node->integer = integer;
	else
		node->number = float_read(text);
	return 0;
}

static int
string_value_read(struct scan *s)
{
	size_t from = s->at;
	struct bytes text;

	if (string_read(s, &text) < 0)
		return -1;
	return builder_scalar(s->builder, NODE_STRING, from, text) ? 0 : -1;
}

static int
word_read(struct scan *s)
{
	static const struct {
		struct bytes text;
		enum node_kind kind;
		bool boolean;
	} words[] = {
		{ BYTES_INIT("null"), NODE_NULL, false },
		{ BYTES_INIT("true"), NODE_BOOLEAN, true },
		{ BYTES_INIT("false"), NODE_BOOLEAN, false },
	};
	size_t from = s->at;

	for (size_t i = 0; i < ARRAY_SIZE(words); i++) {
		struct document_node *node;

		if (!scan_takes(s, words[i].text))
			continue;
		node = builder_scalar(s->builder, words[i].kind, from, scan_since(s, from));
		if (node)
			node->boolean = words[i].boolean;
		return node ? 0 : -1;
	}
	return scan_expected(s, "a value");
}

static int
value_read(struct json *json)
{
	struct scan *s = &json->scan;
	int c;

	if (blanks_skip(json) < 0)
		return -1;
	c = scan_peek(s);
	if (c == '{' || c == '[')
		return builder_open(s->builder, c == '{' ? NODE_MAPPING : NODE_SEQUENCE, s->at++);
	if (c == '"')
		return string_value_read(s);
	if (c == '-' || (c >= '0' && c <= '9'))
		return number_read(s);
	return word_read(s);
}

static int
key_read(struct json *json)
{
	struct scan *s = &json->scan;
	size_t from = s->at;
	struct bytes key;

	if (scan_peek(s) != '"')
		return scan_expected(s, "a key in double quotes");
	if (string_read(s, &key) < 0 || blanks_skip(json) < 0)
		return -1;
	builder_key(s->builder, key, from);
	return scan_takes(s, BYTES(":")) ? 0 : scan_expected(s, "`:`");
}

/* The next entry or item of what is open, or its end. */
static int
member_read(struct json *json)
{
	struct scan *s = &json->scan;
	const struct document_node *open = s->builder->open;
	bool is_mapping = open->kind == NODE_MAPPING;
	struct bytes end = is_mapping ? BYTES("}") : BYTES("]");
	bool may_end = true;

	if (blanks_skip(json) < 0)
		return -1;
	if (open->n_children && scan_peek(s) != end.data[0]) {
		if (!scan_takes(s, BYTES(",")))
			return scan_expected(s, is_mapping ? "`,` or `}`" : "`,` or `]`");
		may_end = json->relaxed;
	}
	if (blanks_skip(json) < 0)
		return -1;
	if (may_end && scan_takes(s, end)) {
		builder_close(s->builder);
		return 0;
	}
	if (is_mapping && key_read(json) < 0)
		return -1;
	return value_read(json);
}

static int
text_read(struct builder *builder, bool relaxed)
{
	struct json json = { { builder, builder->text, builder_mark_length(builder) }, relaxed };

	if (builder_check_utf8(builder, 0, builder->text.len) < 0 || value_read(&json) < 0)
		return -1;
	while (builder->open) {
		if (member_read(&json) < 0)
			return -1;
	}
	if (blanks_skip(&json) < 0)
		return -1;
	if (scan_peek(&json.scan) != SCAN_END)
		return builder_fail(builder, json.scan.at, "more text follows the value");
	return 0;
}

int
json_read(struct builder *builder)
{
	return text_read(builder, false);
}

int
jsonc_read(struct builder *builder)
{
	return text_read(builder, true);
}
