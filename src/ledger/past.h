#ifndef WRIT_LEDGER_PAST_H
#define WRIT_LEDGER_PAST_H

/*
 * Which values the refs of one repository had when a push was judged: what is on record, undone
 * from the values of now. A ref that no record names has had the value of now all the time, as far
 * as anybody knows. Takes memory for each move, and for each value
 * that a rejected push has read.
 */

#include "base/arena.h"
#include "base/map.h"
#include "base/vec.h"
#include "ledger/record.h"
#include "model/push.h"

/* An effect, with what lies between it and its verdict. */
struct past_effect {
	uint64_t verdict; /* the line of its verdict; that of the effect where it has none */
	uint64_t line;
	int64_t time_us;
};

struct past {
	struct arena arena;
	struct bytes repository; /* a member */
	struct map refs;         /* struct past_ref, by the member of a record */
	struct map moves;        /* struct past_move that verdicts have let in, without effect */
	struct map lines;        /* of verdicts, by their id */
	VEC(struct past_effect) effects;
	struct buf scratch;
	bool ended;
};

/* REPOSITORY is its git directory. */
void past_init(struct past *past, struct bytes repository);
void past_release(struct past *past);
/* Takes the next record, from the first on. */
void past_add(struct past *past, const struct record *record);
/* REF has the value ID now. Each ref that exists, after the last record. */
void past_now(struct past *past, struct bytes ref, const struct oid *id);

/* A ref and the value that it had. */
struct past_value {
	struct bytes ref; /* a member: "ref":"refs/heads/x", or "ref_base64" */
	struct oid id;
	bool is_guess; /* a move past the hook, nobody knows when, may have been before or after */
};
/* Those that existed before what the record in LINE let in, in no order, in ARENA, and those that
 * may have. */
const struct past_value *
past_values(struct past *past, uint64_t line, struct arena *arena, size_t *n);
/* Whether a ref may have moved while VERDICT was made, in the DURATION_MS before it was written:
 * then nobody can tell which values it saw. */
bool past_is_unclear(const struct past *past, const struct record *verdict, uint64_t duration_ms);

#endif
