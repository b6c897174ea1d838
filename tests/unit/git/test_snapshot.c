#include "config.h"

#include <stdarg.h>
#include <setjmp.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "../../lib/git_fixture.h"
#include "git/refs.h"
#include "git/snapshot.h"
#include "model/limits.h"

static struct git_fixture fixture;
static struct arena arena;
static struct repository *repository;
static struct oid commit;

static const char *
in_dir(const char *name)
{
	return arena_printf(&arena, "%s/%s", fixture.dir, name).data;
}

static int
setup(void **state)
{
	(void)state;
	git_fixture_init(&fixture);
	arena_init(&arena);
	repository = NULL;
	git_run(fixture.dir, "init", "-q", NULL);
	file_write(fixture.dir, "kept", BYTES("kept\n"));
	file_write(fixture.dir, "changed", BYTES("old\n"));
	file_write(fixture.dir, "gone", BYTES("gone\n"));
	file_write(fixture.dir, "mode", BYTES("mode\n"));
	file_write(fixture.dir, "dir/deep/file", BYTES("deep\n"));
	file_write(fixture.dir, ".gitignore", BYTES("*.o\nignored/\n"));
	git_run(fixture.dir, "add", "-A", NULL);
	git_run(fixture.dir, "commit", "-q", "-m", "one", NULL);
	return 0;
}

static int
teardown(void **state)
{
	(void)state;
	repository_free(repository);
	arena_release(&arena);
	git_fixture_release(&fixture);
	unsetenv("GIT_INDEX_FILE");
	return 0;
}

static void
change_everything(void)
{
	file_write(fixture.dir, "changed", BYTES("new\n"));
	file_write(fixture.dir, "untracked/a b", BYTES("new file\n"));
	file_write(fixture.dir, "x.o", BYTES("ignored\n"));
	file_write(fixture.dir, "ignored/y", BYTES("ignored\n"));
	file_write(fixture.dir, "dir/deep/script", BYTES("#!/bin/sh\n"));
	assert_int_equal(unlink(in_dir("gone")), 0);
	assert_int_equal(chmod(in_dir("mode"), 0755), 0);
	assert_int_equal(chmod(in_dir("dir/deep/script"), 0755), 0);
	assert_int_equal(symlink("kept", in_dir("link")), 0);
}

static void
open_fixture(void)
{
	struct error err = { 0 };

	if (repository_open(REPOSITORY_OPEN_DISCOVER, fixture.dir, &repository, &err) < 0)
		fail_msg("%s", err.message);
}

/* Takes a snapshot; nothing on disk may change. */
static void
take(enum snapshot_kind kind, const char *message)
{
	CLEANUP(buf_release) struct buf before = BUF_INIT;
	CLEANUP(buf_release) struct buf after = BUF_INIT;
	struct error err = { 0 };

	open_fixture();
	dir_fingerprint(fixture.dir, &before);
	if (snapshot_take(repository, kind, bytes_of(message), &commit, &err) < 0)
		fail_msg("%s", err.message);
	dir_fingerprint(fixture.dir, &after);
	assert_string_equal(before.data, after.data);
}

static struct oid
snapshot_tree_id(void)
{
	char hex[OID_HEX_CHARS + 1];
	struct error err = { 0 };
	struct oid tree;

	oid_hex(&commit, hex);
	if (revision_parse(repository, arena_printf(&arena, "%s^{tree}", hex).data, &tree, &err) <
	    0)
		fail_msg("%s", err.message);
	return tree;
}

static void
expect_tree(struct oid expected)
{
	struct oid tree = snapshot_tree_id();

	assert_memory_equal(&tree, &expected, sizeof(tree));
}

static struct oid
tree_by_git(void)
{
	CLEANUP(buf_release) struct buf out = BUF_INIT;
	struct oid tree;

	git_run_io(fixture.dir, NULL, &out, "write-tree", NULL);
	assert_true(oid_parse(bytes_trim(buf_bytes(&out)), &tree));
	return tree;
}

static void
the_work_tree_is_what_git_add_would_stage(void **state)
{
	(void)state;
	change_everything();
	take(SNAPSHOT_WORKTREE, "");
	git_run(fixture.dir, "add", "-A", NULL);
	expect_tree(tree_by_git());
}

static void
line_ends_are_those_of_git_add(void **state)
{
	(void)state;
	file_write(fixture.dir, "crlf.txt", BYTES("a\r\nb\r\n"));
	file_write(fixture.dir, "crlf.bin", BYTES("a\r\n\0b\r\n"));
	file_write(fixture.dir, "attr.dat", BYTES("a\r\nb\r\n"));
	file_write(fixture.dir, ".gitattributes", BYTES("*.dat -text\n"));
	git_run(fixture.dir, "config", "core.autocrlf", "input", NULL);
	take(SNAPSHOT_WORKTREE, "");
	git_run(fixture.dir, "add", "-A", NULL);
	expect_tree(tree_by_git());
}

static void
configuration_of_the_user_counts_too(void **state)
{
	(void)state;
	file_write(fixture.dir, ".git/user", BYTES("[core]\n\tautocrlf = input\n"));
	setenv("GIT_CONFIG_GLOBAL", in_dir(".git/user"), 1);
	file_write(fixture.dir, "crlf.txt", BYTES("a\r\nb\r\n"));
	take(SNAPSHOT_WORKTREE, "");
	git_run(fixture.dir, "add", "-A", NULL);
	expect_tree(tree_by_git());
}

static void
staged_is_the_index_alone(void **state)
{
	(void)state;
	file_write(fixture.dir, "changed", BYTES("staged\n"));
	git_run(fixture.dir, "add", "changed", NULL);
	change_everything();
	file_write(fixture.dir, "promised", BYTES("x\n"));
	git_run(fixture.dir, "add", "-N", "promised", NULL);
	take(SNAPSHOT_STAGED, "subject\n\nbody\n");
	expect_tree(tree_by_git());
}

static void
another_index_is_honoured(void **state)
{
	(void)state;
	setenv("GIT_INDEX_FILE", in_dir(".git/other"), 1);
	git_run(fixture.dir, "read-tree", "HEAD", NULL);
	git_run(fixture.dir, "rm", "-q", "--cached", "gone", NULL);
	take(SNAPSHOT_STAGED, "");
	expect_tree(tree_by_git());
}

static void
the_commit_stands_on_head(void **state)
{
	const struct objects *objects;
	struct limits limits;
	struct commit_text text;
	struct commit_text before;
	struct error err = { 0 };
	struct oid head = git_id(fixture.dir, "HEAD");
	struct oid parent;
	char hex[OID_HEX_CHARS + 1];
	(void)state;

	take(SNAPSHOT_STAGED, "subject\n\nbody\n");
	oid_hex(&commit, hex);
	assert_int_equal(
		revision_parse(repository, arena_printf(&arena, "%s^1", hex).data, &parent, &err),
		0);
	assert_memory_equal(&parent, &head, sizeof(head));
	limits_init(&limits);
	objects = repository_objects(repository, &limits);
	assert_int_equal(objects->ops->commit_text(objects->ctx, &commit, &arena, &text, &err), 0);
	assert_true(bytes_equal_string(text.message, "subject\n\nbody\n"));
	assert_true(bytes_equal_string(text.author.name, "A U Thor"));
	assert_true(bytes_equal_string(text.committer.email, "committer@example.com"));
	assert_int_equal(objects->ops->commit_text(objects->ctx, &head, &arena, &before, &err), 0);
	assert_true(before.committer.time > 0);
	assert_int_equal(text.author.time, before.committer.time);
	assert_int_equal(text.committer.time, before.committer.time);
}

static void
a_merge_has_its_other_parent(void **state)
{
	struct error err = { 0 };
	struct oid other, parent;
	char hex[OID_HEX_CHARS + 1];
	(void)state;

	git_run(fixture.dir, "checkout", "-q", "-b", "side", NULL);
	git_run(fixture.dir, "commit", "-q", "--allow-empty", "-m", "side", NULL);
	other = git_id(fixture.dir, "HEAD");
	git_run(fixture.dir, "checkout", "-q", "-", NULL);
	git_run(fixture.dir, "merge", "-q", "--no-commit", "--no-ff", "side", NULL);
	take(SNAPSHOT_STAGED, "");
	oid_hex(&commit, hex);
	assert_int_equal(
		revision_parse(repository, arena_printf(&arena, "%s^2", hex).data, &parent, &err),
		0);
	assert_memory_equal(&parent, &other, sizeof(other));
}

static void
an_unborn_branch_gives_a_root(void **state)
{
	struct error err = { 0 };
	struct oid parent;
	char hex[OID_HEX_CHARS + 1];
	(void)state;

	git_run(fixture.dir, "checkout", "-q", "--orphan", "new", NULL);
	take(SNAPSHOT_WORKTREE, "");
	expect_tree(tree_by_git());
	oid_hex(&commit, hex);
	assert_int_equal(
		revision_parse(repository, arena_printf(&arena, "%s^1", hex).data, &parent, &err),
		-1);
}

static void
unmerged_paths_are_refused(void **state)
{
	const char *const merge[] = { "merge", "-q", "side", NULL };
	struct error err = { 0 };
	(void)state;

	git_run(fixture.dir, "checkout", "-q", "-b", "side", NULL);
	file_write(fixture.dir, "changed", BYTES("side\n"));
	git_run(fixture.dir, "commit", "-q", "-a", "-m", "side", NULL);
	git_run(fixture.dir, "checkout", "-q", "-", NULL);
	file_write(fixture.dir, "changed", BYTES("main\n"));
	git_run(fixture.dir, "commit", "-q", "-a", "-m", "main", NULL);
	assert_int_not_equal(git_try(fixture.dir, BYTES_NONE, NULL, merge), 0);
	open_fixture();
	assert_int_equal(snapshot_take(repository, SNAPSHOT_STAGED, BYTES(""), &commit, &err), -1);
	assert_int_equal(err.code, ERROR_CONFIG);
}

static void
a_bare_repository_has_nothing_to_take(void **state)
{
	struct error err = { 0 };
	(void)state;

	git_run(fixture.dir, "config", "core.bare", "true", NULL);
	open_fixture();
	assert_int_equal(snapshot_take(repository, SNAPSHOT_STAGED, BYTES(""), &commit, &err), -1);
	assert_int_equal(err.code, ERROR_CONFIG);
}

static void
a_revision_becomes_a_root_with_its_tree(void **state)
{
	CLEANUP(buf_release) struct buf before = BUF_INIT;
	CLEANUP(buf_release) struct buf after = BUF_INIT;
	struct error err = { 0 };
	(void)state;

	git_run(fixture.dir, "tag", "-a", "-m", "x", "v1", NULL);
	open_fixture();
	dir_fingerprint(fixture.dir, &before);
	assert_int_equal(snapshot_tree(repository, "v1", &commit, &err), 0);
	dir_fingerprint(fixture.dir, &after);
	assert_string_equal(before.data, after.data);
	expect_tree(git_id(fixture.dir, "HEAD^{tree}"));
}

#define IN_REPOSITORY(test) cmocka_unit_test_setup_teardown(test, setup, teardown)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		IN_REPOSITORY(the_work_tree_is_what_git_add_would_stage),
		IN_REPOSITORY(line_ends_are_those_of_git_add),
		IN_REPOSITORY(configuration_of_the_user_counts_too),
		IN_REPOSITORY(staged_is_the_index_alone),
		IN_REPOSITORY(another_index_is_honoured),
		IN_REPOSITORY(the_commit_stands_on_head),
		IN_REPOSITORY(a_merge_has_its_other_parent),
		IN_REPOSITORY(an_unborn_branch_gives_a_root),
		IN_REPOSITORY(unmerged_paths_are_refused),
		IN_REPOSITORY(a_bare_repository_has_nothing_to_take),
		IN_REPOSITORY(a_revision_becomes_a_root_with_its_tree),
	};

	return cmocka_run_group_tests_name("snapshot", tests, NULL, NULL);
}
