#include "config.h"

#include "source/lexer_impl.h"

#include "base/macros.h"
#include "base/number.h"

static const char *const hole_openings[] = {
	[HOLE_NONE] = "",         [HOLE_DOLLAR_BRACE] = "${", [HOLE_BRACE_DOLLAR] = "{$",
	[HOLE_HASH_BRACE] = "#{", [HOLE_DOLLAR_PAREN] = "$(", [HOLE_BACKSLASH_PAREN] = "\\(",
	[HOLE_BRACES] = "{",
};

size_t
lexer_run_of(const struct lexer *lexer, size_t at, char c)
{
	size_t n = 0;

	while (n < RUN_MAX && at + n < lexer->end && lexer->text[at + n] == c)
		n++;
	return n;
}

/* Whether the string ends at AT: its quotes, then its hashes. */
static bool
ends_at(const struct lexer *lexer, const struct string_form *form, size_t at)
{
	size_t n = form->n_quotes;

	for (size_t i = 0; i < n + form->n_hashes; i++) {
		if (byte_at(lexer, at + i) != (unsigned char)(i < n ? form->quote : '#') ||
		    at + i >= lexer->end)
			return false;
	}
	return true;
}

/* How long the opening of a hole at AT is, 0 when there is none. */
static size_t
hole_at(const struct lexer *lexer, const struct string_form *form, size_t at)
{
	const char *opening = hole_openings[form->hole];
	size_t n;

	if (lexer->text[at] != opening[0])
		return 0;
	if (form->hole == HOLE_BACKSLASH_PAREN && form->n_hashes) {
		n = lexer_run_of(lexer, at + 1, '#');
		return n == form->n_hashes && byte_at(lexer, at + 1 + n) == '(' ? n + 2 : 0;
	}
	return lexer_sees(lexer, at, opening) ? strlen(opening) : 0;
}

void
lexer_end_string(struct lexer *lexer, struct token *token, enum token_kind kind)
{
	lexer_mark(lexer, VIEW_STRINGS, token->inner, token->inner_end);
	lexer_finish(lexer, token, kind);
	lexer->value = true;
}

bool
lexer_is_disguise(const struct lexer *lexer, size_t at, const char *bytes)
{
	enum { DIGITS = 4 };
	int code = 0;

	for (at++; byte_at(lexer, at) == 'u'; at++)
		continue;
	for (size_t i = 0; i < DIGITS; i++) {
		int digit = digit_value((char)byte_at(lexer, at + i));

		if (digit >= 16)
			return false;
		code = code * 16 + digit;
	}
	return code > 0 && code < 0x80 && strchr(bytes, code);
}

/* What stands at one place within a string. */
enum piece { PIECE_TEXT, PIECE_HOLE, PIECE_END, PIECE_UNKNOWN };

/* Of a run of quotes: too few are text. */
static enum piece
quotes_at(const struct lexer *lexer, const struct string_form *form, size_t at, size_t *len)
{
	*len = form->n_quotes + form->n_hashes;
	if (ends_at(lexer, form, at)) {
		if (!form->doubled || byte_at(lexer, at + 1) != (unsigned char)form->quote)
			return PIECE_END;
		*len = 2;
		return PIECE_TEXT;
	}
	*len = form->n_quotes > 1 ? lexer_run_of(lexer, at, form->quote) : 1;
	if (*len > form->n_quotes)
		*len -= form->n_quotes - 1;
	return PIECE_TEXT;
}

/* Two braces stand for one where one opens a hole. */
static enum piece
braces_at(const struct lexer *lexer, const struct string_form *form, size_t at, size_t *len)
{
	*len = lexer_run_of(lexer, at, '{');
	if (*len < form->n_braces || (form->n_braces == 1 && *len % 2 == 0))
		return PIECE_TEXT;
	return PIECE_HOLE;
}

static enum piece
piece_at(const struct lexer *lexer, const struct string_form *form, size_t at, size_t *len)
{
	char c = lexer->text[at];

	*len = 1;
	if (c == form->quote)
		return quotes_at(lexer, form, at, len);
	if (form->hole == HOLE_BRACES && c == '{')
		return braces_at(lexer, form, at, len);
	if (form->hole != HOLE_NONE) {
		*len = hole_at(lexer, form, at);
		if (*len)
			return PIECE_HOLE;
		*len = 1;
	}
	if (form->escape && c == form->escape && lexer->language->id == LANGUAGE_JAVA &&
	    byte_at(lexer, at + 1) == 'u' &&
	    lexer_is_disguise(lexer, at, form->quote == '"' ? "\"\\\n\r" : "'\\\n\r"))
		return PIECE_UNKNOWN;
	if (form->escape && c == form->escape)
		*len = 2 + (byte_at(lexer, at + 1) == '\r' && byte_at(lexer, at + 2) == '\n');
	return PIECE_TEXT;
}

/* The string ends, or code begins within it. */
static void
string_stops(struct lexer *lexer, const struct string_form *form, struct token *token,
	     enum piece piece, bool whole)
{
	if (piece == PIECE_HOLE && lexer_push(lexer, NEST_HOLE))
		lexer->nests[lexer->n_nests - 1].form = *form;
	lexer_end_string(lexer, token, whole && piece == PIECE_END ? TOKEN_STRING : TOKEN_TEMPLATE);
	lexer->value = piece == PIECE_END;
}

/* Reads on from the lexer's place until the string ends or code begins within it. */
static void
string_body(struct lexer *lexer, const struct string_form *form, struct token *token, bool whole)
{
	enum piece piece = PIECE_TEXT;
	size_t at = lexer->at;
	size_t len = 0;

	token->inner = at;
	while (at < lexer->end && (form->many_lines || lexer->text[at] != '\n')) {
		piece = piece_at(lexer, form, at, &len);
		if (piece != PIECE_TEXT)
			break;
		at += len;
	}
	if (at > lexer->end)
		at = lexer->end;
	token->inner_end = at;
	lexer->at = piece == PIECE_HOLE || piece == PIECE_END ? at + len : at;
	if (piece == PIECE_UNKNOWN || (piece == PIECE_TEXT && form->many_lines))
		lexer_give_up(lexer, token->start);
	string_stops(lexer, form, token, piece == PIECE_HOLE ? piece : PIECE_END, whole);
}

bool
lexer_begin_string(struct lexer *lexer, const struct string_form *form, size_t opening,
		   struct token *token)
{
	lexer->at += opening;
	string_body(lexer, form, token, true);
	return true;
}

void
lexer_resume_string(struct lexer *lexer, const struct string_form *form, struct token *token)
{
	lexer->at++;
	if (form->hole == HOLE_BRACES)
		lexer->at += lexer_run_of(lexer, lexer->at, '}') < form->n_braces - 1u
				     ? 0
				     : form->n_braces - 1u;
	string_body(lexer, form, token, false);
}

/* Whether the apostrophe here begins a lifetime or a symbol: no second one stands where a character
 * would end. */
static bool
is_lifetime(const struct lexer *lexer)
{
	size_t at = lexer->at + 1;

	if (!has_trait(lexer, TRAIT_LIFETIMES) || lexer->text[lexer->at] != '\'')
		return false;
	if (byte_at(lexer, at) == '\\')
		return false;
	at++;
	while ((byte_at(lexer, at) & 0xc0) == 0x80)
		at++;
	return byte_at(lexer, at) != '\'';
}

bool
lexer_try_string(struct lexer *lexer, struct token *token)
{
	char c = lexer->text[lexer->at];

	if (lexer_try_special(lexer, token))
		return true;
	if ((c != '"' && c != '\'' && c != '`') || is_lifetime(lexer))
		return false;
	for (const struct string_form *form = lexer->language->strings; form->quote; form++) {
		if (c == form->quote && ends_at(lexer, form, lexer->at))
			return lexer_begin_string(lexer, form, form->n_quotes, token);
	}
	return false;
}
