#ifndef WRIT_SOURCE_IMPORT_READER_H
#define WRIT_SOURCE_IMPORT_READER_H

/*
 * What the languages share that look for imports: a window on the tokens, and how an import is put
 * together. A statement that turns out to be none is left where it was found out; the search goes
 * on there, so every token is looked at a bounded number of times.
 */

#include "source/imports.h"
#include "source/lexer.h"

enum { WINDOW = 8 };

struct import_reader {
	struct lexer lexer;
	struct token window[WINDOW]; /* a ring: the token before, this one, those ahead */
	size_t first, n;
	struct imports *imports;
	VEC(struct bytes) names; /* of the import that is being put together */
	size_t room;             /* bytes that may still be spent on joined names */
};

/* The token that the search is at; the one N behind it, at most WINDOW - 3; the one before it. */
const struct token *reader_now(struct import_reader *reader);
const struct token *reader_ahead(struct import_reader *reader, size_t n);
const struct token *reader_before(struct import_reader *reader);
/* Goes on to the next token; false at the end. */
bool reader_next(struct import_reader *reader);

struct bytes reader_text(const struct import_reader *reader, const struct token *token);
bool reader_is(const struct import_reader *reader, const struct token *token, const char *word);
/* Whether TOKEN is the punctuation C. */
bool reader_is_mark(const struct import_reader *reader, const struct token *token, char c);
/* Passes this token if it is WORD, or the punctuation C. */
bool reader_take(struct import_reader *reader, const char *word);
bool reader_take_mark(struct import_reader *reader, char c);

/* The value of a string literal without code in it: escapes are resolved. */
struct bytes reader_string(struct import_reader *reader, const struct token *token);
/* Reads words with SEPARATOR (of one or two bytes) between them and returns them so joined; empty
 * when this token is no word. Blanks and comments between them are left out. */
struct bytes reader_path(struct import_reader *reader, const char *separator);

/* PREFIX, SEPARATOR and PART as one name. A group names its prefix once and means it each time: all
 * names together are bounded by the size of the text, and beyond that the file is given up. */
struct bytes reader_join(struct import_reader *reader, struct bytes prefix, const char *separator,
			 struct bytes part);

void reader_name(struct import_reader *reader, struct bytes name);
/* Adds the import, with the names gathered since the last one. */
void
reader_add(struct import_reader *reader, enum import_kind kind, struct bytes module, size_t at);
void reader_add_computed(struct import_reader *reader, enum import_kind kind, size_t at);
/* Forgets the names. */
void reader_drop(struct import_reader *reader);

/* Each looks at one token, with the reader's help, and passes at least what it understood; the
 * token itself is passed by the caller. */
typedef void import_finder(struct import_reader *reader);
import_finder imports_c, imports_python, imports_ecmascript, imports_java, imports_kotlin,
	imports_scala, imports_go, imports_rust, imports_csharp, imports_php, imports_ruby,
	imports_swift, imports_lua, imports_shell, imports_protobuf;

#endif
