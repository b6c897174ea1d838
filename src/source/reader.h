#ifndef WRIT_SOURCE_READER_H
#define WRIT_SOURCE_READER_H

/*
 * A window on the tokens of a file, for those who look for statements in it. A statement that turns
 * out to be none is left where it was found out; the search goes on there, so every token is looked
 * at a bounded number of times.
 */

#include "base/arena.h"
#include "source/lexer.h"

enum { WINDOW = 8 };

struct reader {
	struct lexer lexer;
	struct token window[WINDOW]; /* a ring: the token before, this one, those ahead */
	size_t first, n;
	struct arena *arena; /* of what is put together */
	size_t room;         /* bytes that may still be spent on joined names */
};

/* What is put together lives in ARENA. TEXT must outlive the reader and what it found. */
void reader_init(struct reader *reader, const struct language *language, struct bytes text,
		 struct arena *arena);
void reader_release(struct reader *reader);

/* The token that the search is at; the one N behind it, at most WINDOW - 3; the one before it. */
const struct token *reader_now(struct reader *reader);
const struct token *reader_ahead(struct reader *reader, size_t n);
const struct token *reader_before(struct reader *reader);
/* Goes on to the next token; false at the end. */
bool reader_next(struct reader *reader);

struct bytes reader_text(const struct reader *reader, const struct token *token);
bool reader_is(const struct reader *reader, const struct token *token, const char *word);
/* Whether TOKEN is the punctuation C. */
bool reader_is_mark(const struct reader *reader, const struct token *token, char c);
/* Passes this token if it is WORD, or the punctuation C. */
bool reader_take(struct reader *reader, const char *word);
bool reader_take_mark(struct reader *reader, char c);

/* The value of a string literal without code in it: escapes are resolved. */
struct bytes reader_string(struct reader *reader, const struct token *token);
/* Reads words with SEPARATOR (of one or two bytes) between them and returns them so joined; empty
 * when this token is no word. Blanks and comments between them are left out. */
struct bytes reader_path(struct reader *reader, const char *separator);

/* PREFIX, SEPARATOR and PART as one name. A group names its prefix once and means it each time: all
 * names together are bounded by the size of the text, and beyond that the file is given up. */
struct bytes
reader_join(struct reader *reader, struct bytes prefix, const char *separator, struct bytes part);

#endif
