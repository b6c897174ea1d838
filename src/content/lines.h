#ifndef WRIT_CONTENT_LINES_H
#define WRIT_CONTENT_LINES_H

/*
 * Where the lines of a content begin. A line ends with its line feed; the last one counts also
 * when nothing ends it; an empty content has none.
 */

#include <stddef.h>
#include <stdint.h>

#include "base/bytes.h"

enum { CONTENT_MAX_BYTES = INT32_MAX }; /* of a content that is indexed */

struct line_index {
	uint32_t *starts; /* heap; offsets */
	size_t n_lines;
};

size_t lines_count(struct bytes content);
/* Indexes CONTENT, of CONTENT_MAX_BYTES at most. */
void line_index_build(struct line_index *index, struct bytes content);
void line_index_release(struct line_index *index);
/* Line NUMBER, from 1 to n_lines, without its line feed. */
struct bytes line_index_text(const struct line_index *index, struct bytes content, size_t number);
/* Lines NUMBER to NUMBER + N - 1, of which there are so many, with their line feeds. */
struct bytes
line_index_block(const struct line_index *index, struct bytes content, size_t number, size_t n);

/* The line and column of place AT, from 1. */
void line_index_place(const struct line_index *index, size_t at, uint32_t *line, uint32_t *column);

/* Where the line that holds place AT begins, within CONTENT. */
size_t line_start(struct bytes content, size_t at);
/* Where the line feed that ends the line with place AT stands; CONTENT's length without one. */
size_t line_ends_at(struct bytes content, size_t at);

#endif
