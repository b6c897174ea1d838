#ifndef WRIT_HISTORY_RECORDED_H
#define WRIT_HISTORY_RECORDED_H

/*
 * A push that a ledger has on record, made one that can be judged again.
 */

#include "git/refs.h"
#include "ledger/record.h"
#include "model/verdict.h"

struct recorded_push {
	struct bytes id, time;      /* of the record */
	struct bytes user;          /* NULL data: nobody was named, or the name was erased */
	bool user_unknown;          /* somebody was named, and the name is not there any more */
	struct ref_update *updates; /* as they were: the old values were read, not believed */
	size_t n_updates;
	size_t n_left_out; /* updates of other namespaces */
	/* What was said then. */
	enum verdict_kind verdict;
	bool admitted;
	struct bytes bundle; /* NULL data: there was none */
};

/* Makes the push of RECORD, a verdict, for a repository of NAMESPACE ("" without one); updates of
 * other namespaces are left out. NAMES is what people_read() has of the ledger. All of it lives in
 * ARENA. Which push options there were is not on record. ERROR_MALFORMED when it does not say what
 * it has to. */
int
recorded_push_make(struct recorded_push *push, const struct record *record, struct bytes namespace,
		   struct bytes names, struct arena *arena, struct error *err) MUST_CHECK;
/* The text of the string VALUE, in ARENA; NULL data for another value. */
struct bytes recorded_text(struct bytes value, struct arena *arena);
/* The bytes of MEMBER, "NAME":"TEXT" or "NAME_base64":"TEXT", in ARENA. */
struct bytes recorded_bytes(struct bytes member, struct arena *arena);
/* The member of OBJECT that is called NAME or NAME_base64; NULL data where it has none. */
struct bytes recorded_member(struct bytes object, struct bytes name);
/* The ref that MOVE is of, inside NAMESPACE, in ARENA; NULL data when it is of another one. */
struct bytes
recorded_ref(const struct record_move *move, struct bytes namespace, struct arena *arena);
/* Whether all that PUSH names is in REPOSITORY still. What was rejected mostly is not: git drops it
 * with its quarantine. */
bool recorded_push_is_here(const struct recorded_push *push, struct repository *repository);

#endif
