#include "config.h"

#include <stdarg.h>
#include <setjmp.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>

#include "walk_stores.h"
#include "../../lib/git_fixture.h"

struct walk_stores stores;
static struct git_fixture fixture;

static void
open_or_fail(enum repository_open_mode mode, const char *path, struct repository **repository)
{
	struct error err;

	if (repository_open(mode, path, repository, &err) < 0)
		fail_msg("%s", err.message);
}

int
walk_stores_setup(void **state)
{
	char main_dir[160], quarantine_dir[200];
	(void)state;

	git_fixture_init(&fixture);
	snprintf(stores.git_dir, sizeof(stores.git_dir), "%s/repo.git", fixture.dir);
	snprintf(main_dir, sizeof(main_dir), "%s/objects", stores.git_dir);
	snprintf(quarantine_dir, sizeof(quarantine_dir), "%s/tmp_objdir-incoming-x", main_dir);
	git_run(fixture.dir, "init", "-q", "--bare", "repo.git", NULL);
	file_write(quarantine_dir, "info/empty", BYTES(""));
	/* One that dangles, so that whoever looks at refs is seen to. */
	file_write(stores.git_dir, "packed-refs",
		   BYTES("00000000000000000000000000000000000000aa refs/heads/other\n"));
	stores.main = object_store_open(main_dir);
	stores.quarantine = object_store_open(quarantine_dir);
	limits_init(&stores.limits);
	open_or_fail(REPOSITORY_OPEN_DISCOVER, stores.git_dir, &stores.by_hand);
	setenv("GIT_DIR", stores.git_dir, 1);
	setenv("GIT_OBJECT_DIRECTORY", quarantine_dir, 1);
	setenv("GIT_ALTERNATE_OBJECT_DIRECTORIES", main_dir, 1);
	setenv("GIT_QUARANTINE_PATH", quarantine_dir, 1);
	open_or_fail(REPOSITORY_OPEN_HOOK, NULL, &stores.in_hook);
	assert_true(repository_has_quarantine(stores.in_hook));
	assert_false(repository_has_quarantine(stores.by_hand));
	return 0;
}

int
walk_stores_teardown(void **state)
{
	(void)state;
	repository_free(stores.in_hook);
	repository_free(stores.by_hand);
	object_store_close(stores.main);
	object_store_close(stores.quarantine);
	git_fixture_release(&fixture);
	return 0;
}

void
bench_init(struct bench *bench, struct repository *repository)
{
	struct error err;

	arena_init(&bench->arena);
	assert_int_equal(object_check_new(NULL, 0, &bench->arena, &bench->check, &err), 0);
	bench->walk = walk_new(repository, &stores.limits, &bench->arena, bench->check);
}

void
bench_release(struct bench *bench)
{
	walk_free(bench->walk);
	arena_release(&bench->arena);
}
