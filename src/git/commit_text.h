#ifndef WRIT_GIT_COMMIT_TEXT_H
#define WRIT_GIT_COMMIT_TEXT_H

/*
 * People and message of a commit object, for policies and reports. What is malformed is read as
 * far as `git log` reads it; whether it may be pushed is git/fsck's to say.
 */

#include "base/arena.h"
#include "model/commit.h"

/* Fills TEXT from the commit object RAW. All of it lives in ARENA; RAW may go. */
void commit_text_parse(struct bytes raw, struct arena *arena, struct commit_text *text);

#endif
