#ifndef WRIT_MANIFEST_GO_WORDS_H
#define WRIT_MANIFEST_GO_WORDS_H

/* The lines of a go.mod, by the Go Modules Reference: words, parentheses, comments. */

#include "base/bytes.h"

enum { GO_WORDS_MAX = 8 };

/* The words of a line: texts without their quotes, and `(`, `)`, `=>` alone. More than there is
 * room for are counted. All are slices of the line. */
struct go_words {
	struct bytes items[GO_WORDS_MAX];
	size_t n;
	struct bytes comment; /* what stands behind `//` */
};

/* Cuts LINE up. False when a quote is not closed; *OPEN is what stands behind it. */
bool go_words_split(struct bytes line, struct go_words *words, struct bytes *open);
/* Whether word I, from 0, is WORD. */
bool go_word_is(const struct go_words *words, size_t i, const char *word);

/* A directive: its verb, and the words behind it begin at FROM. */
struct go_directive {
	struct bytes verb;
	struct go_words words;
	size_t from;
};

/* Puts WORDS, which are of one line, into DIRECTIVE unless the line only opens or closes a block,
 * or is empty; whether it did. *BLOCK is the verb of the block that is open, without data when none
 * is. */
bool
go_directive_of(const struct go_words *words, struct bytes *block, struct go_directive *directive);

#endif
