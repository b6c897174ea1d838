#ifndef WRIT_BASE_PATTERN_H
#define WRIT_BASE_PATTERN_H

/*
 * Path patterns: bytes, '/'-separated, anchored, case-sensitive. `*` and `?` stay within a segment,
 * `**` as a whole segment spans any number of segments (also none), `[a-z]` and `[!a-z]` are
 * classes, `{a,b}` alternatives (nesting allowed), a backslash takes the next byte as it is. A
 * leading `!` excludes, and an exclusion always wins. A list of exclusions alone matches every path
 * that none of them matches. Matching takes time linear in pattern times path, whatever either is.
 */

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/bytes.h"
#include "base/error.h"

struct pattern; /* compiled; lives in an arena */

struct pattern_list {
	const struct pattern *const *items;
	size_t len;
};

/* Compiles TEXT into ARENA. ERROR_MALFORMED says what is wrong and where: an unclosed class or
 * brace, `**` beside other bytes in a segment, nothing at all, too long or too deeply nested. A
 * pattern that can match no path (`src/`, `/src`, `a//b`) compiles; who compiles decisions warns.
 */
int pattern_compile(struct arena *arena, struct bytes text, const struct pattern **pattern,
		    struct error *err) MUST_CHECK;
/* Whether the pattern, without its `!`, matches all of PATH. */
bool pattern_matches(const struct pattern *pattern, struct bytes path);
bool pattern_excludes(const struct pattern *pattern);
/* Where to look for what it matches, whether it excludes or not: the one path that it can match or,
 * with a final '/', a directory that is such a path itself or holds them all; empty: anywhere. */
struct bytes pattern_root(const struct pattern *pattern);
/* As written, with its `!`. */
struct bytes pattern_text(const struct pattern *pattern);
/* Whether the list matches: no exclusion does, and an inclusion does or there is none. An empty
 * list matches nothing. */
bool pattern_list_matches(const struct pattern_list *list, struct bytes path);
/* Whether both are written the same. */
bool pattern_lists_equal(const struct pattern_list *a, const struct pattern_list *b);
/* False when no path below the directory PREFIX (which ends in '/') can match; true when one may.
 */
bool pattern_list_may_match_below(const struct pattern_list *list, struct bytes prefix);
/* Whether the list can match more than one name: it holds a wildcard or several inclusions. */
bool pattern_list_is_plural(const struct pattern_list *list);

#endif
