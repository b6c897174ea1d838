#ifndef WRIT_DECISIONS_BUILTIN_H
#define WRIT_DECISIONS_BUILTIN_H

/*
 * The decisions that writ brings along: what it refuses by itself, whatever the corpus says. They
 * are shown, explained and reported like any other; only the server's configuration sets their
 * level.
 */

#include <stddef.h>

#include "base/bytes.h"

enum builtin { BUILTIN_OBJECT, BUILTIN_REF, BUILTIN_CORPUS, BUILTIN_COUNT };

struct builtin_row {
	const char *id;      /* WRIT-OBJECT */
	const char *title;
	const char *instead; /* what to do, shown with every violation */
	const char *explain; /* for `writ explain ID`: lines of at most 72 columns */
};

extern const struct builtin_row builtin_rows[BUILTIN_COUNT];

/* The row with this id, NULL when there is none. */
const struct builtin_row *builtin_find(struct bytes id);

#endif
