#include "config.h"

#include "manifest/formats.h"

#include "base/macros.h"
#include "manifest/go_words.h"
#include "manifest/version.h"

/*
 * go.mod, by the Go Modules Reference: directives, alone or as a block of lines in parentheses.
 * exclude and retract only take away, so they are no dependencies; a replacement is what it
 * replaces with.
 */

static bool
is_indirect(struct bytes comment)
{
	return bytes_equal_string(comment, "indirect") ||
	       bytes_starts_with(comment, BYTES("indirect;"));
}

static int
require_read(struct manifest_reader *reader, const struct text_line *line,
	     const struct go_words *words, size_t from)
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
	     const struct go_words *words, size_t from)
{
	size_t arrow = go_word_is(words, from + 1, "=>") ? from + 1 : from + 2;
	struct dependency found = { .line = line->number };
	struct bytes target;

	if (!go_word_is(words, arrow, "=>") || words->n > arrow + 3 || words->n < arrow + 2)
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
		    const struct go_words *words, size_t from);
} directives[] = {
	{ "require", require_read },
	{ "replace", replace_read },
};

static int
directive_read(struct manifest_reader *reader, const struct text_line *line,
	       const struct go_directive *directive)
{
	for (size_t i = 0; i < ARRAY_SIZE(directives); i++) {
		if (bytes_equal_string(directive->verb, directives[i].verb))
			return directives[i].read(reader, line, &directive->words, directive->from);
	}
	return 0;
}

/* BLOCK is the verb of the block that is open, without data when none is. */
static int
line_read(struct manifest_reader *reader, struct bytes *block, const struct text_line *line)
{
	struct go_directive directive;
	struct go_words words;
	struct bytes open;

	if (!go_words_split(line->text, &words, &open))
		return manifest_fail(reader, line->number, line_column(line, open),
				     "a quote is not closed");
	if (!go_directive_of(&words, block, &directive))
		return 0;
	return directive_read(reader, line, &directive);
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
