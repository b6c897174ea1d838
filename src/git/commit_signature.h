#ifndef WRIT_GIT_COMMIT_SIGNATURE_H
#define WRIT_GIT_COMMIT_SIGNATURE_H

/*
 * The signature of a commit, and what it is over: the commit without its signature's header
 * (gitformat-signature(5)).
 */

#include "git/repository.h"
#include "model/limits.h"
#include "model/oid.h"

struct signed_commit {
	struct bytes signature; /* in its armour; empty when there is none, or more than one */
	struct bytes payload;
};

/* Takes the commit object RAW apart; it lives in ARENA. */
void commit_signature_parse(struct bytes raw, struct arena *arena, struct signed_commit *commit);
/* The same of the commit ID. ERROR_NOT_FOUND, ERROR_LIMIT. */
int commit_signature_read(struct repository *repository, const struct limits *limits,
			  const struct oid *id, struct arena *arena, struct signed_commit *commit,
			  struct error *err) MUST_CHECK;

#endif
