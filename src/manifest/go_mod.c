#include "config.h"

#include "manifest/formats.h"

#include "base/macros.h"
#include "manifest/version.h"

/*
 * go.mod, by the Go Modules Reference: directives, alone or as a block of lines in parentheses.
 * exclude and retract only take away, so they are no dependencies; a replacement is what it
 * replaces with.
 */

enum { WORDS_MAX = 8 };

/* The words of a line: texts, and `(`, `)`, `=>` alone. More than there is room for are counted. */
struct words {
	struct bytes items[WORDS_MAX];
	size_t n;
	struct bytes comment;
};

static bool
is_word_end(char c)
{
	return char_is_in(c, " \t\r()[]{},");
}

/* Takes one word off TEXT, which does not begin with a blank; false when its quote is not closed.
 */
static bool
word_take(struct bytes *text, struct bytes *word)
{
	char first = text->data[0];
	const char *close;
	size_t end = 1;

	if (first == '"' || first == '`') {
		close = memchr(text->data + 1, first, text->len - 1);
		end = close ? (size_t)(close - text->data) : text->len;
		*word = bytes_slice(*text, 1, end);
		*text = bytes_slice(*text, end + 1, text->len);
		return close;
	}
	while (!is_word_end(first) && end < text->len && !is_word_end(text->data[end]) &&
	       !bytes_starts_with(bytes_slice(*text, end, text->len), BYTES("//")))
		end++;
	*word = bytes_slice(*text, 0, end);
	*text = bytes_slice(*text, end, text->len);
	return true;
}

static int
words_split(struct manifest_reader *reader, const struct text_line *line, struct words *words)
{
	struct bytes text = bytes_trim(line->text), word;

	*words = (struct words){ .n = 0 };
	for (; text.len; text = bytes_trim(text)) {
		if (bytes_starts_with(text, BYTES("//"))) {
			words->comment = bytes_trim(bytes_slice(text, 2, text.len));
			return 0;
		}
		if (!word_take(&text, &word))
			return manifest_fail(reader, line->number, line_column(line, word),
					     "a quote is not closed");
		if (words->n < WORDS_MAX)
			words->items[words->n] = word;
		words->n++;
	}
	return 0;
}

static bool
word_is(const struct words *words, size_t i, const char *word)
{
	return i < words->n && i < WORDS_MAX && bytes_equal_string(words->items[i], word);
}

static bool
is_indirect(struct bytes comment)
{
	return bytes_equal_string(comment, "indirect") ||
	       bytes_starts_with(comment, BYTES("indirect;"));
}

static int
require_read(struct manifest_reader *reader, const struct text_line *line,
	     const struct words *words, size_t from)
{
	if (words->n != from + 2)
		return manifest_fail(reader, line->number, 1,
				     "a requirement is a module and its version");
	return manifest_add(
		reader,
		&(struct dependency){ .name = words->items[from],
				      .version = words->items[from + 1],
				      .scope = is_indirect(words->comment) ? SCOPE_INDIRECT
									   : SCOPE_RUNTIME,
				      .pinned = version_is_exact_go(words->items[from + 1]),
				      .line = line->number,
				      .column = (uint32_t)line_column(line, words->items[from]) });
}

static bool
is_path(struct bytes target)
{
	return bytes_starts_with(target, BYTES(".")) || bytes_starts_with(target, BYTES("/")) ||
	       text_has(target, '\\') || (target.len > 1 && target.data[1] == ':');
}

/* OLD [VERSION] => NEW VERSION, or => PATH. */
static int
replace_read(struct manifest_reader *reader, const struct text_line *line,
	     const struct words *words, size_t from)
{
	size_t arrow = word_is(words, from + 1, "=>") ? from + 1 : from + 2;
	struct dependency found = { .line = line->number };
	struct bytes target;

	if (!word_is(words, arrow, "=>") || words->n > arrow + 3 || words->n < arrow + 2)
		return manifest_fail(reader, line->number, 1,
				     "a replacement is `module => module version`, or a path");
	target = words->items[arrow + 1];
	found.column = (uint32_t)line_column(line, words->items[from]);
	if (words->n == arrow + 3) {
		found.name = target;
		found.asked_as = words->items[from];
		found.version = words->items[arrow + 2];
		found.pinned = version_is_exact_go(found.version);
	} else if (is_path(target)) {
		found.name = words->items[from];
		found.source = SOURCE_PATH;
		found.location = target;
	} else {
		return manifest_fail(reader, line->number, line_column(line, target),
				     "a replacement by a module needs a version");
	}
	return manifest_add(reader, &found);
}

static const struct {
	const char *verb;
	int (*read)(struct manifest_reader *reader, const struct text_line *line,
		    const struct words *words, size_t from);
} directives[] = {
	{ "require", require_read },
	{ "replace", replace_read },
};

static int
directive_read(struct manifest_reader *reader, struct bytes verb, const struct text_line *line,
	       const struct words *words, size_t from)
{
	for (size_t i = 0; i < ARRAY_SIZE(directives); i++) {
		if (bytes_equal_string(verb, directives[i].verb))
			return directives[i].read(reader, line, words, from);
	}
	return 0;
}

/* BLOCK is the verb of the block that is open, without data when none is. */
static int
line_read(struct manifest_reader *reader, struct bytes *block, const struct text_line *line)
{
	struct words words;

	if (words_split(reader, line, &words) < 0)
		return -1;
	if (words.n == 0)
		return 0;
	if (!block->data && words.n == 2 && word_is(&words, 1, "(")) {
		*block = words.items[0];
		return 0;
	}
	if (block->data && words.n == 1 && word_is(&words, 0, ")")) {
		*block = BYTES_NONE;
		return 0;
	}
	if (block->data)
		return directive_read(reader, *block, line, &words, 0);
	return directive_read(reader, words.items[0], line, &words, 1);
}

int
go_mod_read(struct manifest_reader *reader, const struct document_node *root)
{
	struct bytes rest = reader->text, block = BYTES_NONE;
	struct text_line line = { BYTES_NONE, 0 };

	(void)root;
	while (line_next(&rest, &line)) {
		if (line_read(reader, &block, &line) < 0)
			return -1;
	}
	if (block.data)
		return manifest_fail(reader, line.number, 1, "a block is not closed");
	return 0;
}
