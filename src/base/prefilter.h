#ifndef WRIT_BASE_PREFILTER_H
#define WRIT_BASE_PREFILTER_H

/*
 * What a regular expression requires of a subject, found by a conservative reading of the pattern:
 * a few literals, one of which stands in every subject that matches. Most lines of most files hold
 * none, and finding that out costs a memchr, not a match. Where the reading is unsure of anything
 * there is no prefilter: it can cost time, never a match.
 */

#include <stddef.h>
#include <stdint.h>

#include "base/bytes.h"

enum { PREFILTER_LITERALS_MAX = 8, PREFILTER_LITERAL_MAX_BYTES = 32 };

struct prefilter_literal {
	char text[PREFILTER_LITERAL_MAX_BYTES]; /* in lower case when caseless */
	uint8_t len;                            /* never 0 */
	uint8_t rarest;                         /* the place of its rarest byte */
	bool caseless;                          /* of ASCII letters */
};

struct prefilter {
	struct prefilter_literal literals[PREFILTER_LITERALS_MAX];
	uint8_t n_literals; /* 0: nothing is known, any subject may match */
};

/* Reads PATTERN, which PCRE2 has compiled in byte mode without options. */
void prefilter_find(struct prefilter *prefilter, struct bytes pattern);
/* The literal of a prefilter with a single one whose case matters; else empty. Borrowed. */
struct bytes prefilter_only(const struct prefilter *prefilter);

/* A search for the places in TEXT where a prefilter's literals stand, front to back. */
struct prefilter_scan {
	const struct prefilter *prefilter;
	struct bytes text;
	size_t found[PREFILTER_LITERALS_MAX];     /* where each literal stands next */
	size_t rarest[PREFILTER_LITERALS_MAX][2]; /* and its rarest byte, in either case */
	uint64_t n_compared;                      /* candidates, for who charges them */
};

/* PREFILTER, which must have literals, and TEXT must outlive SCAN. */
void prefilter_scan_init(struct prefilter_scan *scan, const struct prefilter *prefilter,
			 struct bytes text);
/* The offset of the first literal that begins at or behind FROM; TEXT's length when there is none.
 * FROM must not fall from call to call; then all calls together are linear in TEXT. */
size_t prefilter_scan_next(struct prefilter_scan *scan, size_t from);

#endif
