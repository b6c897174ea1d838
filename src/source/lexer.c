#include "config.h"

#include "source/lexer_impl.h"

#include <stdlib.h>

#include "base/macros.h"
#include "base/vec.h"

enum byte_class {
	CLASS_PUNCTUATION,
	CLASS_BLANK,
	CLASS_LINE_FEED,
	CLASS_LETTER,
	CLASS_DIGIT,
	CLASS_QUOTE, /* may begin a string in some language */
	CLASS_SLASH,
	CLASS_MARK, /* may begin a comment that is not written with a slash */
	CLASS_LESS,
	CLASS_OPEN,
	CLASS_CLOSE,
	CLASS_BACKSLASH,
};

static const unsigned char byte_classes[256] = {
	[' '] = CLASS_BLANK,          ['\t'] = CLASS_BLANK,        ['\r'] = CLASS_LINE_FEED,
	['\f'] = CLASS_BLANK,         ['\v'] = CLASS_BLANK,        ['\n'] = CLASS_LINE_FEED,
	['\\'] = CLASS_BACKSLASH,     ['0' ... '9'] = CLASS_DIGIT, ['A' ... 'Z'] = CLASS_LETTER,
	['a' ... 'z'] = CLASS_LETTER, ['_'] = CLASS_LETTER,        [0x80 ... 0xff] = CLASS_LETTER,
	['$'] = CLASS_QUOTE,          ['"'] = CLASS_QUOTE,         ['\''] = CLASS_QUOTE,
	['`'] = CLASS_QUOTE,          ['@'] = CLASS_QUOTE,         ['%'] = CLASS_QUOTE,
	['/'] = CLASS_SLASH,          ['#'] = CLASS_MARK,          ['-'] = CLASS_MARK,
	['='] = CLASS_MARK,           ['<'] = CLASS_LESS,          ['('] = CLASS_OPEN,
	['['] = CLASS_OPEN,           ['{'] = CLASS_OPEN,          [')'] = CLASS_CLOSE,
	[']'] = CLASS_CLOSE,          ['}'] = CLASS_CLOSE,
};

void
lexer_init(struct lexer *lexer, const struct language *language, struct bytes text, mark_fn *mark,
	   void *mark_ctx)
{
	memset(lexer, 0, sizeof(*lexer));
	lexer->language = language;
	lexer->text = text.data;
	lexer->end = text.len;
	lexer->mark = mark;
	lexer->mark_ctx = mark_ctx;
	lexer->line_start = true;
	lexer->outside = has_trait(lexer, TRAIT_TAGGED);
	if (lexer_sees(lexer, 0, "\xef\xbb\xbf"))
		lexer->at = 3;
	if (lexer_sees(lexer, lexer->at, "#!") && !lexer->outside) {
		size_t end = lexer_line_end(lexer, lexer->at);

		lexer_mark(lexer, VIEW_COMMENTS, lexer->at, end);
		lexer->at = end;
	}
}

void
lexer_release(struct lexer *lexer)
{
	free(lexer->nests);
	lexer->nests = NULL;
}

bool
lexer_sees(const struct lexer *lexer, size_t at, const char *text)
{
	size_t len = strlen(text);

	return at <= lexer->end && len <= lexer->end - at &&
	       memcmp(lexer->text + at, text, len) == 0;
}

size_t
lexer_line_end(const struct lexer *lexer, size_t at)
{
	const char *found =
		at < lexer->end ? memchr(lexer->text + at, '\n', lexer->end - at) : NULL;

	return found ? (size_t)(found - lexer->text) : lexer->end;
}

size_t
lexer_search(const struct lexer *lexer, size_t at, struct bytes text)
{
	const char *found = at < lexer->end
				    ? memmem(lexer->text + at, lexer->end - at, text.data, text.len)
				    : NULL;

	return found ? (size_t)(found - lexer->text) : lexer->end;
}

void
lexer_give_up(struct lexer *lexer, size_t at)
{
	if (!lexer->partial)
		lexer->partial_at = at;
	lexer->partial = true;
	lexer->at = lexer->end;
	lexer->n_nests = 0;
}

bool
lexer_push(struct lexer *lexer, enum nest_kind kind)
{
	if (lexer->n_nests == NESTING_MAX) {
		lexer_give_up(lexer, lexer->at);
		return false;
	}
	if (lexer->n_nests == lexer->nests_room)
		vec_grow((void **)&lexer->nests, &lexer->nests_room, sizeof(*lexer->nests));
	lexer->nests[lexer->n_nests].kind = kind;
	lexer->nests[lexer->n_nests++].at = lexer->at;
	return true;
}

bool
lexer_follows(const struct lexer *lexer, const char *word)
{
	size_t len = strlen(word);

	return lexer->word_end == lexer->at && lexer->word_end - lexer->word == len && len > 0 &&
	       memcmp(lexer->text + lexer->word, word, len) == 0;
}

/* A backslash in front of a line feed is a blank where the language has it so. */
static bool
pass_continuation(struct lexer *lexer)
{
	size_t next = lexer->at + 1 + (byte_at(lexer, lexer->at + 1) == '\r');

	if (!has_trait(lexer, TRAIT_CONTINUED) || byte_at(lexer, next) != '\n' ||
	    next >= lexer->end)
		return false;
	lexer->at = next + 1;
	return true;
}

static void
pass_line_feed(struct lexer *lexer)
{
	lexer->at++;
	lexer->line_start = true;
	if (lexer->n_heredocs)
		lexer_pass_heredocs(lexer);
}

static bool
pass_wide_blank(struct lexer *lexer)
{
	size_t n = (unsigned char)lexer->text[lexer->at] < 0x80
			   ? 0
			   : lexer_wide_blank(lexer, lexer->at);

	if (n == 0 || n > lexer->end - lexer->at)
		return false;
	lexer->line_start = lexer->line_start || lexer_sees(lexer, lexer->at, "\xe2\x80\xa8") ||
			    lexer_sees(lexer, lexer->at, "\xe2\x80\xa9");
	lexer->at += n;
	return true;
}

/* Passes what stands in front of a token: 0, or -1 at the end of the text. */
static int
pass_blanks(struct lexer *lexer)
{
	while (lexer->at < lexer->end) {
		if (lexer->outside) {
			lexer_pass_outside(lexer);
			continue;
		}
		switch (byte_classes[(unsigned char)lexer->text[lexer->at]]) {
		case CLASS_BLANK:
			lexer->at++;
			continue;
		case CLASS_LETTER:
			if (!pass_wide_blank(lexer))
				return 0;
			continue;
		case CLASS_LINE_FEED:
			pass_line_feed(lexer);
			continue;
		case CLASS_SLASH:
		case CLASS_MARK:
			if (lexer_pass_comment(lexer))
				continue;
			return 0;
		case CLASS_BACKSLASH:
			if (pass_continuation(lexer))
				continue;
			return 0;
		default:
			return 0;
		}
	}
	return -1;
}

static void
take_less(struct lexer *lexer, struct token *token)
{
	if (lexer_try_heredoc(lexer, token))
		return;
	if (lexer_try_jsx(lexer) && lexer_in_jsx(lexer, token))
		return;
	if (lexer->at < lexer->end)
		lexer_take_punctuation(lexer, token);
	else
		lexer_finish(lexer, token, TOKEN_END);
}

/* Ruby: a variable that is called by a quote, `$'`, or a character, `?'`. */
static bool
names_quote(const struct lexer *lexer)
{
	unsigned char next = byte_at(lexer, lexer->at + 1);

	if (lexer->language->id != LANGUAGE_RUBY || !(next == '\'' || next == '"' || next == '`'))
		return false;
	return lexer->text[lexer->at] == '$' || (lexer->text[lexer->at] == '?' && !lexer->value);
}

static void
take_two(struct lexer *lexer, struct token *token)
{
	lexer->at += 2;
	lexer_finish(lexer, token, TOKEN_WORD);
	lexer->value = true;
}

static void
take_quote(struct lexer *lexer, struct token *token)
{
	if (names_quote(lexer)) {
		take_two(lexer, token);
		return;
	}
	if (lexer_try_quoted_name(lexer, token) || lexer_try_string(lexer, token))
		return;
	if (lexer->text[lexer->at] == '$' && has_trait(lexer, TRAIT_DOLLAR_WORDS))
		lexer_take_word(lexer, token);
	else
		lexer_take_punctuation(lexer, token);
}

/* The shell takes what follows as it stands, a quote too. In Java and JavaScript it begins a letter
 * in disguise: what it spells is not worked out. */
static void
take_backslash(struct lexer *lexer, struct token *token)
{
	bool disguises = lexer->language->id == LANGUAGE_JAVA ||
			 (has_trait(lexer, TRAIT_REGEX) && lexer->language->id != LANGUAGE_RUBY);

	if (disguises && byte_at(lexer, lexer->at + 1) == 'u') {
		lexer_give_up(lexer, lexer->at);
		lexer_finish(lexer, token, TOKEN_END);
		return;
	}
	lexer_take_punctuation(lexer, token);
	if (lexer->language->id == LANGUAGE_SHELL && lexer->at < lexer->end &&
	    lexer->text[lexer->at] != '\n')
		token->end = ++lexer->at;
}

static void
take(struct lexer *lexer, struct token *token)
{
	switch (byte_classes[(unsigned char)lexer->text[lexer->at]]) {
	case CLASS_LETTER:
		lexer_take_word(lexer, token);
		break;
	case CLASS_DIGIT:
		lexer_take_number(lexer, token);
		break;
	case CLASS_QUOTE:
		take_quote(lexer, token);
		break;
	case CLASS_LESS:
		take_less(lexer, token);
		break;
	case CLASS_OPEN:
		if (!lexer_try_string(lexer, token))
			lexer_take_opening(lexer, token);
		break;
	case CLASS_CLOSE:
		lexer_take_closing(lexer, token);
		break;
	case CLASS_SLASH:
		if (!lexer_try_regex(lexer, token))
			lexer_take_punctuation(lexer, token);
		break;
	case CLASS_MARK:
		if (!lexer_try_string(lexer, token))
			lexer_take_punctuation(lexer, token);
		break;
	case CLASS_BACKSLASH:
		take_backslash(lexer, token);
		break;
	default:
		if (names_quote(lexer))
			take_two(lexer, token);
		else
			lexer_take_punctuation(lexer, token);
		break;
	}
}

/* At the end: braces may be left open by a preprocessor, strings and elements may not. */
static void
check_nests(struct lexer *lexer)
{
	for (size_t i = 0; i < lexer->n_nests; i++) {
		if (lexer->nests[i].kind >= NEST_HOLE) {
			lexer_give_up(lexer, lexer->nests[i].at);
			return;
		}
	}
	lexer->n_nests = 0;
}

void
lexer_next(struct lexer *lexer, struct token *token)
{
	if ((lexer_is_in(lexer, NEST_TAG) || lexer_is_in(lexer, NEST_CHILDREN)) &&
	    lexer_in_jsx(lexer, token))
		return;
	if (pass_blanks(lexer) < 0) {
		check_nests(lexer);
		token->line_start = true;
		token->start = lexer->end;
		lexer_finish(lexer, token, TOKEN_END);
		return;
	}
	token->line_start = lexer->line_start;
	token->start = lexer->at;
	token->inner = token->inner_end = lexer->at;
	if (has_trait(lexer, TRAIT_TAGGED) && lexer_at_closing_tag(lexer)) {
		lexer->outside = true;
		lexer_take_punctuation(lexer, token);
		return;
	}
	take(lexer, token);
}
