#include "config.h"

#include "document/formats.h"

struct ini {
	struct builder *builder;
	struct document_node *section; /* the root before any section */
	struct map sections;           /* name -> mapping */
};

static size_t
offset_of(const struct ini *ini, struct bytes part)
{
	return (size_t)(part.data - ini->builder->text.data);
}

static bool
is_blank(char c)
{
	return c == ' ' || c == '\t';
}

/* Where the key of an entry ends: at the first `=`, or at a `:` before it that a blank follows, as
 * a
 * `:` may be part of a key (`//host/:_auth=x`). A line without `=` ends its key at any `:`. */
static size_t
key_length(struct bytes line)
{
	const char *equals = memchr(line.data, '=', line.len);
	size_t end = equals ? (size_t)(equals - line.data) : line.len;

	for (size_t i = 0; i < end; i++) {
		if (line.data[i] == ':' &&
		    (!equals || is_blank(line.data[i + 1]))) /* the line goes on to its `=` */
			return i;
	}
	return end;
}

static struct bytes
unquoted(struct bytes text)
{
	char quote = text.len ? text.data[0] : '\0';

	if (text.len < 2 || (quote != '"' && quote != '\'') || text.data[text.len - 1] != quote)
		return text;
	return bytes_slice(text, 1, text.len - 1);
}

static int
entry_read(struct ini *ini, struct bytes line)
{
	struct builder *b = ini->builder;
	size_t end = key_length(line);
	struct bytes key = bytes_trim(bytes_slice(line, 0, end));
	struct bytes value = bytes_trim(bytes_slice(line, end + 1, line.len));
	bool has_value = end < line.len;
	size_t at = offset_of(ini, line);

	if (key.len == 0)
		return builder_fail(b, at, "a key is missing before `%c`", line.data[end]);
	b->open = ini->section;
	builder_key(b, key, at);
	return builder_scalar(b, has_value ? NODE_STRING : NODE_NULL, at, unquoted(value)) ? 0 : -1;
}

static int
section_enter(struct ini *ini, struct bytes name, size_t at)
{
	void **place = map_put(&ini->sections, name);

	if (!*place) {
		builder_key(ini->builder, name, at);
		*place = builder_add(ini->builder, ini->builder->root, NODE_MAPPING, at);
	}
	ini->section = *place;
	return ini->section ? 0 : -1;
}

/* Where the quoted part of [name "part"] begins, 0 in a section without one. */
static size_t
quote_at(struct bytes line)
{
	size_t at = 1;

	while (at < line.len && line.data[at] != '"' && line.data[at] != ']' &&
	       !is_blank(line.data[at]))
		at++;
	while (at < line.len && is_blank(line.data[at]))
		at++;
	return at < line.len && line.data[at] == '"' ? at : 0;
}

/* Takes [name "part"] off *LINE as name.part; a backslash in the part stands for what follows. */
static int
quoted_section_take(struct ini *ini, struct bytes *line, struct bytes *name)
{
	size_t at = quote_at(*line) + 1;
	struct bytes first = bytes_trim(bytes_slice(*line, 1, at - 1));
	char *out = arena_alloc(ini->builder->arena, line->len);
	size_t len = first.len;

	memcpy(out, first.data, first.len);
	out[len++] = '.';
	for (; at < line->len && line->data[at] != '"'; at++) {
		if (line->data[at] == '\\' && at + 1 < line->len)
			at++;
		out[len++] = line->data[at];
	}
	for (at++; at < line->len && is_blank(line->data[at]);)
		at++;
	if (at >= line->len || line->data[at] != ']')
		return -1;
	*name = (struct bytes){ out, len };
	*line = bytes_slice(*line, at + 1, line->len);
	return 0;
}

/* Takes [name] off *LINE: up to the last bracket when the line ends with one, as patterns of paths
 * have brackets too; else up to the first. */
static int
plain_section_take(struct bytes *line, struct bytes *name)
{
	const char *end = line->data + line->len - 1;

	if (*end != ']')
		end = memchr(line->data, ']', line->len);
	if (!end)
		return -1;
	*name = bytes_trim(bytes_slice(*line, 1, (size_t)(end - line->data)));
	*line = bytes_slice(*line, (size_t)(end - line->data) + 1, line->len);
	return 0;
}

static bool
says_nothing(struct bytes line)
{
	return line.len == 0 || line.data[0] == '#' || line.data[0] == ';';
}

static int
line_read(struct ini *ini, struct bytes line)
{
	size_t at = offset_of(ini, line);
	struct bytes name;
	int result;

	if (says_nothing(line))
		return 0;
	if (line.data[0] != '[')
		return entry_read(ini, line);
	result = quote_at(line) ? quoted_section_take(ini, &line, &name)
				: plain_section_take(&line, &name);
	if (result < 0)
		return builder_fail(ini->builder, at, "a section is not closed by `]`");
	if (section_enter(ini, name, at) < 0)
		return -1;
	line = bytes_trim(line);
	return says_nothing(line) ? 0 : entry_read(ini, line);
}

static int
lines_read(struct ini *ini)
{
	struct builder *b = ini->builder;
	struct bytes rest = bytes_slice(b->text, builder_mark_length(b), b->text.len);
	const char *nul = memchr(b->text.data, '\0', b->text.len);
	struct bytes line;

	if (nul)
		return builder_fail(b, (size_t)(nul - b->text.data), "a byte 0x00 stands here");
	if (builder_open(b, NODE_MAPPING, 0) < 0)
		return -1;
	ini->section = b->root;
	while (bytes_split(&rest, '\n', &line)) {
		if (line_read(ini, bytes_trim(line)) < 0)
			return -1;
	}
	return 0;
}

int
ini_read(struct builder *builder)
{
	struct ini ini = { .builder = builder, .sections = MAP_INIT };
	int result;

	builder->may_repeat = true;
	ini.sections.seed = builder_seed(builder);
	result = lines_read(&ini);
	map_release(&ini.sections);
	return result;
}
