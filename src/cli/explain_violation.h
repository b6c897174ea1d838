#ifndef WRIT_CLI_EXPLAIN_VIOLATION_H
#define WRIT_CLI_EXPLAIN_VIOLATION_H

/*
 * A violation that is known by its fingerprint: looked up in a verdict, told with all that was said
 * about it.
 */

#include "base/buf.h"
#include "base/vec.h"
#include "model/verdict.h"

/* What a verdict says of one violation; empty where it says nothing. */
struct told_violation {
	struct bytes decision, level, ref, commit, path, message, instead;
	size_t line, column;
	bool existing, traded, waived;
};

struct told_violations {
	VEC(struct told_violation) items;
};

/* Whether TEXT has the form of one: 32 hex digits. */
bool is_fingerprint(struct bytes text);
/* Those with FINGERPRINT in a verdict as `writ check --format json` writes it. ERROR_USAGE when
 * TEXT is none. They live in ARENA. */
int told_find_json(struct told_violations *told, struct bytes text, struct bytes fingerprint,
		   struct arena *arena, struct error *err) MUST_CHECK;
/* Those of VERDICT, from which they borrow. */
void told_find(struct told_violations *told, const struct verdict *verdict,
	       struct bytes fingerprint, struct arena *arena);
void told_release(struct told_violations *told);
/* In ASCII. */
void told_write(struct buf *out, const struct told_violation *told);

#endif
