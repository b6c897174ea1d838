#include "config.h"

#include "source/lexer_impl.h"

#include "base/macros.h"

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
	size_t hashes = lexer_run_of(lexer, lexer->at, '#');
	struct string_form form = { .quote = '"', .n_quotes = 1, .many_lines = true };

	if (hashes > UINT8_MAX || byte_at(lexer, lexer->at + hashes) != '"' ||
	    !(lexer_follows(lexer, "r") || lexer_follows(lexer, "br") ||
	      lexer_follows(lexer, "cr")))
		return false;
	form.n_hashes = (unsigned char)hashes;
	return lexer_begin_string(lexer, &form, hashes + 1, token);
}

/* Whether one of BYTES stands right in front: what begins with a run of them was tried where the
 * run begins. */
static bool
stands_behind(const struct lexer *lexer, const char *bytes)
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

	if (stands_behind(lexer, "$@"))
		return false;
	for (; ((c = byte_at(lexer, lexer->at + n)) == '$' || c == '@') && n < RUN_MAX; n++) {
		dollars += c == '$';
		if (c == '@') {
			form.escape = '\0';
			form.doubled = form.many_lines = true;
		}
	}
	quotes = lexer_run_of(lexer, lexer->at + n, '"');
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
	return lexer_begin_string(lexer, &form, n + 1, token);
}

/* Swift: #" ... "#, where \#( begins code. */
static bool
try_swift(struct lexer *lexer, struct token *token)
{
	struct string_form form = { .quote = '"', .hole = HOLE_BACKSLASH_PAREN };
	size_t hashes, quotes;

	if (stands_behind(lexer, "#"))
		return false;
	hashes = lexer_run_of(lexer, lexer->at, '#');
	quotes = lexer_run_of(lexer, lexer->at + hashes, '"');
	if (hashes == 0 || hashes > UINT8_MAX || quotes == 0)
		return false;
	form.n_quotes = quotes >= 3 ? 3 : 1;
	form.many_lines = quotes >= 3;
	form.n_hashes = (unsigned char)hashes;
	return lexer_begin_string(lexer, &form, hashes + form.n_quotes, token);
}

/* Scala: a word right in front makes ${ } code. */
static bool
try_scala(struct lexer *lexer, struct token *token)
{
	struct string_form form = { .quote = '"', .n_quotes = 1, .hole = HOLE_DOLLAR_BRACE };

	if (lexer->text[lexer->at] != '"' || lexer->word_end != lexer->at || lexer->at == 0)
		return false;
	form.escape = '\\';
	if (lexer_run_of(lexer, lexer->at, '"') >= 3) {
		form.n_quotes = 3;
		form.many_lines = true;
		form.escape = '\0';
	}
	return lexer_begin_string(lexer, &form, form.n_quotes, token);
}

/* Lua: [==[ ... ]==]. */
static bool
try_lua(struct lexer *lexer, struct token *token)
{
	char close[64] = "]";
	size_t n = lexer_run_of(lexer, lexer->at + 1, '=');

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
	return lexer_begin_string(lexer, &form, 1, token);
}

/* Where the bracket that opened in front of AT is closed, brackets within it counted; the end when
 * it is not. */
static size_t
bracket_end(const struct lexer *lexer, size_t at, char open, char close)
{
	size_t depth = 1;

	for (; at < lexer->end; at++) {
		if (lexer->text[at] == '\\')
			at++;
		else if (lexer->text[at] == open)
			depth++;
		else if (lexer->text[at] == close && --depth == 0)
			return at;
	}
	return lexer->end;
}

/* Ruby: %w[ ... ] and its like. */
static bool
try_ruby(struct lexer *lexer, struct token *token)
{
	static const char opening[] = "[({<", closing[] = "])}>";
	size_t at = lexer->at + 1;
	const char *kind;

	if (lexer->text[lexer->at] != '%' || (lexer->value && !lexer->line_start))
		return false;
	if (byte_at(lexer, at) && strchr("wWiIqQrsx", byte_at(lexer, at)))
		at++;
	kind = byte_at(lexer, at) ? strchr(opening, lexer->text[at]) : NULL;
	if (!kind)
		return false;
	token->inner = at + 1;
	token->inner_end = bracket_end(lexer, at + 1, *kind, closing[kind - opening]);
	if (token->inner_end < lexer->end)
		lexer->at = token->inner_end + 1;
	else
		lexer_give_up(lexer, token->start);
	lexer_end_string(lexer, token, TOKEN_STRING);
	return true;
}

bool
lexer_try_special(struct lexer *lexer, struct token *token)
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
