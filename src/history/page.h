#ifndef WRIT_HISTORY_PAGE_H
#define WRIT_HISTORY_PAGE_H

/*
 * A page of HTML that needs nothing beside it: no script, no font, no picture from elsewhere. Its
 * content policy (Content Security Policy Level 3) lets nothing else in than the style that it
 * holds, by the hash of it.
 */

#include <stdint.h>

#include "base/buf.h"

/* Begins the page, up to its main heading. */
void page_begin(struct buf *out, struct bytes title);
void page_end(struct buf *out);
/* Any bytes as text of an element or an attribute; what would play upon a reader is escaped. */
void page_text(struct buf *out, struct bytes text);
/* Begins a section of this heading, and a region within it that can be scrolled by keyboard. */
void page_section(struct buf *out, const char *heading, const char *introduction);
void page_section_end(struct buf *out);
/* A table up to its body; the columns end with NULL, and those of numbers begin with "#". */
void page_columns(struct buf *out, const char *caption, const char *const *columns);
void page_table_end(struct buf *out);
/* Begins a row with the cell that heads it. */
void page_row_head(struct buf *out, struct bytes text);
void page_cell(struct buf *out, struct bytes text);
void page_cell_code(struct buf *out, struct bytes text);
void page_cell_number(struct buf *out, uint64_t number);

#endif
