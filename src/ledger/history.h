#ifndef WRIT_LEDGER_HISTORY_H
#define WRIT_LEDGER_HISTORY_H

/*
 * What a ledger says of the refs of one repository: the verdict behind a move, and the value that
 * each ref should have.
 */

#include "base/arena.h"
#include "base/map.h"
#include "ledger/entry.h"

/* How far back a verdict is looked for: an effect follows its verdict within one push. */
enum { VERDICT_BACK_BYTES = 64 * 1024 * 1024 };

/* Fills in the verdict of each of MOVES: the id of the newest that let this ref of REPOSITORY move
 * so and has no effect on it yet; NULL data where there is none. FD holds SIZE bytes. */
int verdicts_find(int fd, uint64_t size, struct bytes repository, struct entry_move *moves,
		  size_t n_moves, struct arena *arena, struct error *err) MUST_CHECK;

struct ref_history;

struct history {
	struct arena *arena; /* borrowed */
	struct map refs;     /* struct ref_history, by the member of a record */
	struct bytes repository;
};

/* Nothing is known at first: no ref exists. */
void history_init(struct history *history, struct bytes repository, struct arena *arena);
void history_release(struct history *history);
/* Takes the next record; one of another repository says nothing. */
void history_add(struct history *history, const struct record *record);
/* Whether REF may have the value FOUND by what was let in; KNOWN is its last known value. An effect
 * that is not recorded yet, or never was, explains as its verdict does. */
bool history_explains(struct history *history, struct bytes ref, const struct oid *found,
		      struct oid *known);
/* The refs that history_explains was not asked about and that should exist, as moves to zero, in
 * the order of their bytes. */
const struct entry_move *history_missing(struct history *history, size_t *n);

#endif
