#ifndef WRIT_MANIFEST_RUBY_TOKEN_H
#define WRIT_MANIFEST_RUBY_TOKEN_H

/*
 * As much of Ruby's words as a Gemfile needs that states its dependencies: a program can compute
 * them as well, and nobody knows what without running it.
 */

#include "manifest/reader.h"

enum ruby_token_kind {
	RUBY_END,     /* of the file */
	RUBY_BREAK,   /* of a statement: the end of a line that is not continued, `;` */
	RUBY_WORD,    /* gem, do */
	RUBY_LABEL,   /* git: */
	RUBY_SYMBOL,  /* :git */
	RUBY_STRING,  /* 'x', "x", %q<x>, %(x) */
	RUBY_OTHER,   /* %w[x], /x/, `x`: nothing that could be a name */
	RUBY_MARK,    /* any other byte, and => */
	RUBY_UNCLEAR, /* what may be read in two ways; the text says why. Nothing follows it. */
};

struct ruby_token {
	enum ruby_token_kind kind;
	struct bytes text; /* without quotes and colons */
	uint32_t line, column;
};

struct ruby_scan {
	struct bytes text;
	size_t at, line_start;
	uint32_t line;
	/* For each byte that closes a quote: up to where none is. A line can be the whole file. And
	 * the next one at all, in whichever line. */
	size_t unclosed_to[256], next_close[256];
	size_t plain_to;           /* up to where the line has no quotes and comments */
	enum ruby_token_kind last; /* of the token before, and its first byte */
	char last_byte;
	const char *unclear; /* why */
	bool continued;      /* the line goes on: the last token was a comma, or opens something */
};

void ruby_scan_init(struct ruby_scan *scan, struct bytes text);
/* A quote that is not closed on its line is a mark, so it hides nothing behind that line; it is
 * unclear where a call stands behind its end in another line. */
struct ruby_token ruby_token_next(struct ruby_scan *scan);

#endif
