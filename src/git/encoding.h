#ifndef WRIT_GIT_ENCODING_H
#define WRIT_GIT_ENCODING_H

/*
 * Text in the encoding that a commit names, made UTF-8 (git-commit(1), "DISCUSSION").
 */

#include "base/arena.h"

/* TEXT from the encoding called NAME as UTF-8 in ARENA. ISO-8859-1 is decoded; of any other name
 * TEXT itself is returned, as bytes. */
struct bytes encoding_decode(struct bytes name, struct bytes text, struct arena *arena);

#endif
