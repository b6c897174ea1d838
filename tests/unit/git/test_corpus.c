#include "config.h"

#include <stdarg.h>
#include <setjmp.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "../../lib/git_fixture.h"
#include "git/corpus.h"
#include "git/refs.h"

static struct git_fixture fixture;
static struct arena arena;
static struct repository *repository;
static struct limits limits;
static struct source source;

static int
setup(void **state)
{
	(void)state;
	git_fixture_init(&fixture);
	arena_init(&arena);
	limits_init(&limits);
	repository = NULL;
	git_run(fixture.dir, "init", "-q", NULL);
	file_write(fixture.dir, "docs/adr/0001-a.md", BYTES("one"));
	file_write(fixture.dir, "docs/adr/0001-a/x.txtar", BYTES("three"));
	file_write(fixture.dir, "docs/adr/0001-a.lua", BYTES("two"));
	file_write(fixture.dir, "docs/adr/.hidden", BYTES("no"));
	file_write(fixture.dir, "docs/adr/.git-x/0002-b.md", BYTES("no"));
	file_write(fixture.dir, "docs/adr/diagram.png", BYTES("no"));
	file_write(fixture.dir, "docs/other", BYTES("no"));
	file_write(fixture.dir, "docs/other.md", BYTES("four"));
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

/* Commits what there is and reads FOLDER of it. */
static int
read_folder(const char *folder, struct error *err)
{
	struct oid commit;

	git_run(fixture.dir, "add", "-A", NULL);
	git_run(fixture.dir, "commit", "-q", "--allow-empty", "-m", "x", NULL);
	if (repository_open(REPOSITORY_OPEN_DISCOVER, fixture.dir, &repository, err) < 0 ||
	    revision_parse(repository, "HEAD", &commit, err) < 0)
		fail_msg("%s", err->message);
	return corpus_read(repository, &commit, bytes_of(folder), &limits, &arena, &source, err);
}

static void
a_folder_is_read_in_byte_order(void **state)
{
	static const char *const expected[][2] = {
		{ "0001-a.lua", "two" },
		{ "0001-a.md", "one" },
		{ "0001-a/x.txtar", "three" },
	};
	struct error err = { 0 };
	(void)state;

	assert_int_equal(read_folder("docs/adr/", &err), 0);
	assert_int_equal(source.n_files, 3);
	for (size_t i = 0; i < 3; i++) {
		assert_true(bytes_equal_string(source.files[i].path, expected[i][0]));
		assert_true(bytes_equal_string(source.files[i].content, expected[i][1]));
	}
}

static void
the_whole_tree_can_be_a_source(void **state)
{
	struct error err = { 0 };
	(void)state;

	assert_int_equal(read_folder("", &err), 0);
	assert_int_equal(source.n_files, 4);
	assert_true(bytes_equal_string(source.files[3].path, "docs/other.md"));
}

static void
what_is_no_folder_is_not_found(void **state)
{
	static const char *const folders[] = {
		"docs/none", "docs/other",         "docs/other/x", "docs//adr",
		"/docs",     "docs/adr/0001-a.md", "..",           "docs/..",
	};
	(void)state;

	for (size_t i = 0; i < sizeof(folders) / sizeof(folders[0]); i++) {
		struct error err = { 0 };

		assert_int_equal(read_folder(folders[i], &err), -1);
		assert_int_equal(err.code, ERROR_NOT_FOUND);
		repository_free(repository);
		repository = NULL;
	}
}

static void
a_link_that_looks_like_a_decision_is_an_error(void **state)
{
	struct error err = { 0 };
	struct bytes link = arena_printf(&arena, "%s/docs/adr/0009-x.md", fixture.dir);
	(void)state;

	assert_int_equal(symlink("../../secret", link.data), 0);
	assert_int_equal(read_folder("docs/adr", &err), -1);
	assert_int_equal(err.code, ERROR_CORPUS);
	assert_non_null(strstr(err.message, "0009-x.md: a symlink"));
}

static void
other_links_are_passed_over(void **state)
{
	struct error err = { 0 };
	struct bytes link = arena_printf(&arena, "%s/docs/adr/latest.md", fixture.dir);
	(void)state;

	assert_int_equal(symlink("0001-a.md", link.data), 0);
	assert_int_equal(read_folder("docs/adr", &err), 0);
	assert_int_equal(source.n_files, 3);
}

static void
limits_of_a_source_are_kept(void **state)
{
	static const struct {
		enum limit limit;
		uint64_t value;
	} cases[] = {
		{ LIMIT_SOURCE_FILES, 2 },
		{ LIMIT_SOURCE_FILE_BYTES, 4 },
		{ LIMIT_SOURCE_BYTES, 10 },
	};
	(void)state;

	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct error err = { 0 };

		limits_init(&limits);
		limits.value[cases[i].limit] = cases[i].value;
		assert_int_equal(read_folder("docs/adr", &err), -1);
		assert_int_equal(err.code, ERROR_LIMIT);
		assert_non_null(strstr(err.message, limit_rows[cases[i].limit].name));
		repository_free(repository);
		limits.value[cases[i].limit] = cases[i].value + 1;
		assert_int_equal(read_folder("docs/adr", &err), 0);
		repository_free(repository);
		repository = NULL;
	}
}

#define IN_REPOSITORY(test) cmocka_unit_test_setup_teardown(test, setup, teardown)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		IN_REPOSITORY(a_folder_is_read_in_byte_order),
		IN_REPOSITORY(the_whole_tree_can_be_a_source),
		IN_REPOSITORY(what_is_no_folder_is_not_found),
		IN_REPOSITORY(a_link_that_looks_like_a_decision_is_an_error),
		IN_REPOSITORY(other_links_are_passed_over),
		IN_REPOSITORY(limits_of_a_source_are_kept),
	};

	return cmocka_run_group_tests_name("corpus", tests, NULL, NULL);
}
