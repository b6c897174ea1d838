#ifndef WRIT_AGENTS_MARKDOWN_ENTRY_H
#define WRIT_AGENTS_MARKDOWN_ENTRY_H

/*
 * Parts of a page of Markdown about decisions. All that comes from a decision goes through
 * base/markdown.h.
 */

#include "base/buf.h"
#include "base/pattern.h"

/* "- NAME: text", a line. */
void markdown_item(struct buf *out, const char *name, struct bytes text);
/* Code spans with commas between them; EMPTY for none. */
void markdown_patterns(struct buf *out, const struct pattern_list *list, const char *empty);
/* A quotation, each line behind "> ", with a blank line after it; nothing when TEXT is empty. */
void markdown_quote(struct buf *out, struct bytes text, bool shortened);

#endif
