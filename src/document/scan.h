#ifndef WRIT_DOCUMENT_SCAN_H
#define WRIT_DOCUMENT_SCAN_H

/*
 * Going through a text byte by byte, for the formats that have a reader of our own.
 */

#include "document/builder.h"

struct scan {
	struct builder *builder;
	struct bytes text;
	size_t at;
};

enum { SCAN_END = -1 };

/* The byte AHEAD of the place, SCAN_END behind the text. */
static inline int
scan_ahead(const struct scan *scan, size_t ahead)
{
	return ahead < scan->text.len - scan->at ? (unsigned char)scan->text.data[scan->at + ahead]
						 : SCAN_END;
}

static inline int
scan_peek(const struct scan *scan)
{
	return scan_ahead(scan, 0);
}

/* Goes behind LITERAL when it stands here. */
static inline bool
scan_takes(struct scan *scan, struct bytes literal)
{
	struct bytes rest = bytes_slice(scan->text, scan->at, scan->text.len);

	if (!bytes_starts_with(rest, literal))
		return false;
	scan->at += literal.len;
	return true;
}

/* What has been gone through since FROM. */
static inline struct bytes
scan_since(const struct scan *scan, size_t from)
{
	return bytes_slice(scan->text, from, scan->at);
}

/* Says that something else than WHAT stands here; returns -1. */
int scan_expected(struct scan *scan, const char *what);
/* Takes N hexadecimal digits; -1 where there are none. AT is where the problem is said to be. */
int scan_hex(struct scan *scan, size_t n, size_t at, unsigned int *number) MUST_CHECK;

#endif
