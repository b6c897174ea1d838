#ifndef WRIT_TESTS_UNIT_GIT_WALK_STORES_H
#define WRIT_TESTS_UNIT_GIT_WALK_STORES_H

/*
 * A repository for tests of the walk, opened with a quarantine as in a hook, and without one.
 */

#include "../../lib/git_objects.h"
#include "git/walk.h"

struct walk_stores {
	char git_dir[128];
	struct object_store *main, *quarantine;
	struct repository *in_hook, *by_hand;
	struct limits limits;
};

extern struct walk_stores stores;

/* For cmocka_run_group_tests. */
int walk_stores_setup(void **state);
int walk_stores_teardown(void **state);

/* A walk with its arena and its checks. */
struct bench {
	struct arena arena;
	struct object_check *check;
	struct walk *walk;
};

void bench_init(struct bench *bench, struct repository *repository);
void bench_release(struct bench *bench);

#endif
