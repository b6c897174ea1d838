#include "config.h"

#include "source/lexer_impl.h"

#include "base/macros.h"

/* Words behind which a value begins, so that a slash begins a regular expression. `of` is a name as
 * well, and a loop over a regular expression makes no sense. */
static const char *const javascript_words[] = { "return", "typeof", "case",    "in",        "new",
						"delete", "void",   "throw",   "else",      "do",
						"yield",  "await",  "default", "instanceof" };
static const char *const ruby_words[] = { "return", "case", "when", "if",    "unless", "while",
					  "until",  "then", "else", "elsif", "and",    "or",
					  "not",    "in",   "do",   "yield" };

static bool
is_one_of(struct bytes word, const char *const *words, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		if (word.data[0] == words[i][0] && bytes_equal_string(word, words[i]))
			return true;
	}
	return false;
}

/* What the word that was passed says about what comes behind it. */
static void
note_word(struct lexer *lexer, struct bytes word, bool is_member)
{
	static const char *const heads[] = { "if", "while", "for", "with" };

	lexer->value = true;
	lexer->head = false;
	if (is_member || word.len < 2 || word.len > 10)
		return;
	lexer->value = lexer->language->id == LANGUAGE_RUBY
			       ? !is_one_of(word, ruby_words, ARRAY_SIZE(ruby_words))
			       : !is_one_of(word, javascript_words, ARRAY_SIZE(javascript_words));
	lexer->head = is_one_of(word, heads, ARRAY_SIZE(heads));
}

void
lexer_finish(struct lexer *lexer, struct token *token, enum token_kind kind)
{
	token->kind = kind;
	token->end = lexer->at;
	lexer->line_start = false;
	lexer->before_last = lexer->last;
	lexer->last = 0;
	lexer->word_end = 0;
}

size_t
lexer_wide_blank(const struct lexer *lexer, size_t at)
{
	unsigned char a = byte_at(lexer, at), b = byte_at(lexer, at + 1),
		      c = byte_at(lexer, at + 2);

	if (a == 0xc2)
		return b == 0xa0 || b == 0x85 ? 2 : 0;
	if (a == 0xe1 && b == 0x9a)
		return c == 0x80 ? 3 : 0;
	if (a == 0xe2 && b == 0x80)
		return c <= 0x8a || c == 0x8e || c == 0x8f || c == 0xa8 || c == 0xa9 || c == 0xaf
			       ? 3
			       : 0;
	if (a == 0xe2 && b == 0x81)
		return c == 0x9f ? 3 : 0;
	if (a == 0xe3 && b == 0x80)
		return c == 0x80 ? 3 : 0;
	return a == 0xef && b == 0xbb && c == 0xbf ? 3 : 0;
}

static bool
continues_word(const struct lexer *lexer, unsigned char c)
{
	if (c >= 0x80)
		return lexer_wide_blank(lexer, lexer->at) == 0;
	return is_letter(c) || is_digit(c) || (c == '$' && has_trait(lexer, TRAIT_DOLLAR_WORDS));
}

void
lexer_take_word(struct lexer *lexer, struct token *token)
{
	/* `a.return` and `a?.return` are members, `...return` is not. */
	bool is_member = lexer->last == '.' && lexer->before_last != '.';

	lexer->at++;
	while (continues_word(lexer, byte_at(lexer, lexer->at)))
		lexer->at++;
	lexer_finish(lexer, token, TOKEN_WORD);
	lexer->word = token->start;
	lexer->word_end = token->end;
	if (has_trait(lexer, TRAIT_REGEX))
		note_word(lexer,
			  (struct bytes){ lexer->text + token->start, token->end - token->start },
			  is_member);
}

bool
lexer_try_quoted_name(struct lexer *lexer, struct token *token)
{
	enum language_id id = lexer->language->id;
	size_t end = lexer->at + 1;

	if (lexer->text[lexer->at] != '`' ||
	    (id != LANGUAGE_KOTLIN && id != LANGUAGE_SCALA && id != LANGUAGE_SWIFT))
		return false;
	while (end < lexer->end && lexer->text[end] != '`' && lexer->text[end] != '\n')
		end++;
	if (byte_at(lexer, end) != '`')
		return false;
	lexer->at = end + 1;
	lexer_finish(lexer, token, TOKEN_WORD);
	lexer->word = token->start;
	lexer->word_end = token->end;
	return true;
}

static bool
continues_number(const struct lexer *lexer, size_t at)
{
	unsigned char c = byte_at(lexer, at);
	unsigned char next = byte_at(lexer, at + 1);

	if (is_letter(c) || is_digit(c))
		return true;
	if (c == '\'' && has_trait(lexer, TRAIT_QUOTED_PARTS))
		return is_letter(next) || is_digit(next);
	return c == '.' && is_digit(next);
}

void
lexer_take_number(struct lexer *lexer, struct token *token)
{
	lexer->at++;
	while (continues_number(lexer, lexer->at))
		lexer->at++;
	lexer_finish(lexer, token, TOKEN_NUMBER);
	lexer->value = true;
}

void
lexer_take_punctuation(struct lexer *lexer, struct token *token)
{
	unsigned char c = (unsigned char)lexer->text[lexer->at];
	unsigned char last = lexer->last;
	bool value = lexer->value;

	lexer->at++;
	lexer_finish(lexer, token, TOKEN_PUNCTUATION);
	lexer->last = c;
	lexer->head = false;
	/* `a++ / b`; and `a! / b`, which says that a is not null. */
	lexer->value = ((c == '+' || c == '-') && last == c) || (c == '!' && value);
}

/* Whether the brace at the lexer's place begins an object rather than a block. */
static bool
begins_object(const struct lexer *lexer)
{
	const struct nest *top = lexer_top(lexer);

	switch (lexer->last) {
	case 0:
		return lexer->word_end > 0 && !lexer->value &&
		       !bytes_equal_string((struct bytes){ lexer->text + lexer->word,
							   lexer->word_end - lexer->word },
					   "else") &&
		       !bytes_equal_string((struct bytes){ lexer->text + lexer->word,
							   lexer->word_end - lexer->word },
					   "do");
	case ')':
	case ';':
	case '{':
	case '}':
		return false;
	case '>':
		return lexer->before_last != '=';
	case ':':
		return top && top->kind != NEST_BLOCK;
	default:
		return true;
	}
}

void
lexer_take_opening(struct lexer *lexer, struct token *token)
{
	enum nest_kind kind = NEST_BRACKET;
	bool head = lexer->head;
	char c = lexer->text[lexer->at];

	if (c == '(')
		kind = head ? NEST_HEAD : NEST_PAREN;
	else if (c == '{')
		kind = begins_object(lexer) ? NEST_VALUE : NEST_BLOCK;
	lexer_take_punctuation(lexer, token);
	lexer->value = false;
	lexer_push(lexer, kind);
}

static bool
closes(const struct nest *nest, char c)
{
	switch (nest->kind) {
	case NEST_PAREN:
	case NEST_HEAD:
		return c == ')';
	case NEST_BRACKET:
		return c == ']';
	case NEST_BLOCK:
	case NEST_VALUE:
		return c == '}';
	case NEST_HOLE:
		return c == (nest->form.hole == HOLE_BACKSLASH_PAREN ||
					     nest->form.hole == HOLE_DOLLAR_PAREN
				     ? ')'
				     : '}');
	case NEST_TAG:
	case NEST_CHILDREN:
		break;
	}
	return false;
}

/* What is not closed in order is taken as it comes: code may be cut by a preprocessor. */
void
lexer_take_closing(struct lexer *lexer, struct token *token)
{
	const struct nest *top = lexer_top(lexer);
	bool value = true;

	if (top && closes(top, lexer->text[lexer->at])) {
		struct nest nest = *top;

		lexer->n_nests--;
		if (nest.kind == NEST_HOLE) {
			lexer_resume_string(lexer, &nest.form, token);
			return;
		}
		value = nest.kind != NEST_HEAD && nest.kind != NEST_BLOCK;
	}
	lexer_take_punctuation(lexer, token);
	lexer->value = value;
}
