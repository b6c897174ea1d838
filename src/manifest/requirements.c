#include "config.h"

#include "manifest/formats.h"

#include "base/buf.h"
#include "base/macros.h"
#include "manifest/python.h"

/*
 * requirements.txt, by pip's description of the format: a requirement, or options, on each line; a
 * backslash goes on in the next one, ` #` begins a comment. A file that another one takes in with
 * -r or -c is a manifest of its own.
 */

struct requirements {
	struct manifest_reader *reader;
	enum dependency_scope scope;
	struct buf joined; /* the lines that a backslash joins */
	uint32_t line;     /* of the first of them */
	size_t column;
};

enum option_kind {
	OPTION_REGISTRY,
	OPTION_REQUIREMENT,
	OPTION_FILE,
};

/* With what stands behind it. */
static const struct {
	const char *name;
	enum option_kind kind;
} options[] = {
	{ "-i", OPTION_REGISTRY },
	{ "--index-url", OPTION_REGISTRY },
	{ "--pypi-url", OPTION_REGISTRY },
	{ "--extra-index-url", OPTION_REGISTRY },
	{ "-f", OPTION_REGISTRY },
	{ "--find-links", OPTION_REGISTRY },
	{ "--trusted-host", OPTION_REGISTRY },
	{ "-e", OPTION_REQUIREMENT },
	{ "--editable", OPTION_REQUIREMENT },
	{ "-r", OPTION_FILE },
	{ "--requirement", OPTION_FILE },
	{ "-c", OPTION_FILE },
	{ "--constraint", OPTION_FILE },
};

/* What stands behind option I at the beginning of TEXT; data is NULL when another option does. A
 * long one may be cut short as far as it is clear, as in Python's optparse. */
static struct bytes
option_value(size_t i, struct bytes text)
{
	struct bytes name = bytes_of(options[i].name), rest = text, word;

	if (name.len == 2)
		return bytes_starts_with(text, name) && !bytes_starts_with(text, BYTES("--"))
			       ? bytes_trim(bytes_slice(text, 2, text.len))
			       : BYTES_NONE;
	word = text_until(&rest, "= \t");
	if (word.len < 4 || !bytes_starts_with(name, word))
		return BYTES_NONE;
	return bytes_trim(rest);
}

static int
option_apply(struct requirements *all, enum option_kind kind, struct bytes value)
{
	value = text_unquote(value);
	if (value.len == 0)
		return 0;
	if (kind == OPTION_REQUIREMENT)
		return python_requirement_add(all->reader, value, all->scope, all->line,
					      all->column);
	if (kind == OPTION_FILE && text_find(value, "://") == value.len)
		return 0;
	return manifest_add_registry(all->reader, value, "https://pypi.org/simple", all->line,
				     all->column);
}

/* Several may stand on one line: each begins behind a blank. */
static int
options_read(struct requirements *all, struct bytes text)
{
	while (text.len) {
		size_t next = text_find(bytes_slice(text, 1, text.len), " -") + 1;
		struct bytes one = bytes_trim(bytes_slice(text, 0, next));

		for (size_t i = 0; i < ARRAY_SIZE(options); i++) {
			struct bytes value = option_value(i, one);

			if (value.data && option_apply(all, options[i].kind, value) < 0)
				return -1;
			if (value.data)
				break;
		}
		text = bytes_trim(bytes_slice(text, next, text.len));
	}
	return 0;
}

/* A requirement without the options behind it, --hash and the like. */
static struct bytes
without_options(struct bytes text)
{
	size_t blank = text_find(text, " --"), tab = text_find(text, "\t--");

	return bytes_slice(text, 0, blank < tab ? blank : tab);
}

static int
whole_line_read(struct requirements *all, struct bytes text)
{
	text = bytes_trim(text);
	if (text.len == 0)
		return 0;
	if (text.data[0] == '-')
		return options_read(all, text);
	return python_requirement_add(all->reader, without_options(text), all->scope, all->line,
				      all->column);
}

/* From a `#` at the beginning or behind a blank on. */
static struct bytes
without_comment(struct bytes text)
{
	for (size_t i = 0; i < text.len; i++) {
		if (text.data[i] == '#' && (i == 0 || char_is_in(text.data[i - 1], " \t")))
			return bytes_slice(text, 0, i);
	}
	return text;
}

static int
joined_read(struct requirements *all)
{
	struct bytes text = without_comment(buf_bytes(&all->joined));
	int result = whole_line_read(all, text);

	buf_clear(&all->joined);
	return result;
}

static int
line_add(struct requirements *all, const struct text_line *line)
{
	struct bytes text = line->text, trimmed = bytes_trim(text);
	bool is_comment = bytes_starts_with(trimmed, BYTES("#"));
	bool goes_on = bytes_ends_with(text, BYTES("\\")) && !is_comment;

	if (all->joined.len == 0) {
		all->line = line->number;
		all->column = trimmed.len ? line_column(line, trimmed) : 1;
	} else if (is_comment) {
		buf_add_char(&all->joined, ' '); /* so that the comment is one */
	}
	/* pip takes off all that there are, at both ends. */
	while (goes_on && text.len && text.data[text.len - 1] == '\\')
		text.len--;
	while (goes_on && text.len && text.data[0] == '\\')
		text = bytes_slice(text, 1, text.len);
	buf_add(&all->joined, text);
	return goes_on ? 0 : joined_read(all);
}

static int
lines_read(struct requirements *all)
{
	struct bytes rest = all->reader->text;
	struct text_line line = { BYTES_NONE, 0 };

	if (python_text_check(all->reader) < 0)
		return -1;
	while (line_next(&rest, &line)) {
		if (line_add(all, &line) < 0)
			return -1;
	}
	return joined_read(all);
}

static int
file_read(struct manifest_reader *reader, enum dependency_scope scope)
{
	struct requirements all = { .reader = reader, .scope = scope, .joined = BUF_INIT };
	int result = lines_read(&all);

	buf_release(&all.joined);
	return result;
}

int
requirements_read(struct manifest_reader *reader, const struct document_node *root)
{
	(void)root;
	return file_read(reader, SCOPE_RUNTIME);
}

int
constraints_read(struct manifest_reader *reader, const struct document_node *root)
{
	(void)root;
	return file_read(reader, SCOPE_INDIRECT);
}
