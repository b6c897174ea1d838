#ifndef WRIT_SOURCE_LEXER_H
#define WRIT_SOURCE_LEXER_H

/*
 * Cuts a source file into tokens: words, strings, punctuation; comments are passed over. It takes
 * any bytes, looks at each a bounded number of times, does not recurse and allocates only for the
 * depth of the nesting. It knows just enough of each language to tell code from comments and
 * strings, which is what imports and views need; it does not check the language's grammar.
 *
 * A construct that the file does not end, or nesting deeper than NESTING_MAX, makes the file
 * `partial`: what was seen up to there stands, nothing is known of the rest.
 */

#include <stdint.h>

#include "base/bytes.h"
#include "source/language.h"

enum { NESTING_MAX = 100000, HEREDOCS_MAX = 8 };

enum token_kind {
	TOKEN_END,
	TOKEN_WORD,
	TOKEN_NUMBER,
	TOKEN_STRING,   /* all of it is a literal */
	TOKEN_TEMPLATE, /* a piece of a string with code in it; the code follows as tokens */
	TOKEN_REGEX,
	TOKEN_PUNCTUATION, /* one byte */
};

struct token {
	enum token_kind kind;
	bool line_start;         /* the first one of its line */
	size_t start, end;       /* offsets in the text */
	size_t inner, inner_end; /* of a string: between its quotes */
};

/* What a run of the text is. Everything that is neither is code. */
enum view { VIEW_CODE, VIEW_COMMENTS, VIEW_STRINGS, VIEW_COUNT };
typedef void mark_fn(void *ctx, enum view view, size_t from, size_t to);

/* Something that was opened and is not closed yet. */
enum nest_kind {
	NEST_PAREN,
	NEST_HEAD, /* the parentheses of `if (...)`, behind which a regular expression may stand */
	NEST_BRACKET,
	NEST_BLOCK,
	NEST_VALUE, /* the braces of an object */
	NEST_HOLE,  /* code within a string */
	NEST_TAG,   /* JSX */
	NEST_CHILDREN,
};

struct nest {
	enum nest_kind kind;
	size_t at;
	struct string_form form; /* of NEST_HOLE */
};

struct heredoc {
	size_t word, word_len; /* what ends it */
};

struct lexer {
	const struct language *language;
	const char *text;
	size_t at, end;
	const unsigned char *classes;
	mark_fn *mark; /* NULL: nobody asks for views */
	void *mark_ctx;

	struct nest *nests; /* heap */
	size_t n_nests, nests_room;
	struct heredoc heredocs[HEREDOCS_MAX]; /* that begin with the next line */
	size_t n_heredocs;

	bool line_start;       /* no token yet on this line */
	bool value;            /* the token before ends a value: a slash divides it */
	bool head;             /* the word before takes a condition in parentheses */
	size_t word, word_end; /* the word before, if that was the last token */
	unsigned char last;    /* the punctuation before, 0 if the last token is none */
	unsigned char before_last;
	size_t no_regex; /* none begins before this place: one that did not end was tried */
	bool outside;    /* of the tags that hold code */

	bool partial;
	size_t partial_at; /* where what is not ended begins */
};

void lexer_init(struct lexer *lexer, const struct language *language, struct bytes text,
		mark_fn *mark, void *mark_ctx);
void lexer_release(struct lexer *lexer);
/* Nothing more is known of the file: what begins at AT does not end, or is not worked out. */
void lexer_give_up(struct lexer *lexer, size_t at);
/* The next token; after the last one TOKEN_END, again and again. */
void lexer_next(struct lexer *lexer, struct token *token);

#endif
