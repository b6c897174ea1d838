#ifndef WRIT_GIT_PATCH_NAMES_H
#define WRIT_GIT_PATCH_NAMES_H

/*
 * The names of files in the headers of a patch. They live in the arena, with a NUL behind them.
 */

#include "base/arena.h"

/* The name in TEXT, what follows `--- ` or `+++ `: without quotes, without what stands behind a tab
 * (a time), without its first folder. NAME has NULL data for /dev/null. False when there is none.
 */
bool patch_name_read(struct bytes text, struct arena *arena, struct bytes *name);
/* The name in TEXT, what follows `rename from ` and the like: no folder is in front of it. */
bool patch_name_read_whole(struct bytes text, struct arena *arena, struct bytes *name);
/* The one name in TEXT, what follows `diff --git `, which gives it twice; false when it gives two.
 */
bool patch_name_read_twice(struct bytes text, struct arena *arena, struct bytes *name);

#endif
