#ifndef WRIT_DECISIONS_MARKDOWN_LINE_H
#define WRIT_DECISIONS_MARKDOWN_LINE_H

/*
 * What single lines of Markdown are: headings (CommonMark 0.31, 4.2 and 4.3) and the fields that
 * adr-tools and log4brains write.
 */

#include "base/bytes.h"

/* The level of the heading "## Title ##" and its text; 0 when LINE is none. */
size_t line_heading(struct bytes line, struct bytes *text);
/* A line of '=' or '-', which makes a heading of the text above it. */
bool line_is_underline(struct bytes line);
/* "- Status: accepted", "* Date: 2024-01-02", "Date: 2024-01-02": key and value, without emphasis;
 * ITEM says whether it is one of a list. */
bool line_field(struct bytes line, struct bytes *key, struct bytes *value, bool *item);

#endif
