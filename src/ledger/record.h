#ifndef WRIT_LEDGER_RECORD_H
#define WRIT_LEDGER_RECORD_H

/*
 * One line of a ledger, schema writ/ledger/1 (writ-ledger(1), docs/ledger.schema.json), as it is
 * read. Everything borrows the line.
 */

#include <stdint.h>

#include "base/buf.h"
#include "base/error.h"
#include "ledger/json_items.h"

enum record_kind {
	RECORD_VERDICT,    /* a push was judged */
	RECORD_EFFECT,     /* refs moved */
	RECORD_GAP,        /* something happened of which there is no record */
	RECORD_CHECKPOINT, /* what all lines before it were */
	RECORD_KIND_COUNT
};

enum {
	RECORD_ID_CHARS = 32,
	RECORD_TIME_CHARS = 27, /* 2026-11-29T14:03:12.000001Z: compares as bytes do */
};

struct record {
	enum record_kind kind;
	uint64_t seq; /* the number of its line, from 1 */
	struct bytes id;
	struct bytes prev; /* SHA-256 of the line before, in hex */
	struct bytes time;
	struct bytes repository; /* its member: "repository":"/srv/git/x.git" */
	struct bytes refs;       /* a list, see record_move; NULL data where there is none */
	bool admitted;           /* of a verdict: the hook let the push in */
	struct bytes pusher;     /* of a verdict: a commitment, see people.h; NULL data if none */
	struct bytes verdict;    /* of a verdict: writ/verdict/1 */
	struct bytes after;      /* of a gap of torn lines: the hash of the last good one */
	struct bytes torn;       /* those lines, a list; else NULL data */
	struct bytes note;       /* of a checkpoint: signed text, as JSON has it */
};

/* What one ref did, or was asked to do. */
struct record_move {
	struct bytes ref; /* its member: "ref":"refs/heads/x", or "ref_base64" */
	struct bytes old_id, new_id;
	struct bytes old_tree, new_tree; /* of a verdict, where they are known; else NULL data */
	struct bytes known, found;       /* of an effect, a gap; else NULL data */
	struct bytes verdict;            /* of an effect: the id of its verdict, else NULL data */
};

/* verdict, effect, gap, checkpoint. */
const char *record_kind_name(enum record_kind kind);
/* The chain begins with this in place of a hash: 64 zeros. */
extern const char record_genesis[];
/* ERROR_MALFORMED says what is wrong with LINE, which has no line feed. */
int record_parse(struct record *record, struct bytes line, struct error *err) MUST_CHECK;
/* Goes on through RECORD's refs, begun with json_items_init. */
bool record_move_next(struct json_items *items, struct record_move *move);
/* What stands for MOVE of the verdict ID in a map, in SCRATCH until the next call: the id and a
 * hash, short, for there may be a million. */
struct bytes record_move_key(struct buf *scratch, struct bytes id, const struct record_move *move);
/* The text of a member: what stands behind its key, without quotes, as written. */
struct bytes record_member_text(struct bytes member);

#endif
