#include "config.h"

#include "source/lexer_impl.h"

/*
 * Texts between lines: `<<<ID` in PHP, at once; `<<ID`, `<<-ID`, `<<~ID` in Ruby and the shell,
 * from the next line on. Code within one is not looked at.
 */

static bool
continues_id(unsigned char c)
{
	return is_letter(c) || is_digit(c);
}

/* Reads the word at AT, in quotes or not, and sets *BEHIND it; false when there is none. */
static bool
word_at(const struct lexer *lexer, size_t at, struct heredoc *doc, size_t *behind)
{
	unsigned char quote = byte_at(lexer, at);
	bool quoted = quote == '\'' || quote == '"';

	doc->word = at + quoted;
	at = doc->word;
	if (!is_letter(byte_at(lexer, at)))
		return false;
	while (continues_id(byte_at(lexer, at)))
		at++;
	doc->word_len = at - doc->word;
	if (quoted && byte_at(lexer, at) != quote)
		return false;
	*behind = at + quoted;
	return true;
}

/* Whether the line at AT ends the text; sets *BEHIND its word. */
static bool
line_ends(const struct lexer *lexer, const struct heredoc *doc, size_t at, size_t *behind)
{
	while (byte_at(lexer, at) == ' ' || byte_at(lexer, at) == '\t')
		at++;
	if (doc->word_len > lexer->end - at ||
	    memcmp(lexer->text + at, lexer->text + doc->word, doc->word_len) != 0)
		return false;
	*behind = at + doc->word_len;
	return !continues_id(byte_at(lexer, *behind));
}

/* Passes the text that begins with the line at the lexer's place. */
static bool
pass_text(struct lexer *lexer, const struct heredoc *doc)
{
	size_t start = lexer->at;
	size_t line = start;
	size_t behind;

	while (line < lexer->end) {
		if (line_ends(lexer, doc, line, &behind)) {
			lexer_mark(lexer, VIEW_STRINGS, start, line);
			lexer->at = behind;
			return true;
		}
		line = lexer_line_end(lexer, line) + 1;
	}
	lexer_mark(lexer, VIEW_STRINGS, start, lexer->end);
	lexer_give_up(lexer, doc->word);
	return false;
}

void
lexer_pass_heredocs(struct lexer *lexer)
{
	size_t n = lexer->n_heredocs;

	lexer->n_heredocs = 0;
	for (size_t i = 0; i < n; i++) {
		if (!pass_text(lexer, &lexer->heredocs[i]))
			return;
		lexer->at = lexer_line_end(lexer, lexer->at);
		lexer->at += lexer->at < lexer->end;
	}
}

static bool
try_php(struct lexer *lexer, struct token *token)
{
	struct heredoc doc;
	size_t at = lexer->at + 3;

	if (!lexer_sees(lexer, lexer->at, "<<<"))
		return false;
	while (byte_at(lexer, at) == ' ' || byte_at(lexer, at) == '\t')
		at++;
	if (!word_at(lexer, at, &doc, &at))
		return false;
	at += byte_at(lexer, at) == '\r';
	if (byte_at(lexer, at) != '\n')
		return false;
	lexer->at = at + 1;
	token->inner = token->inner_end = lexer->at;
	pass_text(lexer, &doc);
	lexer_end_string(lexer, token, TOKEN_TEMPLATE);
	return true;
}

/* In Ruby `a << B` appends: there the word stands right behind, and begins big or in quotes. */
static bool
announces(const struct lexer *lexer, size_t *at)
{
	unsigned char c;

	*at = lexer->at + 2;
	if (!lexer_sees(lexer, lexer->at, "<<") || byte_at(lexer, *at) == '<')
		return false;
	c = byte_at(lexer, *at);
	if (c == '-' || (c == '~' && lexer->language->id == LANGUAGE_RUBY)) {
		++*at;
		return true;
	}
	if (lexer->language->id == LANGUAGE_RUBY)
		return (c >= 'A' && c <= 'Z') || ((c == '"' || c == '\'') && !lexer->value);
	while (byte_at(lexer, *at) == ' ')
		++*at;
	if (byte_at(lexer, *at) == '\\')
		++*at;
	return true;
}

static bool
try_announced(struct lexer *lexer, struct token *token)
{
	struct heredoc doc;
	size_t at;

	if (!announces(lexer, &at) || !word_at(lexer, at, &doc, &at))
		return false;
	if (lexer->n_heredocs == HEREDOCS_MAX) {
		lexer_give_up(lexer, lexer->at);
		return false;
	}
	lexer->heredocs[lexer->n_heredocs++] = doc;
	lexer->at = at;
	token->inner = token->inner_end = at;
	lexer_end_string(lexer, token, TOKEN_TEMPLATE);
	return true;
}

bool
lexer_try_heredoc(struct lexer *lexer, struct token *token)
{
	if (!has_trait(lexer, TRAIT_HEREDOCS))
		return false;
	if (lexer->language->id == LANGUAGE_PHP)
		return try_php(lexer, token);
	return try_announced(lexer, token);
}
