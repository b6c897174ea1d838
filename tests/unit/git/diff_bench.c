#include "config.h"

#include "diff_bench.h"

void
diff_init(struct diff *diff)
{
	*diff = (struct diff){ 0 };
	bench_init(&diff->bench, stores.by_hand);
	diff->paths = path_table_new(&diff->bench.arena);
	diff->differ = tree_differ_new(stores.by_hand, &stores.limits, &diff->bench.arena,
				       diff->paths, diff->bench.check);
}

void
diff_release(struct diff *diff)
{
	tree_differ_free(diff->differ);
	path_table_free(diff->paths);
	bench_release(&diff->bench);
}

int
diff_run(struct diff *diff, const struct oid *tree, const struct oid *parents, size_t n_parents)
{
	return tree_differ_commit(diff->differ, tree, parents, n_parents, &diff->changes,
				  &diff->err);
}
