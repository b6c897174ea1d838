#include "config.h"

#include "source/lexer_impl.h"

#include "base/macros.h"

static const char *const hole_openings[] = {
	[HOLE_NONE] = "",         [HOLE_DOLLAR_BRACE] = "${", [HOLE_BRACE_DOLLAR] = "{$",
	[HOLE_HASH_BRACE] = "#{", [HOLE_DOLLAR_PAREN] = "$(", [HOLE_BACKSLASH_PAREN] = "\\(",
	[HOLE_BRACES] = "{",
};

/* No further than any opening or closing counts: the same bytes are looked at again and again. */
enum { RUN_MAX = UINT8_MAX + 1 };

static size_t
run_of(const struct lexer *lexer, size_t at, char c)
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
		n = run_of(lexer, at + 1, '#');
		return n == form->n_hashes && byte_at(lexer, at + 1 + n) == '(' ? n + 2 : 0;
	}
	return lexer_sees(lexer, at, opening) ? strlen(opening) : 0;
}

void
lexer_end_string(struct lexer *lexer, struct token *token, enum token_kind kind)
{
	lexer_mark(lexer, VIEW_STRINGS, token->inner, token->inner_end);
	token->kind = kind;
	token->end = lexer->at;
	lexer->line_start = false;
	lexer->before_last = lexer->last;
	lexer->last = 0;
	lexer->word_end = 0;
	lexer->value = true;
}

static int
hex_digit(unsigned char c)
{
	if (is_digit(c))
		return c - '0';
	c |= 0x20;
	return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

bool
lexer_is_disguise(const struct lexer *lexer, size_t at, const char *bytes)
{
	enum { DIGITS = 4 };
	int code = 0;

	for (at++; byte_at(lexer, at) == 'u'; at++)
		continue;
	for (size_t i = 0; i < DIGITS; i++) {
		int digit = hex_digit(byte_at(lexer, at + i));

		if (digit < 0)
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
	*len = form->n_quotes > 1 ? run_of(lexer, at, form->quote) : 1;
	if (*len > form->n_quotes)
		*len -= form->n_quotes - 1;
	return PIECE_TEXT;
}

/* Two braces stand for one where one opens a hole. */
static enum piece
braces_at(const struct lexer *lexer, const struct string_form *form, size_t at, size_t *len)
{
	*len = run_of(lexer, at, '{');
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

static bool
begin(struct lexer *lexer, const struct string_form *form, size_t opening, struct token *token)
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
		lexer->at += run_of(lexer, lexer->at, '}') < form->n_braces - 1u
				     ? 0
				     : form->n_braces - 1u;
	string_body(lexer, form, token, false);
}

/* Passes all up to CLOSE, which stands at OPENING bytes from here or behind. */
static bool
begin_raw(struct lexer *lexer, size_t opening, struct bytes close, struct token *token)
{
	size_t end;

	token->inner = lexer->at + opening;
	end = lexer_search(lexer, token->inner, close);
	token->inner_end = end;
	if (end < lexer->end)
		lexer->at = end + close.len;
	else
		lexer_give_up(lexer, token->start);
	lexer_end_string(lexer, token, TOKEN_STRING);
	return true;
}

/* C++: R"delimiter( ... )delimiter". */
static bool
try_cpp(struct lexer *lexer, struct token *token)
{
	static const char *const prefixes[] = { "R", "u8R", "uR", "UR", "LR" };
	enum { DELIMITER_MAX = 16 };
	char close[DELIMITER_MAX + 2] = ")";
	size_t n = 0;
	bool raw = false;

	for (size_t i = 0; i < ARRAY_SIZE(prefixes); i++)
		raw = raw || lexer_follows(lexer, prefixes[i]);
	if (!raw || lexer->text[lexer->at] != '"')
		return false;
	while (n < DELIMITER_MAX && lexer->at + 1 + n < lexer->end &&
	       !strchr("()\\ \t\n\"", lexer->text[lexer->at + 1 + n])) {
		close[1 + n] = lexer->text[lexer->at + 1 + n];
		n++;
	}
	if (byte_at(lexer, lexer->at + 1 + n) != '(')
		return false;
	close[1 + n] = '"';
	return begin_raw(lexer, n + 2, (struct bytes){ close, n + 2 }, token);
}

/* Rust: r#" ... "#; also tells a lifetime from a character. */
static bool
try_rust(struct lexer *lexer, struct token *token)
{
	size_t hashes = run_of(lexer, lexer->at, '#');
	struct string_form form = { .quote = '"', .n_quotes = 1, .many_lines = true };

	if (hashes > UINT8_MAX || byte_at(lexer, lexer->at + hashes) != '"' ||
	    !(lexer_follows(lexer, "r") || lexer_follows(lexer, "br") ||
	      lexer_follows(lexer, "cr")))
		return false;
	form.n_hashes = (unsigned char)hashes;
	return begin(lexer, &form, hashes + 1, token);
}

/* Whether one of BYTES stands right in front: what begins with a run of them was tried where the
 * run begins. */
static bool
lexer_stands_behind(const struct lexer *lexer, const char *bytes)
{
	unsigned char before = lexer->at ? (unsigned char)lexer->text[lexer->at - 1] : '\0';

	return before && strchr(bytes, before);
}

/* C#: any of $ and @ in front, or three quotes and more. */
static bool
try_csharp(struct lexer *lexer, struct token *token)
{
	struct string_form form = { .quote = '"', .n_quotes = 1, .escape = '\\' };
	size_t n = 0, dollars = 0, quotes;
	unsigned char c;

	if (lexer_stands_behind(lexer, "$@"))
		return false;
	for (; ((c = byte_at(lexer, lexer->at + n)) == '$' || c == '@') && n < RUN_MAX; n++) {
		dollars += c == '$';
		if (c == '@') {
			form.escape = '\0';
			form.doubled = form.many_lines = true;
		}
	}
	quotes = run_of(lexer, lexer->at + n, '"');
	if (quotes == 0 || dollars > UINT8_MAX || quotes > UINT8_MAX || (n == 0 && quotes < 3))
		return false;
	if (quotes >= 3 && !form.doubled) {
		form.n_quotes = (unsigned char)quotes;
		form.escape = '\0';
		form.many_lines = true;
		n += quotes - 1;
	}
	if (dollars) {
		form.hole = HOLE_BRACES;
		form.n_braces = (unsigned char)dollars;
	}
	return begin(lexer, &form, n + 1, token);
}

/* Swift: #" ... "#, where \#( begins code. */
static bool
try_swift(struct lexer *lexer, struct token *token)
{
	struct string_form form = { .quote = '"', .hole = HOLE_BACKSLASH_PAREN };
	size_t hashes, quotes;

	if (lexer_stands_behind(lexer, "#"))
		return false;
	hashes = run_of(lexer, lexer->at, '#');
	quotes = run_of(lexer, lexer->at + hashes, '"');
	if (hashes == 0 || hashes > UINT8_MAX || quotes == 0)
		return false;
	form.n_quotes = quotes >= 3 ? 3 : 1;
	form.many_lines = quotes >= 3;
	form.n_hashes = (unsigned char)hashes;
	return begin(lexer, &form, hashes + form.n_quotes, token);
}

/* Scala: a word right in front makes ${ } code. */
static bool
try_scala(struct lexer *lexer, struct token *token)
{
	struct string_form form = { .quote = '"', .n_quotes = 1, .hole = HOLE_DOLLAR_BRACE };

	if (lexer->text[lexer->at] != '"' || lexer->word_end != lexer->at || lexer->at == 0)
		return false;
	form.escape = '\\';
	if (run_of(lexer, lexer->at, '"') >= 3) {
		form.n_quotes = 3;
		form.many_lines = true;
		form.escape = '\0';
	}
	return begin(lexer, &form, form.n_quotes, token);
}

/* Lua: [==[ ... ]==]. */
static bool
try_lua(struct lexer *lexer, struct token *token)
{
	char close[64] = "]";
	size_t n = run_of(lexer, lexer->at + 1, '=');

	if (lexer->text[lexer->at] != '[' || n > sizeof(close) - 3 ||
	    byte_at(lexer, lexer->at + 1 + n) != '[')
		return false;
	memset(close + 1, '=', n);
	close[n + 1] = ']';
	return begin_raw(lexer, n + 2, (struct bytes){ close, n + 2 }, token);
}

/* The shell: $'...' knows escapes. */
static bool
try_shell(struct lexer *lexer, struct token *token)
{
	static const struct string_form form = {
		.quote = '\'', .n_quotes = 1, .escape = '\\', .many_lines = true
	};

	if (lexer->text[lexer->at] != '\'' || !lexer_follows(lexer, "$"))
		return false;
	return begin(lexer, &form, 1, token);
}

/* Ruby: %w[ ... ] and its like, to the first closing bracket of the kind. */
static bool
try_ruby(struct lexer *lexer, struct token *token)
{
	static const char opening[] = "[({<", closing[] = "])}>";
	size_t at = lexer->at + 1;
	const char *kind;

	if (lexer->text[lexer->at] != '%' || (lexer->value && !lexer->line_start))
		return false;
	if (strchr("wWiIqQrsx", byte_at(lexer, at)) && byte_at(lexer, at))
		at++;
	kind = at < lexer->end && lexer->text[at] ? strchr(opening, lexer->text[at]) : NULL;
	if (!kind)
		return false;
	return begin_raw(lexer, at + 1 - lexer->at, (struct bytes){ &closing[kind - opening], 1 },
			 token);
}

static bool
try_special(struct lexer *lexer, struct token *token)
{
	switch (lexer->language->id) {
	case LANGUAGE_CPP:
	case LANGUAGE_OBJECTIVE_C:
	case LANGUAGE_C:
		return try_cpp(lexer, token);
	case LANGUAGE_RUST:
		return try_rust(lexer, token);
	case LANGUAGE_CSHARP:
		return try_csharp(lexer, token);
	case LANGUAGE_SWIFT:
		return try_swift(lexer, token);
	case LANGUAGE_SCALA:
		return try_scala(lexer, token);
	case LANGUAGE_LUA:
		return try_lua(lexer, token);
	case LANGUAGE_SHELL:
		return try_shell(lexer, token);
	case LANGUAGE_RUBY:
		return try_ruby(lexer, token);
	default:
		return false;
	}
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

	if (try_special(lexer, token))
		return true;
	if ((c != '"' && c != '\'' && c != '`') || is_lifetime(lexer))
		return false;
	for (const struct string_form *form = lexer->language->strings; form->quote; form++) {
		if (c == form->quote && ends_at(lexer, form, lexer->at))
			return begin(lexer, form, form->n_quotes, token);
	}
	return false;
}
