#include "config.h"

#include "source/lexer_impl.h"

/*
 * JSX: elements where JavaScript expects a value. Within a tag stand attributes, between tags text;
 * braces lead back to code.
 */

/* `<T,>(x: T) => x` and `<T extends U>(x: T) => x` are functions; and so is `<T>(x: T) => x`, which
 * TypeScript does not allow there, but in types. */
static bool
is_generic(const struct lexer *lexer, size_t at)
{
	size_t start = at;
	size_t len;

	while (is_letter(byte_at(lexer, at)) || is_digit(byte_at(lexer, at)))
		at++;
	len = at - start;
	if (lexer_sees(lexer, at, ">("))
		return len == 1 && byte_at(lexer, start) <= 'Z';
	while (byte_at(lexer, at) == ' ')
		at++;
	return byte_at(lexer, at) == ',' || lexer_sees(lexer, at, "extends ") ||
	       (lexer_sees(lexer, at, "= ") && byte_at(lexer, start) <= 'Z' && len == 1);
}

/* Opens the element whose `<` is at the lexer's place. */
static void
open_element(struct lexer *lexer)
{
	bool fragment = byte_at(lexer, lexer->at + 1) == '>';

	lexer->at += fragment ? 2 : 1;
	lexer_push(lexer, fragment ? NEST_CHILDREN : NEST_TAG);
}

/* An element does not stand right behind a brace or a parenthesis: there it is a comparison with
 * what they end, and what would be its text is code. */
bool
lexer_try_jsx(struct lexer *lexer)
{
	unsigned char next = byte_at(lexer, lexer->at + 1);

	if (!has_trait(lexer, TRAIT_JSX) || lexer->value || lexer->last == '<' ||
	    lexer->last == '}' || lexer->last == ')' || !(is_letter(next) || next == '>') ||
	    is_generic(lexer, lexer->at + 1))
		return false;
	open_element(lexer);
	return true;
}

/* The token of one byte that ends at the lexer's place; code goes on behind it. */
static bool
hand_over(struct lexer *lexer, struct token *token, bool value)
{
	token->kind = TOKEN_PUNCTUATION;
	token->line_start = false;
	token->start = lexer->at - 1;
	token->end = token->inner = token->inner_end = lexer->at;
	lexer->before_last = 0;
	lexer->last = (unsigned char)lexer->text[token->start];
	lexer->word_end = 0;
	lexer->value = value;
	return true;
}

static bool
enter_code(struct lexer *lexer, struct token *token)
{
	lexer->at++;
	lexer_push(lexer, NEST_VALUE);
	return hand_over(lexer, token, false);
}

/* Whether the element that has just been closed stood in code. */
static bool
leaves_jsx(const struct lexer *lexer)
{
	return !lexer_is_in(lexer, NEST_TAG) && !lexer_is_in(lexer, NEST_CHILDREN);
}

static void
pass_attribute_text(struct lexer *lexer)
{
	struct bytes quote = { lexer->text + lexer->at, 1 };
	size_t end = lexer_search(lexer, lexer->at + 1, quote);

	lexer_mark(lexer, VIEW_STRINGS, lexer->at + 1, end);
	if (end == lexer->end)
		lexer_give_up(lexer, lexer->at);
	else
		lexer->at = end + 1;
}

/* The types of `<List<Item> ...>`; no further than their line. */
static void
pass_types(struct lexer *lexer)
{
	size_t depth = 0;

	for (; lexer->at < lexer->end && lexer->text[lexer->at] != '\n'; lexer->at++) {
		char c = lexer->text[lexer->at];

		depth += c == '<';
		if (c == '>' && --depth == 0) {
			lexer->at++;
			return;
		}
	}
}

/* One step within a tag; true when it hands a token over. */
static bool
step_in_tag(struct lexer *lexer, struct token *token)
{
	switch (lexer->text[lexer->at]) {
	case '"':
	case '\'':
		pass_attribute_text(lexer);
		return false;
	case '{':
		return enter_code(lexer, token);
	case '<':
		pass_types(lexer);
		return false;
	case '>':
		lexer->at++;
		lexer_top(lexer)->kind = NEST_CHILDREN;
		return false;
	case '/':
		if (lexer_pass_comment(lexer))
			return false;
		lexer->at++;
		if (byte_at(lexer, lexer->at) != '>')
			return false;
		lexer->at++;
		lexer->n_nests--;
		return leaves_jsx(lexer) && hand_over(lexer, token, true);
	default:
		lexer->at++;
		return false;
	}
}

static void
pass_text(struct lexer *lexer)
{
	size_t start = lexer->at;

	while (lexer->at < lexer->end && lexer->text[lexer->at] != '<' &&
	       lexer->text[lexer->at] != '{')
		lexer->at++;
	lexer_mark(lexer, VIEW_STRINGS, start, lexer->at);
}

/* Passes `</name>`. */
static void
close_element(struct lexer *lexer)
{
	size_t end = lexer_search(lexer, lexer->at, BYTES(">"));

	if (end == lexer->end) {
		lexer_give_up(lexer, lexer->at);
		return;
	}
	lexer->at = end + 1;
	lexer->n_nests--;
}

static bool
step_in_children(struct lexer *lexer, struct token *token)
{
	pass_text(lexer);
	if (lexer->at == lexer->end)
		return false;
	if (lexer->text[lexer->at] == '{')
		return enter_code(lexer, token);
	if (byte_at(lexer, lexer->at + 1) != '/') {
		open_element(lexer);
		return false;
	}
	close_element(lexer);
	return leaves_jsx(lexer) && lexer->at > 0 && !lexer->partial &&
	       hand_over(lexer, token, true);
}

bool
lexer_in_jsx(struct lexer *lexer, struct token *token)
{
	size_t start = lexer->at;

	while (lexer->at < lexer->end && !leaves_jsx(lexer)) {
		bool handed = lexer_is_in(lexer, NEST_TAG) ? step_in_tag(lexer, token)
							   : step_in_children(lexer, token);

		if (handed)
			return true;
	}
	if (!leaves_jsx(lexer))
		lexer_give_up(lexer, start);
	return false;
}
