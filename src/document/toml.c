#include "config.h"

#include "document/toml.h"

#include "document/formats.h"

void
toml_blanks_skip(struct scan *s)
{
	while (scan_peek(s) == ' ' || scan_peek(s) == '\t')
		s->at++;
}

static bool
newline_takes(struct scan *s)
{
	return scan_takes(s, BYTES("\n")) || scan_takes(s, BYTES("\r\n"));
}

static int
comment_skip(struct scan *s)
{
	if (scan_peek(s) != '#')
		return 0;
	for (;; s->at++) {
		int c = scan_peek(s);

		if (c == SCAN_END || c == '\n' || (c == '\r' && scan_ahead(s, 1) == '\n'))
			return 0;
		if ((c < ' ' && c != '\t') || c == 0x7f)
			return builder_fail(s->builder, s->at, "a byte 0x%02x stands in a comment",
					    (unsigned int)c);
	}
}

static int
line_end(struct scan *s)
{
	toml_blanks_skip(s);
	if (comment_skip(s) < 0)
		return -1;
	return scan_peek(s) == SCAN_END || newline_takes(s)
		       ? 0
		       : scan_expected(s, "the end of the line");
}

/* Blanks, line ends and comments, as they may stand in an array. */
static int
gap_skip(struct scan *s)
{
	do {
		toml_blanks_skip(s);
		if (comment_skip(s) < 0)
			return -1;
	} while (newline_takes(s));
	return 0;
}

static int
nest_open(struct toml *toml, enum node_kind kind)
{
	struct builder *b = toml->scan.builder;

	if (builder_open(b, kind, toml->scan.at++) < 0)
		return -1;
	vec_push(&toml->nests, b->open);
	return 0;
}

/* Adds the value that begins here to what is open; of an array or inline table, its beginning. */
static int
value_read(struct toml *toml)
{
	struct scan *s = &toml->scan;
	size_t at = s->at;
	int c = scan_peek(s);
	struct bytes text;

	if (c == '[' || c == '{')
		return nest_open(toml, c == '[' ? NODE_SEQUENCE : NODE_MAPPING);
	if (c != '"' && c != '\'')
		return toml_plain_read(toml);
	if (toml_string_read(toml, true, &text) < 0)
		return -1;
	return builder_scalar(s->builder, NODE_STRING, at, text) ? 0 : -1;
}

/* key = value, in TABLE. */
static int
entry_read(struct toml *toml, struct document_node *table)
{
	struct scan *s = &toml->scan;
	const struct toml_key *last;

	if (toml_key_read(toml) < 0)
		return -1;
	if (!scan_takes(s, BYTES("=")))
		return scan_expected(s, "`=`");
	s->builder->open = toml_entry_table(toml, table);
	if (!s->builder->open)
		return -1;
	last = &toml->keys.items[toml->keys.len - 1];
	builder_key(s->builder, last->text, last->at);
	toml_blanks_skip(s);
	return value_read(toml);
}

static void
nest_close(struct toml *toml)
{
	struct document_node *nest = toml->nests.items[--toml->nests.len];

	built(nest)->closed = 1;
}

/* The next item of an array, or its end. */
static int
item_read(struct toml *toml, struct document_node *array)
{
	struct scan *s = &toml->scan;

	if (gap_skip(s) < 0)
		return -1;
	if (array->n_children && scan_peek(s) != ']') {
		if (!scan_takes(s, BYTES(",")))
			return scan_expected(s, "`,` or `]`");
		if (gap_skip(s) < 0)
			return -1;
	}
	if (scan_takes(s, BYTES("]"))) {
		nest_close(toml);
		return 0;
	}
	s->builder->open = array;
	return value_read(toml);
}

/* The next entry of an inline table, or its end. */
static int
inline_read(struct toml *toml, struct document_node *table)
{
	struct scan *s = &toml->scan;

	toml_blanks_skip(s);
	if (scan_takes(s, BYTES("}"))) {
		nest_close(toml);
		return 0;
	}
	if (table->n_children && !scan_takes(s, BYTES(",")))
		return scan_expected(s, "`,` or `}`");
	return entry_read(toml, table);
}

static int
nests_read(struct toml *toml)
{
	while (toml->nests.len) {
		struct document_node *nest = toml->nests.items[toml->nests.len - 1];
		int result = nest->kind == NODE_SEQUENCE ? item_read(toml, nest)
							 : inline_read(toml, nest);

		if (result < 0)
			return -1;
	}
	return 0;
}

static int
header_read(struct toml *toml)
{
	struct scan *s = &toml->scan;
	bool is_array = scan_takes(s, BYTES("[["));

	if (!is_array)
		s->at++;
	if (toml_key_read(toml) < 0)
		return -1;
	if (!scan_takes(s, is_array ? BYTES("]]") : BYTES("]")))
		return scan_expected(s, is_array ? "`]]`" : "`]`");
	return toml_header_enter(toml, is_array);
}

static int
line_read(struct toml *toml)
{
	struct scan *s = &toml->scan;
	int c;

	toml_blanks_skip(s);
	c = scan_peek(s);
	if (c == '[') {
		if (header_read(toml) < 0)
			return -1;
	} else if (c != '#' && c != '\n' && c != '\r' && c != SCAN_END) {
		if (entry_read(toml, toml->table) < 0 || nests_read(toml) < 0)
			return -1;
	}
	return line_end(s);
}

static int
lines_read(struct toml *toml)
{
	struct builder *b = toml->scan.builder;

	if (builder_check_utf8(b, 0, b->text.len) < 0 || builder_open(b, NODE_MAPPING, 0) < 0)
		return -1;
	toml->table = b->root;
	while (scan_peek(&toml->scan) != SCAN_END) {
		if (line_read(toml) < 0)
			return -1;
	}
	return 0;
}

int
toml_read(struct builder *builder)
{
	struct toml toml = {
		.scan = { builder, builder->text, builder_mark_length(builder) },
		.section = 1,
	};
	int result = lines_read(&toml);

	vec_release(&toml.keys);
	vec_release(&toml.nests);
	buf_release(&toml.string);
	return result;
}
