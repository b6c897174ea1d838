#ifndef WRIT_BASE_REGEX_H
#define WRIT_BASE_REGEX_H

/*
 * Regular expressions in PCRE2's syntax over bytes (never UTF), that cannot hang: PCRE2's
 * interpreter behind a meter. Its JIT is not used, for neither its error codes nor its limits are
 * the interpreter's. A whole call is metered, over all offsets that it tries, and
 * deterministically: the cost of a call depends on pattern, subject and offset alone. The cost
 * model is in regex.c.
 *
 * All of PCRE2's syntax is there but what would change its mode or its limits: start-of-pattern
 * items such as (*UTF), (*CRLF) or (*LIMIT_MATCH=9), and callouts.
 */

#include <stddef.h>
#include <stdint.h>

#include "base/bytes.h"
#include "base/error.h"
#include "base/prefilter.h"

struct regex;

/* Work that is left; spent when it reaches 0. A step is about 3 ns on a machine of 2020. */
struct regex_meter {
	uint64_t steps_left;
};

/* Takes STEPS from METER. ERROR_LIMIT, with nothing left, when they are not there. */
int regex_meter_spend(struct regex_meter *meter, uint64_t steps, struct error *err) MUST_CHECK;

enum { REGEX_PATTERN_MAX_BYTES = 16384, REGEX_GROUPS_MAX = 32 };

/* Compiles PATTERN, which is not needed afterwards. ERROR_MALFORMED says what is wrong and at which
 * byte, ERROR_LIMIT that it is too long or too large. Free with regex_free. */
struct regex *regex_compile(struct bytes pattern, struct error *err) MUST_CHECK;
void regex_free(struct regex *regex);
/* For CLEANUP. */
void regex_release(struct regex **regex);

/* What every subject that matches holds, to skip those that cannot. Lives as long as REGEX. */
const struct prefilter *regex_prefilter(const struct regex *regex);
/* A run of bytes that every subject that matches holds; empty when no single one is known. */
struct bytes regex_literal(const struct regex *regex);

/* The first match in SUBJECT at or behind FROM: 1 with its groups, 0 for none, -1 with ERROR_LIMIT
 * when the meter or PCRE2's memory bound is spent. What stands before FROM is seen by lookbehinds
 * and ^. Group 0 is the match; *N_GROUPS counts it and the pattern's groups, REGEX_GROUPS_MAX at
 * most; data is NULL for a group that took no part. Groups borrow from SUBJECT. Does not consult
 * the prefilter. */
int
regex_match(const struct regex *regex, struct bytes subject, size_t from, struct regex_meter *meter,
	    struct bytes groups[REGEX_GROUPS_MAX], size_t *n_groups, struct error *err) MUST_CHECK;

#endif
