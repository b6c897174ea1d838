#ifndef WRIT_SOURCE_LEXER_IMPL_H
#define WRIT_SOURCE_LEXER_IMPL_H

/*
 * What the parts of the lexer share. Those that begin with lexer_try_ return whether what they know
 * stands at the lexer's place; if so they have passed it and filled the token.
 */

#include "source/lexer.h"

static inline unsigned char
byte_at(const struct lexer *lexer, size_t at)
{
	return at < lexer->end ? (unsigned char)lexer->text[at] : '\0';
}

static inline bool
is_letter(unsigned char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c >= 0x80;
}

static inline bool
is_digit(unsigned char c)
{
	return c >= '0' && c <= '9';
}

static inline bool
has_trait(const struct lexer *lexer, enum language_trait trait)
{
	return (lexer->language->traits & trait) != 0;
}

static inline void
lexer_mark(struct lexer *lexer, enum view view, size_t from, size_t to)
{
	if (lexer->mark && to > from)
		lexer->mark(lexer->mark_ctx, view, from, to);
}

/* Whether TEXT stands at place AT. */
bool lexer_sees(const struct lexer *lexer, size_t at, const char *text);
/* Where the line that holds place AT ends: its line feed, or the end. */
size_t lexer_line_end(const struct lexer *lexer, size_t at);
/* Where TEXT stands next, from AT on; the end when it does not. */
size_t lexer_search(const struct lexer *lexer, size_t at, struct bytes text);
/* False, and the file is given up, when it is nested too deep. */
bool lexer_push(struct lexer *lexer, enum nest_kind kind);
static inline struct nest *
lexer_top(const struct lexer *lexer)
{
	return lexer->n_nests ? &lexer->nests[lexer->n_nests - 1] : NULL;
}

static inline bool
lexer_is_in(const struct lexer *lexer, enum nest_kind kind)
{
	return lexer->n_nests && lexer->nests[lexer->n_nests - 1].kind == kind;
}

/* Whether the last token was the word WORD and ends where the lexer stands. */
bool lexer_follows(const struct lexer *lexer, const char *word);

/* lexer_token.c: each passes what stands at the lexer's place and fills TOKEN, whose start is set.
 */
void lexer_take_word(struct lexer *lexer, struct token *token);
/* A name in backquotes, which may hold anything; false when none stands here. */
bool lexer_try_quoted_name(struct lexer *lexer, struct token *token);
void lexer_take_number(struct lexer *lexer, struct token *token);
void lexer_take_punctuation(struct lexer *lexer, struct token *token);
void lexer_take_opening(struct lexer *lexer, struct token *token);
void lexer_take_closing(struct lexer *lexer, struct token *token);
/* Ends TOKEN at the lexer's place. */
void lexer_finish(struct lexer *lexer, struct token *token, enum token_kind kind);
/* How many bytes at AT are a blank beyond ASCII, which some languages allow between words: 0 for
 * none. It parts words in all of them, so that no word is hidden in a longer one. */
size_t lexer_wide_blank(const struct lexer *lexer, size_t at);

/* Whether the escape at AT, a backslash and a `u`, stands for one of BYTES. */
bool lexer_is_disguise(const struct lexer *lexer, size_t at, const char *bytes);

/* lexer_comment.c: passes a comment that stands at the lexer's place. */
bool lexer_pass_comment(struct lexer *lexer);

/* lexer_raw.c: strings that are one language's own. */
bool lexer_try_special(struct lexer *lexer, struct token *token);

/* No further than any opening or closing counts: the same bytes are looked at again and again. */
enum { RUN_MAX = UINT8_MAX + 1 };
/* How often C stands from AT on, RUN_MAX at the most. */
size_t lexer_run_of(const struct lexer *lexer, size_t at, char c);
/* A string of FORM begins here, with OPENING bytes; true. */
bool lexer_begin_string(struct lexer *lexer, const struct string_form *form, size_t opening,
			struct token *token);

/* lexer_string.c: the quote, or what may begin a string, is at the lexer's place. */
bool lexer_try_string(struct lexer *lexer, struct token *token);
/* Goes on with the string whose hole has just been closed. */
void lexer_resume_string(struct lexer *lexer, const struct string_form *form, struct token *token);
/* Ends TOKEN, a string that began at token->start, here; its inner part was set. */
void lexer_end_string(struct lexer *lexer, struct token *token, enum token_kind kind);

/* lexer_heredoc.c */
bool lexer_try_heredoc(struct lexer *lexer, struct token *token);
/* At the start of a line: passes the texts that were announced on the line before. */
void lexer_pass_heredocs(struct lexer *lexer);

/* lexer_regex.c: a slash that is no comment is at the lexer's place. */
bool lexer_try_regex(struct lexer *lexer, struct token *token);

/* lexer_jsx.c: a `<` where a value may begin. */
bool lexer_try_jsx(struct lexer *lexer);
/* The next token within a tag or between tags; false when code goes on. */
bool lexer_in_jsx(struct lexer *lexer, struct token *token);

/* lexer_tags.c: passes the text outside of <?php ?> or <script>. */
void lexer_pass_outside(struct lexer *lexer);
/* Whether code ends here. */
bool lexer_at_closing_tag(const struct lexer *lexer);

#endif
