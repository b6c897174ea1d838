#include "config.h"

#include "source/import_reader.h"

/* Ruby, Lua and the shell import by calling something with a text. */

/* The argument behind this token, in parentheses or not: a text, or computed. With WORDS a bare
 * word is a text as well. */
static void
argument(struct reader *reader, enum import_kind kind)
{
	size_t at = reader_now(reader)->start;
	const struct token *now;

	reader_next(reader);
	reader_take_mark(reader, '(');
	now = reader_now(reader);
	if (now->kind == TOKEN_STRING)
		reader_add(reader, kind, reader_string(reader, now), now->start);
	else if (!now->line_start && (now->kind == TOKEN_WORD || now->kind == TOKEN_TEMPLATE))
		reader_add_computed(reader, kind, at);
}

static bool
is_member(struct reader *reader)
{
	return reader_is_mark(reader, reader_before(reader), '.') ||
	       reader_is_mark(reader, reader_before(reader), ':') ||
	       reader_is(reader, reader_before(reader), "def") ||
	       reader_is(reader, reader_before(reader), "function");
}

/* `autoload :Name, "path"`. */
static void
autoload(struct reader *reader)
{
	reader_next(reader);
	reader_take_mark(reader, '(');
	if (!reader_take_mark(reader, ':'))
		return;
	reader_name(reader, reader_text(reader, reader_now(reader)));
	reader_next(reader);
	if (reader_take_mark(reader, ',') && reader_now(reader)->kind == TOKEN_STRING)
		reader_add(reader, IMPORT_DYNAMIC, reader_string(reader, reader_now(reader)),
			   reader_now(reader)->start);
	else
		reader_drop(reader);
}

void
imports_ruby(struct reader *reader)
{
	const struct token *now = reader_now(reader);

	if (now->kind != TOKEN_WORD || is_member(reader))
		return;
	if (reader_is(reader, now, "require") || reader_is(reader, now, "require_relative"))
		argument(reader, IMPORT_STATIC);
	else if (reader_is(reader, now, "load"))
		argument(reader, IMPORT_INCLUDE);
	else if (reader_is(reader, now, "autoload"))
		autoload(reader);
}

void
imports_lua(struct reader *reader)
{
	const struct token *now = reader_now(reader);

	if (now->kind != TOKEN_WORD || is_member(reader))
		return;
	if (reader_is(reader, now, "require"))
		argument(reader, IMPORT_STATIC);
	else if (reader_is(reader, now, "dofile") || reader_is(reader, now, "loadfile"))
		argument(reader, IMPORT_INCLUDE);
}

/* A word of the shell runs to the next blank; one with a variable or a command in it is computed.
 */
static void
sourced(struct reader *reader)
{
	size_t at = reader_ahead(reader, 1)->start;
	size_t end = at;
	const char *text = reader->lexer.text;
	struct bytes word;

	while (end < reader->lexer.end && !strchr(" \t\r\n;&|)", text[end]))
		end++;
	word = (struct bytes){ text + at, end - at };
	if (word.len >= 2 && (word.data[0] == '"' || word.data[0] == '\'') &&
	    word.data[word.len - 1] == word.data[0])
		word = bytes_slice(word, 1, word.len - 1);
	if (!word.len)
		return;
	if (memchr(word.data, '$', word.len) || memchr(word.data, '`', word.len))
		reader_add_computed(reader, IMPORT_INCLUDE, at);
	else
		reader_add(reader, IMPORT_INCLUDE, word, at);
}

static bool
begins_command(struct reader *reader)
{
	const struct token *before = reader_before(reader);

	return reader_now(reader)->line_start || reader_is_mark(reader, before, ';') ||
	       reader_is_mark(reader, before, '&') || reader_is_mark(reader, before, '|') ||
	       reader_is_mark(reader, before, '{') || reader_is_mark(reader, before, '(') ||
	       reader_is(reader, before, "then") || reader_is(reader, before, "do") ||
	       reader_is(reader, before, "else");
}

void
imports_shell(struct reader *reader)
{
	const struct token *now = reader_now(reader);

	if (!begins_command(reader) || reader_ahead(reader, 1)->line_start ||
	    reader_ahead(reader, 1)->start == now->end)
		return;
	if (reader_is(reader, now, "source") || reader_is_mark(reader, now, '.'))
		sourced(reader);
}
