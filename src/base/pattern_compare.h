#ifndef WRIT_BASE_PATTERN_COMPARE_H
#define WRIT_BASE_PATTERN_COMPARE_H

/*
 * How patterns stand to each other: which is the more specific, whether two lists have a path in
 * common, where one reaches further than the other. In lists, exclusions count as they do in a
 * match; an empty list stands for every path.
 */

#include "base/pattern_witness.h"

/* A key of bytes that orders patterns, the more specific first, segment by segment: literal, class
 * (also `?` and braces without a `*`), `*`, `**`. Of two that agree as far as the shorter one goes,
 * the longer is more specific. Without regard to a leading `!`; NULL stands for any path, as `**`
 * does. Lives in ARENA. */
struct bytes pattern_specificity(const struct pattern *pattern, struct arena *arena);

/* Whether both lists match some path: PATH, when there is one. */
enum witness pattern_lists_meet(const struct pattern_list *a, const struct pattern_list *b,
				size_t *steps, struct arena *arena, struct bytes *path);
/* Whether LIST matches a path that OTHER does not: PATH, when there is one. */
enum witness pattern_list_beyond(const struct pattern_list *list, const struct pattern_list *other,
				 size_t *steps, struct arena *arena, struct bytes *path);

#endif
