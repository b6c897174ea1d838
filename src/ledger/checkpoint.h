#ifndef WRIT_LEDGER_CHECKPOINT_H
#define WRIT_LEDGER_CHECKPOINT_H

/*
 * How many lines a ledger had, and the root of the tree over them: the text of a checkpoint
 * (c2sp.org/tlog-checkpoint), which a note carries and signs.
 */

#include "base/buf.h"
#include "base/error.h"
#include "ledger/merkle.h"

enum { CHECKPOINT_MAX_BYTES = 64 * 1024 }; /* of a note in a file */

struct checkpoint {
	struct bytes origin; /* what it calls the ledger */
	uint64_t size;       /* lines */
	struct bytes root;   /* in base64 */
};

/* Reads the first lines of NOTE, which is borrowed. ERROR_MALFORMED. */
int
checkpoint_parse(struct checkpoint *checkpoint, struct bytes note, struct error *err) MUST_CHECK;
bool checkpoint_has_root(const struct checkpoint *checkpoint, const struct merkle_hash *root);
/* Adds the text, without a signature. */
void checkpoint_write(struct buf *out, struct bytes origin, const struct merkle_tree *tree);

#endif
