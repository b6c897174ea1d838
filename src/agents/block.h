#ifndef WRIT_AGENTS_BLOCK_H
#define WRIT_AGENTS_BLOCK_H

/*
 * The block between two marks in a file for agents. A mark is a line of its own:
 *
 *	<!-- writ:begin ... -->
 *	<!-- writ:end -->
 *
 * What stands outside of them is the file's owner's, and left byte for byte.
 */

#include "base/buf.h"
#include "base/error.h"

struct block_place {
	bool found;
	size_t from, to; /* the bytes from the first mark to the end of the last one */
};

/* Looks for the block in TEXT, whose lines end in LF, CRLF or CR; a byte order mark may stand
 * before the first. ERROR_CONFIG, which begins with the number of the line and ": ", when marks do
 * not make one pair: one is missing, there are two blocks or one within another, or a line is
 * nearly a mark. */
int block_find(struct block_place *place, struct bytes text, struct error *err) MUST_CHECK;
/* Writes TEXT with BLOCK in its place, at the end where there was none. BLOCK has its marks, and a
 * line feed at the end of each line but the last; they become what ends the lines of TEXT. */
void
block_put(struct buf *out, struct bytes text, const struct block_place *place, struct bytes block);

#endif
