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
#include "git/repository.h"
#include "model/limits.h"

static struct git_fixture fixture;
static struct arena arena;
static struct repository *repository;
static const struct objects *objects;
static struct limits limits;

static int
setup(void **state)
{
	(void)state;
	git_fixture_init(&fixture);
	arena_init(&arena);
	limits_init(&limits);
	repository = NULL;
	git_run(fixture.dir, "init", "-q", NULL);
	return 0;
}

static int
teardown(void **state)
{
	(void)state;
	repository_free(repository);
	arena_release(&arena);
	git_fixture_release(&fixture);
	return 0;
}

static void
open_fixture(void)
{
	struct error err = { 0 };

	if (repository_open(REPOSITORY_OPEN_DISCOVER, fixture.dir, &repository, &err) < 0)
		fail_msg("%s", err.message);
	objects = repository_objects(repository, &limits);
}

static void
commit_all(void)
{
	git_run(fixture.dir, "add", "-A", NULL);
	git_run(fixture.dir, "commit", "-q", "--allow-empty", "-m", "x", NULL);
}

static void
blobs_are_read_whole_or_not_at_all(void **state)
{
	struct error err = { 0 };
	struct oid id = git_object_write(fixture.dir, "blob", BYTES("a\0b\n"));
	struct oid empty = git_object_write(fixture.dir, "blob", BYTES(""));
	struct oid missing = { { 1 } };
	struct blob blob;
	uint64_t size;
	(void)state;

	open_fixture();
	assert_int_equal(objects->ops->blob_size(objects->ctx, &id, &size, &err), 0);
	assert_int_equal(size, 4);
	assert_int_equal(objects->ops->blob_read(objects->ctx, &id, &blob, &err), 0);
	assert_true(bytes_equal(blob.content, BYTES("a\0b\n")));
	objects->ops->blob_release(objects->ctx, &blob);
	assert_int_equal(objects->ops->blob_read(objects->ctx, &empty, &blob, &err), 0);
	assert_int_equal(blob.content.len, 0);
	assert_non_null(blob.content.data);
	objects->ops->blob_release(objects->ctx, &blob);
	assert_int_equal(objects->ops->blob_read(objects->ctx, &missing, &blob, &err), -1);
	assert_int_equal(err.code, ERROR_NOT_FOUND);
	assert_int_equal(objects->ops->blob_size(objects->ctx, &missing, &size, &err), -1);
	assert_int_equal(err.code, ERROR_NOT_FOUND);
	limits.value[LIMIT_BLOB_BYTES] = 3;
	objects = repository_objects(repository, &limits);
	assert_int_equal(objects->ops->blob_read(objects->ctx, &id, &blob, &err), -1);
	assert_int_equal(err.code, ERROR_LIMIT);
	assert_non_null(strstr(err.message, "writ.limit.blob-bytes"));
}

static void
another_kind_of_object_is_malformed(void **state)
{
	struct error err = { 0 };
	struct commit_text text;
	struct blob blob;
	struct oid tree, blob_id;
	uint64_t size;
	(void)state;

	file_write(fixture.dir, "f", BYTES("x"));
	commit_all();
	tree = git_id(fixture.dir, "HEAD^{tree}");
	blob_id = git_id(fixture.dir, "HEAD:f");
	open_fixture();
	assert_int_equal(objects->ops->blob_read(objects->ctx, &tree, &blob, &err), -1);
	assert_int_equal(err.code, ERROR_MALFORMED);
	assert_int_equal(objects->ops->blob_size(objects->ctx, &tree, &size, &err), -1);
	assert_int_equal(err.code, ERROR_MALFORMED);
	assert_int_equal(objects->ops->commit_text(objects->ctx, &blob_id, &arena, &text, &err),
			 -1);
	assert_int_equal(err.code, ERROR_MALFORMED);
}

/* Nothing but the header is there to be read: the file is cut off behind it. (Reading it as a whole
 * would not end: libgit2 1.5 asks zlib for the rest for ever.) */
static void
a_size_comes_from_the_header(void **state)
{
	static char zeros[4 * 1024 * 1024];
	struct error err = { 0 };
	struct oid id =
		git_object_write(fixture.dir, "blob", (struct bytes){ zeros, sizeof(zeros) });
	uint64_t size;
	char hex[OID_HEX_CHARS + 1];
	struct bytes path;
	(void)state;

	oid_hex(&id, hex);
	path = arena_printf(&arena, "%s/.git/objects/%.2s/%s", fixture.dir, hex, hex + 2);
	assert_int_equal(chmod(path.data, 0600), 0);
	assert_int_equal(truncate(path.data, 1024), 0);
	open_fixture();
	assert_int_equal(objects->ops->blob_size(objects->ctx, &id, &size, &err), 0);
	assert_int_equal(size, sizeof(zeros));
}

static void
paths_are_found_in_trees(void **state)
{
	static const struct {
		const char *path;
		enum entry_kind kind;
	} cases[] = {
		{ "a", ENTRY_FILE },          { "dir/sub/x", ENTRY_EXECUTABLE },
		{ "link", ENTRY_SYMLINK },    { "mod", ENTRY_SUBMODULE },
		{ "dir", ENTRY_NONE },        { "dir/sub", ENTRY_NONE },
		{ "none", ENTRY_NONE },       { "a/b", ENTRY_NONE },
		{ "mod/x", ENTRY_NONE },      { "dir/", ENTRY_NONE },
		{ "/a", ENTRY_NONE },         { "", ENTRY_NONE },
		{ "dir//sub/x", ENTRY_NONE }, { "di", ENTRY_NONE },
		{ "./a", ENTRY_NONE },        { "dir/../a", ENTRY_NONE },
		{ "A", ENTRY_NONE },
	};
	struct oid tree;
	(void)state;

	file_write(fixture.dir, "a", BYTES("x"));
	file_write(fixture.dir, "dir/sub/x", BYTES("y"));
	assert_int_equal(chmod(arena_printf(&arena, "%s/dir/sub/x", fixture.dir).data, 0755), 0);
	assert_int_equal(symlink("a", arena_printf(&arena, "%s/link", fixture.dir).data), 0);
	git_run(fixture.dir, "add", "-A", NULL);
	git_run(fixture.dir, "update-index", "--add", "--cacheinfo",
		"160000,1111111111111111111111111111111111111111,mod", NULL);
	git_run(fixture.dir, "commit", "-q", "-m", "x", NULL);
	tree = git_id(fixture.dir, "HEAD^{tree}");
	open_fixture();
	for (int again = 0; again < 2; again++) {
		for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
			struct error err = { 0 };
			struct entry entry;

			if (objects->ops->tree_find(objects->ctx, &tree, bytes_of(cases[i].path),
						    &entry, &err) < 0)
				fail_msg("%s: %s", cases[i].path, err.message);
			if (entry.kind != cases[i].kind)
				fail_msg("%s: %d", cases[i].path, (int)entry.kind);
		}
	}
}

struct listing {
	struct buf out;
	const char *pruned;
	int left; /* files until the visitor ends the walk; negative: never */
};

static int
list_file(void *ctx, const struct tree_file *file)
{
	struct listing *listing = ctx;

	buf_add(&listing->out, file->path);
	buf_add_char(&listing->out, '\0');
	return listing->left > 0 && --listing->left == 0 ? 7 : 0;
}

static bool
prune_one(void *ctx, struct bytes prefix)
{
	const struct listing *listing = ctx;

	return bytes_equal_string(prefix, listing->pruned);
}

static void
walks_go_in_byte_order(void **state)
{
	static const char *const paths[] = { "a.b", "a/x", "a-b",      "a0",        "b/c/d/e",
					     "b.x", "b-",  "\xff\xfe", "\xc3\xa9/z" };
	struct listing listing = { BUF_INIT, NULL, -1 };
	CLEANUP(buf_release) struct buf by_git = BUF_INIT;
	struct error err = { 0 };
	struct oid tree;
	(void)state;

	for (size_t i = 0; i < sizeof(paths) / sizeof(paths[0]); i++)
		file_write(fixture.dir, paths[i], BYTES("x"));
	commit_all();
	tree = git_id(fixture.dir, "HEAD^{tree}");
	git_run_io(fixture.dir, NULL, &by_git, "ls-tree", "-r", "-z", "--name-only", "HEAD", NULL);
	open_fixture();
	assert_int_equal(
		objects->ops->tree_walk(objects->ctx, &tree, NULL, list_file, &listing, &err), 0);
	assert_true(bytes_equal(buf_bytes(&listing.out), buf_bytes(&by_git)));
	buf_clear(&listing.out);
	listing.pruned = "b/c/";
	listing.left = 4;
	assert_int_equal(
		objects->ops->tree_walk(objects->ctx, &tree, prune_one, list_file, &listing, &err),
		7);
	assert_true(bytes_equal(buf_bytes(&listing.out), BYTES("a-b\0a.b\0a/x\0a0\0")));
	buf_clear(&listing.out);
	listing.left = -1;
	assert_int_equal(
		objects->ops->tree_walk(objects->ctx, &tree, prune_one, list_file, &listing, &err),
		0);
	assert_null(memmem(listing.out.data, listing.out.len, "b/c", 3));
	buf_release(&listing.out);
}

#define ID "\x11\x11\x11\x11\x11\x11\x11\x11\x11\x11\x11\x11\x11\x11\x11\x11\x11\x11\x11\x11"

static void
ambiguous_trees_are_malformed(void **state)
{
	static const struct bytes trees[] = {
		BYTES_INIT("100644 b\0" ID "100644 a\0" ID),
		BYTES_INIT("100644 a\0" ID "100644 a\0" ID),
		BYTES_INIT("100644 a\0" ID "40000 a\0" ID),
		BYTES_INIT("100644 a/b\0" ID),
		BYTES_INIT("100644 \0" ID),
		BYTES_INIT("100644 a\0" ID "100644"),
		BYTES_INIT("100644 a\0" ID "100644 b\0short"),
		BYTES_INIT("rubbish"),
		BYTES_INIT("100644 a"),
	};
	(void)state;

	limits.value[LIMIT_TREE_DEPTH] = 8;
	for (size_t i = 0; i < sizeof(trees) / sizeof(trees[0]); i++) {
		struct listing listing = { BUF_INIT, NULL, -1 };
		struct error err = { 0 };
		struct oid id = git_object_write(fixture.dir, "tree", trees[i]);

		open_fixture();
		assert_int_equal(
			objects->ops->tree_walk(objects->ctx, &id, NULL, list_file, &listing, &err),
			-1);
		if (err.code != ERROR_MALFORMED)
			fail_msg("case %zu: %s", i, err.message);
		buf_release(&listing.out);
		repository_free(repository);
		repository = NULL;
	}
}

static void
deep_trees_end_at_the_limit(void **state)
{
	struct listing listing = { BUF_INIT, NULL, -1 };
	struct error err = { 0 };
	struct oid tree;
	(void)state;

	file_write(fixture.dir, "1/2/3/4/5/6/7/8/f", BYTES("x"));
	commit_all();
	tree = git_id(fixture.dir, "HEAD^{tree}");
	limits.value[LIMIT_TREE_DEPTH] = 8;
	open_fixture();
	assert_int_equal(
		objects->ops->tree_walk(objects->ctx, &tree, NULL, list_file, &listing, &err), 0);
	limits.value[LIMIT_TREE_DEPTH] = 7;
	objects = repository_objects(repository, &limits);
	assert_int_equal(
		objects->ops->tree_walk(objects->ctx, &tree, NULL, list_file, &listing, &err), -1);
	assert_int_equal(err.code, ERROR_LIMIT);
	buf_release(&listing.out);
}

static void
trees_are_compared_with_nothing_too(void **state)
{
	struct change_list changes;
	struct error err = { 0 };
	struct oid none = { { 0 } };
	struct oid one, two;
	(void)state;

	file_write(fixture.dir, "a", BYTES("a"));
	file_write(fixture.dir, "d/b", BYTES("b"));
	commit_all();
	one = git_id(fixture.dir, "HEAD^{tree}");
	file_write(fixture.dir, "a", BYTES("changed"));
	git_run(fixture.dir, "mv", "d/b", "c", NULL);
	commit_all();
	two = git_id(fixture.dir, "HEAD^{tree}");
	open_fixture();
	assert_int_equal(objects->ops->tree_diff(objects->ctx, &one, &two, &arena, &changes, &err),
			 0);
	assert_int_equal(changes.len, 3);
	assert_int_equal(changes.items[0].status, CHANGE_MODIFIED);
	assert_true(bytes_equal_string(changes.items[1].path->name, "c"));
	assert_true(bytes_equal_string(changes.items[1].renamed_from->name, "d/b"));
	assert_int_equal(changes.items[2].status, CHANGE_DELETED);
	assert_int_equal(objects->ops->tree_diff(objects->ctx, &none, &one, &arena, &changes, &err),
			 0);
	assert_int_equal(changes.len, 2);
	assert_int_equal(changes.items[1].status, CHANGE_ADDED);
	assert_int_equal(objects->ops->tree_diff(objects->ctx, &one, &none, &arena, &changes, &err),
			 0);
	assert_int_equal(changes.len, 2);
	assert_int_equal(changes.items[0].status, CHANGE_DELETED);
}

static void
a_cut_tree_is_not_compared(void **state)
{
	struct change_list changes;
	struct error err = { 0 };
	struct oid none = { { 0 } };
	struct oid cut = git_object_write(fixture.dir, "tree", BYTES("100644 a\0" ID "100644"));
	(void)state;

	open_fixture();
	assert_int_equal(objects->ops->tree_diff(objects->ctx, &none, &cut, &arena, &changes, &err),
			 -1);
	assert_int_equal(err.code, ERROR_MALFORMED);
}

#define IN_REPOSITORY(test) cmocka_unit_test_setup_teardown(test, setup, teardown)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		IN_REPOSITORY(blobs_are_read_whole_or_not_at_all),
		IN_REPOSITORY(another_kind_of_object_is_malformed),
		IN_REPOSITORY(a_size_comes_from_the_header),
		IN_REPOSITORY(paths_are_found_in_trees),
		IN_REPOSITORY(walks_go_in_byte_order),
		IN_REPOSITORY(ambiguous_trees_are_malformed),
		IN_REPOSITORY(deep_trees_end_at_the_limit),
		IN_REPOSITORY(trees_are_compared_with_nothing_too),
		IN_REPOSITORY(a_cut_tree_is_not_compared),
	};

	return cmocka_run_group_tests_name("objects", tests, NULL, NULL);
}
