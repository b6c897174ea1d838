#ifndef WRIT_GIT_ENCODING_H
#define WRIT_GIT_ENCODING_H

/*
 * Text in the encoding that a commit names, made UTF-8 (git-commit(1), "DISCUSSION").
 */

#include <stdbool.h>

#include "base/arena.h"

/* TEXT from the encoding called NAME as UTF-8 in ARENA. ISO-8859-1 is decoded; of any other name
 * TEXT itself is returned, as bytes. */
struct bytes encoding_decode(struct bytes name, struct bytes text, struct arena *arena);

/* Whether ASCII text stands as ASCII bytes in the encoding called NAME, so that a search of the
 * bytes finds it. Of a name that is not known: no. */
bool encoding_keeps_ascii(struct bytes name);

#endif
