#ifndef WRIT_MANIFEST_RUBY_LITERAL_H
#define WRIT_MANIFEST_RUBY_LITERAL_H

/*
 * Texts, patterns and lists of words in Ruby: whatever a comment or a call in it is none. Of the
 * scanner of its tokens alone.
 */

#include "manifest/ruby_token.h"

/* The byte N bytes from where the scan is; a NUL behind the end. */
char ruby_ahead(const struct ruby_scan *scan, size_t n);
/* Whether names are made of C: any byte beyond ASCII as well. */
bool ruby_is_word(char c);
/* Takes the literal that begins here; false when none does. Sets `unclear` of the scan where that
 * cannot be said. */
bool ruby_literal_take(struct ruby_scan *scan, struct ruby_token *token);

#endif
