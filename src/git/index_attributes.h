#ifndef WRIT_GIT_INDEX_ATTRIBUTES_H
#define WRIT_GIT_INDEX_ATTRIBUTES_H

/*
 * The attributes of a path stand in .gitattributes of the work tree, and in the index where the
 * work tree lacks that file (gitattributes(5)). libgit2 reads the whole index for it, which is most
 * of what one file of a large repository costs; its bytes say sooner that nothing is there.
 */

#include "git/handle.h"

/* Whether the index may have a .gitattributes for PATH, relative to the root, that the work tree
 * does not: false only where that is certain. */
bool index_may_have_attributes(const struct repository *repository, const char *path);

#endif
