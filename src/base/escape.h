#ifndef WRIT_BASE_ESCAPE_H
#define WRIT_BASE_ESCAPE_H

/*
 * Bytes that came from elsewhere, made safe to show. What is printed is ASCII; everything else is
 * visible as an escape, so that a terminal, a log or a reader cannot be played upon.
 */

#include "base/buf.h"

/* For a terminal or log: printable ASCII as it is; a backslash, control bytes and DEL as `\\`,
 * `\n`, `\t`, `\r`, `\xNN`; well-formed UTF-8 as `\uNNNN` or `\u{NNNNN}`; other bytes as `\xNN`. */
void escape_text(struct buf *out, struct bytes b);
/* The same, cut behind MAX columns with "..." (which counts); returns the columns written. */
size_t escape_text_cut(struct buf *out, struct bytes b, size_t max);
/* For a reader of UTF-8: as escape_text, but well-formed characters that are neither control
 * characters nor change how others are shown (directions, zero width) stay as they are, and so does
 * a backslash: what is shown is to be compared and copied. */
void escape_controls(struct buf *out, struct bytes b);
/* A tab is shown as blanks up to the next multiple of 8 (STYLE of a code frame), the rest as
 * escape_text does; returns the columns written. COLUMN is where it starts, from 0. */
size_t escape_source(struct buf *out, struct bytes b, size_t column);
/* The same, cut behind MAX columns with "..." (which counts). */
size_t escape_source_cut(struct buf *out, struct bytes b, size_t column, size_t max);
/* A JSON string with its quotes (RFC 8259), ASCII only; what is not UTF-8 becomes U+FFFD. */
void escape_json(struct buf *out, struct bytes b);
/* RFC 4648 base64, with padding, no line breaks. */
void escape_base64(struct buf *out, struct bytes b);

#endif
