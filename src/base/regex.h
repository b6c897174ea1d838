#ifndef WRIT_BASE_REGEX_H
#define WRIT_BASE_REGEX_H

/*
 * Regular expressions in PCRE2's syntax over bytes, that cannot hang: PCRE2's interpreter (never
 * its JIT, whose error codes differ) behind a meter. A whole call is bounded: the match limit that
 * PCRE2 starts anew at each offset is taken from what the meter has left.
 *
 * Lookbehind, backreferences and callouts... what is refused at compile is listed in regex.c.
 */

#include <stddef.h>
#include <stdint.h>

#include "base/bytes.h"
#include "base/error.h"

struct regex;

/* Work that is left, in steps of the matcher; spent when it reaches 0. */
struct regex_meter {
	uint64_t steps_left;
};

/* Compiles PATTERN. ERROR_MALFORMED says what is wrong and at which byte. Free with regex_free. */
struct regex *regex_compile(struct bytes pattern, struct error *err) MUST_CHECK;
void regex_free(struct regex *regex);
/* For CLEANUP. */
void regex_release(struct regex **regex);
/* A run of bytes that every match holds, found when compiling; empty when none is known. */
struct bytes regex_literal(const struct regex *regex);

enum { REGEX_GROUPS_MAX = 32 };

/* The first match in SUBJECT at or behind FROM: 1 with its groups (group 0 is the match; data is
 * NULL for a group that took no part), 0 for none, -1 with ERROR_LIMIT when the meter is spent. */
int regex_match(const struct regex *regex, struct bytes subject, size_t from,
                struct regex_meter *meter, struct bytes groups[REGEX_GROUPS_MAX], size_t *n_groups,
                struct error *err) MUST_CHECK;

#endif
