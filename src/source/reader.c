#include "config.h"

#include "source/reader.h"

#include "base/buf.h"
#include "base/macros.h"
#include "base/number.h"

/* What joined names may take, all together. */
enum { ROOM_PER_BYTE = 8, ROOM_LEAST = 64 * 1024 };

void
reader_init(struct reader *reader, const struct language *language, struct bytes text,
	    struct arena *arena)
{
	memset(reader, 0, sizeof(*reader));
	reader->arena = arena;
	reader->n = 1; /* before the first token stands none */
	reader->room = ROOM_LEAST + ROOM_PER_BYTE * text.len;
	lexer_init(&reader->lexer, language, text, NULL, NULL);
}

void
reader_release(struct reader *reader)
{
	lexer_release(&reader->lexer);
}

/* The window's place N counts from the token before, which is 0. */
static struct token *
window_at(struct reader *reader, size_t n)
{
	while (reader->n <= n) {
		lexer_next(&reader->lexer, &reader->window[(reader->first + reader->n) % WINDOW]);
		reader->n++;
	}
	return &reader->window[(reader->first + n) % WINDOW];
}

const struct token *
reader_before(struct reader *reader)
{
	return window_at(reader, 0);
}

const struct token *
reader_now(struct reader *reader)
{
	return window_at(reader, 1);
}

const struct token *
reader_ahead(struct reader *reader, size_t n)
{
	return window_at(reader, n + 1);
}

bool
reader_next(struct reader *reader)
{
	if (reader_now(reader)->kind == TOKEN_END)
		return false;
	reader->first = (reader->first + 1) % WINDOW;
	reader->n--;
	return reader_now(reader)->kind != TOKEN_END;
}

struct bytes
reader_text(const struct reader *reader, const struct token *token)
{
	return (struct bytes){ reader->lexer.text + token->start, token->end - token->start };
}

bool
reader_is(const struct reader *reader, const struct token *token, const char *word)
{
	return token->kind == TOKEN_WORD && bytes_equal_string(reader_text(reader, token), word);
}

bool
reader_is_mark(const struct reader *reader, const struct token *token, char c)
{
	return token->kind == TOKEN_PUNCTUATION && reader->lexer.text[token->start] == c;
}

bool
reader_take(struct reader *reader, const char *word)
{
	if (!reader_is(reader, reader_now(reader), word))
		return false;
	reader_next(reader);
	return true;
}

bool
reader_take_mark(struct reader *reader, char c)
{
	if (!reader_is_mark(reader, reader_now(reader), c))
		return false;
	reader_next(reader);
	return true;
}

/* The byte that N hex digits at *AT stand for, as far as it is ASCII; else -1. */
static int
hex_escape(struct bytes text, size_t *at, size_t n)
{
	int value = 0;

	for (size_t i = 0; i < n; i++) {
		int digit = *at + i < text.len ? digit_value(text.data[*at + i]) : 16;

		if (digit >= 16)
			return -1;
		value = value * 16 + digit;
	}
	if (value > 0x7f)
		return -1;
	*at += n;
	return value;
}

/* The byte that the escape at *AT, behind its backslash, stands for. */
static char
escape(struct bytes text, size_t *at)
{
	char c = text.data[(*at)++];
	int value = -1;

	if (c == 'x')
		value = hex_escape(text, at, 2);
	else if (c == 'u')
		value = hex_escape(text, at, 4);
	else if (c == 'n')
		value = '\n';
	else if (c == 't')
		value = '\t';
	else if (c == '0')
		value = '\0';
	return value < 0 ? c : (char)value;
}

struct bytes
reader_string(struct reader *reader, const struct token *token)
{
	struct bytes text = { reader->lexer.text + token->inner, token->inner_end - token->inner };
	char *value;
	size_t n = 0;

	if (!text.len || !memchr(text.data, '\\', text.len))
		return text;
	value = arena_alloc(reader->arena, text.len);
	for (size_t at = 0; at < text.len;) {
		if (text.data[at] == '\\' && at + 1 < text.len) {
			at++;
			value[n++] = escape(text, &at);
		} else {
			value[n++] = text.data[at++];
		}
	}
	return (struct bytes){ value, n };
}

/* Whether SEPARATOR stands here with a word behind it. */
static bool
goes_on(struct reader *reader, const char *separator)
{
	size_t n = strlen(separator);

	for (size_t i = 0; i < n; i++) {
		if (!reader_is_mark(reader, reader_ahead(reader, i), separator[i]))
			return false;
	}
	return reader_ahead(reader, n)->kind == TOKEN_WORD;
}

/* Puts SEPARATOR and WORD behind PATH: in place where the text has them so, else in a copy. */
static struct bytes
path_add(struct bytes path, const char *separator, struct bytes word, struct buf *copy)
{
	size_t n = strlen(separator);

	if (copy->len == 0 && path.data + path.len + n == word.data)
		return (struct bytes){ path.data, path.len + n + word.len };
	if (copy->len == 0)
		buf_add(copy, path);
	buf_add_string(copy, separator);
	buf_add(copy, word);
	return path;
}

struct bytes
reader_path(struct reader *reader, const char *separator)
{
	CLEANUP(buf_release) struct buf copy = BUF_INIT;
	size_t n = strlen(separator);
	struct bytes path;

	if (reader_now(reader)->kind != TOKEN_WORD)
		return BYTES_NONE;
	path = reader_text(reader, reader_now(reader));
	for (reader_next(reader); goes_on(reader, separator); reader_next(reader)) {
		for (size_t i = 0; i < n; i++)
			reader_next(reader);
		path = path_add(path, separator, reader_text(reader, reader_now(reader)), &copy);
	}
	return copy.len ? arena_copy(reader->arena, buf_bytes(&copy)) : path;
}

struct bytes
reader_join(struct reader *reader, struct bytes prefix, const char *separator, struct bytes part)
{
	size_t len = prefix.len + strlen(separator) + part.len;

	if (len > reader->room) {
		lexer_give_up(&reader->lexer, reader_now(reader)->start);
		return part;
	}
	reader->room -= len;
	return arena_printf(reader->arena, "%.*s%s%.*s", BYTES_ARG(prefix), separator,
			    BYTES_ARG(part));
}
