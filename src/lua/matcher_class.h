#ifndef WRIT_LUA_MATCHER_CLASS_H
#define WRIT_LUA_MATCHER_CLASS_H

/*
 * The character classes of Lua's patterns, over ASCII whatever the locale.
 */

#include "base/bytes.h"

/* Whether C is of the class that LETTER names (`a` of %a; `A` is all others); a byte that names
 * none stands for itself. */
bool class_holds(unsigned char letter, unsigned char c);
/* Whether C is in the set written as TEXT, without its brackets. */
bool set_holds(struct bytes text, unsigned char c);

#endif
