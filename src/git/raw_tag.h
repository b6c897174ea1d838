#ifndef WRIT_GIT_RAW_TAG_H
#define WRIT_GIT_RAW_TAG_H

/*
 * An annotated tag as it is stored: what it names. Untrusted bytes; nothing is copied.
 */

#include "git/fsck_id.h"
#include "model/push.h"

struct raw_tag {
	struct oid target;     /* zero when it cannot be read */
	enum object_kind kind; /* what it says the target is; OBJECT_NONE when it cannot be read */
	fsck_set problems;
};

void raw_tag_parse(struct bytes raw, struct raw_tag *tag);

#endif
