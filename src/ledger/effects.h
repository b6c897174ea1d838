#ifndef WRIT_LEDGER_EFFECTS_H
#define WRIT_LEDGER_EFFECTS_H

/*
 * When the moves that verdicts let in happened: an effect stands somewhere behind its verdict.
 * Takes memory for each move.
 */

#include "base/arena.h"
#include "base/buf.h"
#include "base/map.h"
#include "ledger/record.h"

struct effects {
	struct arena arena;
	struct map times;
	struct buf scratch; /* for keys */
};

void effects_init(struct effects *effects);
void effects_release(struct effects *effects);
/* Takes the next record, whatever its kind. */
void effects_add(struct effects *effects, const struct record *record);
/* When MOVE of the verdict ID happened; NULL data when that is not on record. */
struct bytes effects_time(struct effects *effects, struct bytes id, const struct record_move *move);

#endif
