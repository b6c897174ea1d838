#ifndef WRIT_DECISIONS_COMPARISON_H
#define WRIT_DECISIONS_COMPARISON_H

/*
 * What a change of a corpus does to what it enforces, as far as that can be told without running a
 * policy: `writ compile --diff`, and what is said of a push that changes decisions.
 */

#include "base/arena.h"
#include "base/buf.h"
#include "model/decision.h"

enum effect {
	EFFECT_NONE,     /* wording, or what is not in force before nor after */
	EFFECT_TIGHTENS, /* something more is enforced */
	EFFECT_UNKNOWN,  /* its policy or what the policy reads has changed */
	EFFECT_LOOSENS,  /* something is not enforced any more */
};

struct corpus_change {
	struct bytes id; /* of the decision; of a file of who governs, its name */
	bool of_file;    /* ID is owners.yaml or allowed_signers: a decision may be called so too */
	enum effect effect;
	struct bytes text;           /* one line */
	const struct waiver *waiver; /* of AFTER that is new or changed; else NULL */
};

struct comparison {
	struct corpus_change *changes; /* by id, then waivers by path, then who governs */
	size_t n_changes;
	enum effect effect; /* of all together: the last of the enum that one of them has */
};

/* Both must have compiled without an error; BEFORE is NULL where there was none. It lives in ARENA
 * and borrows from both. */
void bundles_compare(const struct bundle *before, const struct bundle *after, struct arena *arena,
		     struct comparison *comparison);
/* none, tightens, unknown, loosens. */
const char *effect_name(enum effect effect);
/* The changes as a table, loosening ones marked by their word, and the sum. All of it is ASCII. */
void comparison_write(struct buf *out, const struct comparison *comparison);

#endif
