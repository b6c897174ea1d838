#ifndef WRIT_DECISIONS_KEYS_H
#define WRIT_DECISIONS_KEYS_H

/*
 * The keys of a front matter: one row each in keys.c, with how it is read.
 */

#include "decisions/compiler.h"

/* Whether the front matter of DRAFT holds a key that makes its file one to be read strictly. */
bool keys_speak_writ(const struct draft *draft);
/* Reads every key of the front matter into draft->decision and says what is wrong with it. */
void keys_read(struct compiler *compiler, struct draft *draft);

#endif
