#ifndef WRIT_DECISIONS_COMPILE_H
#define WRIT_DECISIONS_COMPILE_H

/*
 * The architectural compiler: the files of a source in, a bundle out, in stages of their own files:
 * parse (front matter, headings, policy block), validate, resolve (which decisions are in force),
 * emit (bundle and digest).
 */

#include "model/decision.h"
#include "model/limits.h"

struct compile_options {
	struct bytes as_of; /* a date after it is an error */
	const struct limits *limits;
	/* Checks the syntax of a policy; NULL to leave it out. Returns -1 with "line N: text", N
	 * being a line of the file that holds the policy, as code->first_line is. */
	int (*check_policy)(const struct policy_code *code, struct error *err);
};

/* Compiles SOURCE into ARENA. Never fails: what is wrong stands in the bundle's diagnostics. */
const struct bundle *bundle_compile(const struct source *source,
				    const struct compile_options *options, struct arena *arena);

#endif
