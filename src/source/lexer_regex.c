#include "config.h"

#include "source/lexer_impl.h"

/* Where the regular expression that would begin at the lexer's place ends, at its second slash; 0
 * when its line ends before. */
static size_t
regex_end(const struct lexer *lexer)
{
	bool in_class = false;

	for (size_t at = lexer->at + 1; at < lexer->end; at++) {
		switch (lexer->text[at]) {
		case '\n':
		case '\r':
			return 0;
		case '\\':
			at++;
			if (byte_at(lexer, at) == '\n')
				return 0;
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

bool
lexer_try_regex(struct lexer *lexer, struct token *token)
{
	size_t end;

	if (!has_trait(lexer, TRAIT_REGEX) || !may_begin(lexer) || lexer->at < lexer->no_regex)
		return false;
	end = regex_end(lexer);
	if (end == 0) {
		lexer->no_regex = lexer_line_end(lexer, lexer->at);
		return false;
	}
	token->inner = lexer->at + 1;
	token->inner_end = end;
	lexer->at = end + 1;
	while (is_letter(byte_at(lexer, lexer->at)))
		lexer->at++;
	lexer_end_string(lexer, token, TOKEN_REGEX);
	return true;
}
