#ifndef WRIT_TESTS_PATTERN_REFERENCE_H
#define WRIT_TESTS_PATTERN_REFERENCE_H

/*
 * What a pattern means, spelled out the slow way: braces are expanded, both sides cut into
 * segments, and every choice tried. For small patterns without escapes that pattern_compile takes.
 */

#include "base/bytes.h"

bool reference_matches(struct bytes pattern, struct bytes path);

#endif
