#ifndef WRIT_DECISIONS_BUILTIN_H
#define WRIT_DECISIONS_BUILTIN_H

/*
 * The decisions that writ brings along: what it refuses by itself, whatever the corpus says. They
 * are shown, explained and reported like any other; only the server's configuration sets their
 * level.
 */

#include "model/settings.h"

struct builtin_text {
	const char *title;
	const char *instead; /* what to do, shown with every violation */
	const char *explain; /* for `writ explain ID`: lines of at most 72 columns */
};

const struct builtin_text *builtin_text(enum builtin builtin);

#endif
