#ifndef WRIT_DECISIONS_BUILTIN_H
#define WRIT_DECISIONS_BUILTIN_H

/*
 * The decisions that writ brings along: what it refuses by itself, whatever the corpus says. They
 * are shown, explained and reported like any other; only the server's configuration sets their
 * level.
 */

#include "model/settings.h"

struct builtin_row {
	const char *title;
	const char *instead; /* what to do, shown with every violation */
	const char *explain; /* for `writ explain ID`: lines of at most 72 columns */
};

/* By enum builtin; the ids stand in model/settings.h. */
extern const struct builtin_row builtin_rows[BUILTIN_COUNT];

#endif
