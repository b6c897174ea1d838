#ifndef WRIT_TESTS_UNIT_GIT_DIFF_BENCH_H
#define WRIT_TESTS_UNIT_GIT_DIFF_BENCH_H

/*
 * A tree differ with its arena, its paths and its checks, on the repository of walk_stores.
 */

#include "git/tree_diff.h"
#include "walk_stores.h"

struct diff {
	struct bench bench;
	struct path_table *paths;
	struct tree_differ *differ;
	struct change_list changes;
	struct error err;
};

void diff_init(struct diff *diff);
void diff_release(struct diff *diff);
/* tree_differ_commit, to DIFF's own changes and error. */
int
diff_run(struct diff *diff, const struct oid *tree, const struct oid *parents, size_t n_parents);

#endif
