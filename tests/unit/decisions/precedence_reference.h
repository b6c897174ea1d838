#ifndef WRIT_TESTS_PRECEDENCE_REFERENCE_H
#define WRIT_TESTS_PRECEDENCE_REFERENCE_H

/*
 * Section 4 of the contract spelled out the slow way, over a small world of refs and paths: who is
 * superseded, whose pattern is more specific for this path, whose date is newer. Corpora are
 * random.
 */

#include "base/arena.h"

enum {
	REFERENCE_DECISIONS_MAX = 7,
	REFERENCE_PATTERNS_MAX = 3,
	REFERENCE_REFS = 3,
	REFERENCE_PATHS = 32,
};

struct reference_decision {
	struct bytes id, text;
	const char *file;
	bool accepted, retires;
	int level;        /* 0 to 2 */
	int question;     /* 0: none */
	const char *date; /* NULL: none */
	const char *scope[REFERENCE_PATTERNS_MAX];
	size_t n_scope;
	size_t refs;       /* which list */
	size_t supersedes; /* the one before it with this place; SIZE_MAX for none */
};

struct reference {
	struct reference_decision decisions[REFERENCE_DECISIONS_MAX];
	size_t n_decisions;
};

void reference_make(struct reference *reference, unsigned int seed, struct arena *arena);
struct bytes reference_ref(size_t i);
struct bytes reference_path(size_t i);
/* Whether DECISION judges a change of the path on the ref. */
bool reference_applies(const struct reference *reference, size_t decision, size_t ref, size_t path);
/* Whether two decisions could tie for some ref and path of the world. */
bool reference_has_tie(const struct reference *reference);

#endif
