#ifndef WRIT_MODEL_LIMITS_H
#define WRIT_MODEL_LIMITS_H

/*
 * Every bound on what writ reads, computes or prints: one row each in limits.c, with its unit, its
 * default, its range and what happens when it is spent. `writ.limit.<name>` sets it; `writ config`
 * and writ-config(5) list it from the same table.
 */

#include <stdint.h>

#include "base/bytes.h"
#include "base/error.h"

enum limit {
	LIMIT_DEADLINE,    /* seconds for the whole push */
	LIMIT_INPUT_BYTES, /* of the hook's standard input */
	LIMIT_REF_UPDATES, /* lines of it */
	LIMIT_REF_NAME_BYTES,
	LIMIT_PUSH_OPTIONS,
	LIMIT_COMMITS,      /* new commits of a push */
	LIMIT_CHANGES,      /* changed paths of all of them */
	LIMIT_PLAN_BYTES,   /* memory of the plan */
	LIMIT_TREE_DEPTH,   /* directories below one another */
	LIMIT_COMMIT_BYTES, /* a commit or tag object */
	LIMIT_TREE_BYTES,   /* a tree object */
	LIMIT_BLOB_BYTES,   /* a file that a policy asks to read */
	LIMIT_SOURCE_FILES, /* files of a source */
	LIMIT_SOURCE_FILE_BYTES,
	LIMIT_SOURCE_BYTES,  /* all files of a source together */
	LIMIT_POLICY_BYTES,  /* one Lua chunk */
	LIMIT_INSTRUCTIONS,  /* Lua VM instructions of a policy, in thousands */
	LIMIT_MEMORY,        /* live bytes of a policy */
	LIMIT_READ_BYTES,    /* bytes that a policy reads */
	LIMIT_REGEX_STEPS,   /* steps of a policy's regular expressions, in thousands */
	LIMIT_VIOLATIONS,    /* that one policy may report */
	LIMIT_MESSAGE_BYTES, /* text of one violation */
	LIMIT_ANSWER_BYTES,  /* a worker's whole answer */
	LIMIT_LEDGER_WAIT,   /* seconds for the lock of the ledger */
	LIMIT_WORKERS,       /* worker processes at a time; 0: one for each core */
	LIMIT_COUNT
};

struct limit_row {
	const char *name; /* the last part of its key, writ.limit.<name> */
	const char *unit;
	uint64_t value; /* default */
	uint64_t least, most;
	const char *help; /* one sentence: what it bounds and what happens when it is spent */
};

struct limits {
	uint64_t value[LIMIT_COUNT];
};

extern const struct limit_row limit_rows[LIMIT_COUNT];

void limits_init(struct limits *limits);
/* Sets the limit called NAME (ASCII case does not matter) from TEXT: a whole number, with k, m or g
 * behind it as in git-config(1). ERROR_CONFIG names the row, its unit and its range. */
int limits_set(struct limits *limits, struct bytes name, struct bytes text,
	       struct error *err) MUST_CHECK;

#endif
