#ifndef WRIT_DECISIONS_LINES_H
#define WRIT_DECISIONS_LINES_H

/*
 * A file line by line, with numbers; LF and CRLF end a line.
 */

#include <stddef.h>

#include "base/bytes.h"

struct lines {
	struct bytes text;
	size_t at;     /* where the next line begins */
	size_t start;  /* where the line that was read last begins */
	size_t number; /* its number; before the first line, one less than that line's */
};

/* Takes the next line, without its end; false at the end of the text. */
static inline bool
lines_next(struct lines *lines, struct bytes *line)
{
	struct bytes rest = bytes_slice(lines->text, lines->at, lines->text.len);
	const char *end;

	if (rest.len == 0)
		return false;
	end = memchr(rest.data, '\n', rest.len);
	*line = end ? bytes_slice(rest, 0, (size_t)(end - rest.data)) : rest;
	lines->start = lines->at;
	lines->at += line->len + (end != NULL);
	lines->number++;
	if (line->len > 0 && line->data[line->len - 1] == '\r')
		line->len--;
	return true;
}

#endif
