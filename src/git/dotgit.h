#ifndef WRIT_GIT_DOTGIT_H
#define WRIT_GIT_DOTGIT_H

/*
 * Names of tree entries that a file system somewhere takes for `.git` or `.gitmodules`: in any
 * case, with what NTFS drops (trailing dots and blanks, a stream behind ':', the short name git~1,
 * a '\' that separates) and what HFS+ drops (invisible code points). git-fsck(1): hasDotgit,
 * gitmodulesSymlink.
 */

#include "base/bytes.h"

bool name_is_dotgit(struct bytes name);
bool name_is_dotgitmodules(struct bytes name);

#endif
