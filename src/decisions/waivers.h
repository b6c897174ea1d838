#ifndef WRIT_DECISIONS_WAIVERS_H
#define WRIT_DECISIONS_WAIVERS_H

/*
 * The files below waivers/ of a corpus: read and checked once the decisions have their ids. They
 * are read strictly, all of them.
 */

#include "decisions/compiler.h"

/* Fills compiler->waivers, in byte order of their paths. */
void waivers_read(struct compiler *compiler);

#endif
