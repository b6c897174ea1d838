#ifndef WRIT_HISTORY_REFS_THEN_H
#define WRIT_HISTORY_REFS_THEN_H

/*
 * What the refs of a repository were when a push came: from what they are, back through the ledger,
 * a record at a time. What moved without being recorded counts as if it had always been there.
 */

#include "base/map.h"
#include "base/vec.h"
#include "git/refs.h"
#include "ledger/record.h"

struct refs_then {
	struct arena arena;
	struct bytes namespace; /* "" without one */
	struct map places;      /* of each ref in VALUES, from 1 */
	VEC(struct ref_entry) values;
	VEC(struct ref_alias) aliases; /* those of now */
};

/* The refs as they are in REPOSITORY. Release it also when this fails. */
int
refs_then_init(struct refs_then *refs, struct repository *repository, struct error *err) MUST_CHECK;
void refs_then_release(struct refs_then *refs);
/* Goes back over RECORD: before a verdict its refs had their old values, whatever became of it;
 * before an effect likewise, before a gap what was known. */
void refs_then_undo(struct refs_then *refs, const struct record *record);

#endif
