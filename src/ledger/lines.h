#ifndef WRIT_LEDGER_LINES_H
#define WRIT_LEDGER_LINES_H

/*
 * Reads a ledger line by line, from the front or from the back, up to a size that is known: what is
 * added meanwhile is not seen. A line is borrowed until the next call.
 */

#include <stdint.h>

#include "base/buf.h"
#include "base/error.h"

enum { LINE_MAX_BYTES = 256 * 1024 * 1024 };

struct line {
	struct bytes text; /* without its line feed */
	uint64_t offset;   /* of its first byte */
	bool complete;     /* a line feed stands behind it */
};

struct lines {
	int fd; /* borrowed */
	uint64_t at, size;
	char *window; /* bytes of the file from `from` on */
	size_t len, room;
	uint64_t from;
};

/* From the first byte, up to SIZE. Release with lines_release. */
void lines_init(struct lines *lines, int fd, uint64_t size);
void lines_release(struct lines *lines);
/* 1 with the next line, 0 at the end, -1 with ERR: ERROR_SYSTEM, or ERROR_LIMIT for a line that is
 * longer than LINE_MAX_BYTES. */
int lines_next(struct lines *lines, struct line *line, struct error *err) MUST_CHECK;

/* From the last byte before SIZE, backwards. */
void lines_init_back(struct lines *lines, int fd, uint64_t size);
/* The line before, likewise. */
int lines_previous(struct lines *lines, struct line *line, struct error *err) MUST_CHECK;

#endif
