#ifndef WRIT_CONTENT_MIDDLE_H
#define WRIT_CONTENT_MIDDLE_H

/*
 * What two versions of a content do not share at their ends: the whole lines that are left between
 * their longest common head and, behind that, their longest common tail. git's diff (xdiff) cuts
 * off the same lines before it begins, so the lines that it marks are among those of the middle. It
 * may then slide a group of lines along equal ones, which changes the places but not the texts: as
 * a multiset, the texts of the lines that it calls added are always texts of the new middle.
 */

#include "base/bytes.h"

struct middle {
	size_t start;            /* in both */
	size_t old_end, new_end; /* START when that side has no middle */
};

struct middle middle_find(struct bytes old_content, struct bytes new_content);

/* How many bytes both begin with. */
size_t common_head(struct bytes a, struct bytes b);

#endif
