#ifndef WRIT_GIT_RAW_HEADER_H
#define WRIT_GIT_RAW_HEADER_H

/*
 * What commit and tag objects have in common: header lines up to an empty line, lines with an id,
 * lines with a person. Untrusted bytes; nothing is copied.
 */

#include <stdint.h>

#include "git/fsck_id.h"
#include "model/oid.h"

/* Whether the header (up to the first empty line, or all) has a NUL or lacks its last line feed. */
fsck_set raw_header_check(struct bytes raw);

/* Takes a line `<KEY> ...` off REST, without key, blank and line feed; false, and REST as it was,
 * when the next line is another one. KEY comes with its blank. */
bool raw_header_take(struct bytes *rest, const char *key, struct bytes *value);

/* Reads 40 hex digits and nothing else; git accepts upper case too. */
bool raw_id_parse(struct bytes hex, struct oid *id);

/* What git-fsck(1) says about `Name <email> date zone`: the first thing that is wrong. */
fsck_set raw_person_check(struct bytes line);
/* The date of a person line, 0 when there is none, INT64_MAX when it does not fit. */
int64_t raw_person_date(struct bytes line);

#endif
