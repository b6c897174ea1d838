#ifndef WRIT_SOURCE_VIEWS_H
#define WRIT_SOURCE_VIEWS_H

/*
 * A source file as its code alone, its comments alone or its strings alone: each a text of the same
 * length, with blanks in place of what is left out and every line feed where it was, so that lines
 * and columns stay. Quotes and the marks of comments belong to the code and the comment; a file of
 * no known language is code.
 */

#include "source/lexer.h"

/* A heap copy of TEXT with only what VIEW shows; LANGUAGE may be NULL. *PARTIAL: the file could not
 * be read to its end, and all from *PARTIAL_AT on is shown in every view, for it may be anything.
 */
char *view_make(enum view view, const struct language *language, struct bytes text, bool *partial,
		size_t *partial_at);

#endif
