#ifndef WRIT_DECISIONS_EXPLAIN_PATH_H
#define WRIT_DECISIONS_EXPLAIN_PATH_H

/*
 * A path as `writ explain` shows it: each decision, whether it applies there and why. All of it is
 * ASCII.
 */

#include "decisions/reach.h"

void explain_path_write(struct buf *out, const struct bundle *const *bundles, size_t n_bundles,
			const struct reach_query *query, struct bytes as_of, struct arena *arena);

#endif
