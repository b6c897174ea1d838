#ifndef WRIT_CONTRACT_TXTAR_H
#define WRIT_CONTRACT_TXTAR_H

/*
 * The txtar format of Go's tools: a comment, then files, each behind a line `-- name --`.
 */

#include "base/arena.h"
#include "base/vec.h"

struct txtar_file {
	struct bytes name;
	struct bytes
		content; /* with its last line feed, which is added where the text ends without */
	size_t line;     /* of its marker */
};

struct txtar {
	struct bytes comment;
	VEC(struct txtar_file) files;
};

/* Borrows TEXT, which must end in a line feed or be empty. Any text is an archive. */
void txtar_parse(struct txtar *txtar, struct bytes text);
void txtar_release(struct txtar *txtar);
/* The first file NAME; NULL when there is none. */
const struct txtar_file *txtar_find(const struct txtar *txtar, const char *name);

#endif
