#include "config.h"

#include "source/lexer_impl.h"

#include "base/macros.h"

/* Where the regular expression that would begin at the lexer's place ends, at its second slash; 0
 * when its line ends before, at *STOP. */
static size_t
regex_end(const struct lexer *lexer, size_t *stop)
{
	bool in_class = false;
	size_t at = lexer->at + 1;

	for (; at < lexer->end; at++) {
		switch (lexer->text[at]) {
		case '\n':
		case '\r':
			*stop = at;
			return 0;
		case '\\':
			if (byte_at(lexer, at + 1) != '\n')
				at++;
			break;
		case '[':
			in_class = true;
			break;
		case ']':
			in_class = false;
			break;
		case '/':
			if (!in_class)
				return at;
			break;
		default:
			break;
		}
	}
	*stop = lexer->end;
	return 0;
}

/* In Ruby a word may be a method that takes the expression: `puts /a/`. */
static bool
may_begin(const struct lexer *lexer)
{
	unsigned char before = lexer->at ? (unsigned char)lexer->text[lexer->at - 1] : '\n';
	unsigned char next = byte_at(lexer, lexer->at + 1);

	if (!lexer->value)
		return true;
	return lexer->language->id == LANGUAGE_RUBY && lexer->word_end > 0 && before == ' ' &&
	       next != ' ' && next != '=';
}

/* Whether the token before is the word WORD. */
static bool
was_word(const struct lexer *lexer, const char *word)
{
	return lexer->word_end > 0 &&
	       bytes_equal_string(
		       (struct bytes){ lexer->text + lexer->word, lexer->word_end - lexer->word },
		       word);
}

/* Behind a brace or a parenthesis, and behind two words that are names as well, it is a guess that
 * this is an expression and no division. A guess must not hide an import
 * or a class. */
static bool
may_hide_statement(const struct lexer *lexer, size_t end)
{
	static const char *const words[] = { "import", "require", "export", "class " };
	struct lexer body = *lexer;

	if (lexer->last != '}' && lexer->last != ')' && !was_word(lexer, "yield") &&
	    !was_word(lexer, "await"))
		return false;
	body.end = end;
	for (size_t i = 0; i < ARRAY_SIZE(words); i++) {
		if (lexer_search(&body, lexer->at, bytes_of(words[i])) < end)
			return true;
	}
	return false;
}

bool
lexer_try_regex(struct lexer *lexer, struct token *token)
{
	size_t end, stop = 0;

	if (!has_trait(lexer, TRAIT_REGEX) || !may_begin(lexer) || lexer->at < lexer->no_regex)
		return false;
	end = regex_end(lexer, &stop);
	if (end == 0) {
		lexer->no_regex = stop;
		return false;
	}
	if (lexer->language->id != LANGUAGE_RUBY && may_hide_statement(lexer, end)) {
		lexer_give_up(lexer, lexer->at);
		lexer_finish(lexer, token, TOKEN_END);
		return true;
	}
	token->inner = lexer->at + 1;
	token->inner_end = end;
	lexer->at = end + 1;
	while (is_letter(byte_at(lexer, lexer->at)))
		lexer->at++;
	lexer_end_string(lexer, token, TOKEN_REGEX);
	return true;
}
