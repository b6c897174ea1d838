#ifndef WRIT_BASE_REGEX_LEXER_H
#define WRIT_BASE_REGEX_LEXER_H

/*
 * The items of a pattern in PCRE2's syntax (pcre2pattern(3)), as far as prefilter_find needs to
 * tell them apart: what is one given byte, what is something else, what repeats what. Comments,
 * quotes and the white space of (?x) are no items. Anything that is not certain is ITEM_UNSURE.
 */

#include "base/bytes.h"

enum regex_item_kind {
	ITEM_END,
	ITEM_BYTE,
	ITEM_OTHER,  /* matches something else, perhaps nothing: a class, an escape, a reference */
	ITEM_ASSERT, /* matches a place: ^ $ \b */
	ITEM_REPEAT, /* repeats the item before it, MIN times or more */
	ITEM_OPEN,   /* a group */
	ITEM_LOOK,   /* a lookaround, which ends with ITEM_CLOSE too */
	ITEM_CLOSE,
	ITEM_BAR,
	ITEM_UNSURE,
};

struct regex_flags {
	bool caseless, extended;
};

struct regex_item {
	enum regex_item_kind kind;
	char byte;                /* of ITEM_BYTE */
	bool caseless;            /* of ITEM_BYTE */
	unsigned min;             /* of ITEM_REPEAT; up to 99,999 */
	struct regex_flags flags; /* of ITEM_OPEN and ITEM_LOOK: to restore after the close */
};

struct regex_lexer {
	struct bytes rest;
	struct regex_flags flags;
	bool quoting; /* between \Q and \E */
};

/* Takes the next item off LEXER, which begins as { pattern }. */
struct regex_item regex_lex(struct regex_lexer *lexer);

#endif
