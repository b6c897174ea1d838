#ifndef WRIT_BASE_MARKDOWN_H
#define WRIT_BASE_MARKDOWN_H

/*
 * Bytes from elsewhere as part of Markdown that people and agents read: no markup of theirs gets
 * out of its place, nothing in it is invisible.
 */

#include "base/buf.h"

/* As text of a paragraph, on one line. Printable ASCII stays, and so do letters of the common
 * scripts that are written from left to right, and typographic marks; everything else (controls,
 * line ends, bidirectional and zero-width characters, variation selectors, tags, combining marks,
 * private use) becomes the escape of escape_text, and a backslash is doubled. A '<' or '&' that
 * would begin an element, a comment or a character reference becomes `&lt;` or `&amp;`. */
void markdown_text(struct buf *out, struct bytes text);
/* As a code span, with as many backquotes around it as it takes (CommonMark 0.31, 6.1). */
void markdown_code(struct buf *out, struct bytes text);

#endif
