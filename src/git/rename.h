#ifndef WRIT_GIT_RENAME_H
#define WRIT_GIT_RENAME_H

/*
 * Exact renames: an added path takes the name of a deleted one that held the same blob.
 */

#include "model/change.h"

/* Sets renamed_from in the N CHANGES, which are in byte order of their paths. First, in that order,
 * each added path takes a deleted one of its own base name, then each that is left any; of several
 * the first in byte order. A deleted path is taken once. Empty files and submodules are nobody's
 * copies, and a symlink is no copy of a file. */
void renames_annotate(struct change *changes, size_t n);

#endif
