#ifndef WRIT_CONTENT_TRAILERS_H
#define WRIT_CONTENT_TRAILERS_H

/*
 * The trailers of a commit message, as `git log --format='%(trailers:only,unfold)'` gives them
 * with no configuration (git-interpret-trailers(1)): the last paragraph, when it is all trailers,
 * or a quarter of it is and git itself wrote one of them. A `---` line ends nothing.
 */

#include "base/arena.h"
#include "model/commit.h"

struct trailer_list {
	struct trailer *items; /* in the order of the message */
	size_t len;
};

/* The list lives in ARENA; keys, names and emails borrow MESSAGE. */
struct trailer_list trailers_parse(struct bytes message, struct arena *arena);

#endif
