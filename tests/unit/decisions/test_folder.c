#include "config.h"

#include <stdarg.h>
#include <setjmp.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "decisions/folder.h"

static char root[] = "/tmp/writ-folder-XXXXXX";
static char place[64];
static struct arena arena;
static struct limits limits;
static struct source source;
static struct error err;

static char *
path_of(const char *name)
{
	static char path[4][512];
	static size_t next;

	next = (next + 1) % 4;
	snprintf(path[next], sizeof(path[next]), "%s/%s", root, name);
	return path[next];
}

static void
write_file(const char *name, const char *content)
{
	FILE *file = fopen(path_of(name), "w");

	assert_non_null(file);
	assert_true(fputs(content, file) >= 0);
	assert_int_equal(fclose(file), 0);
}

static int
set_up(void **state)
{
	(void)state;
	memcpy(root + sizeof(root) - 7, "XXXXXX", 6);
	if (!mkdtemp(root) || mkdir(path_of("adr"), 0755) < 0 ||
	    mkdir(path_of("adr/sub"), 0755) < 0)
		return -1;
	snprintf(place, sizeof(place), "%s/adr", root);
	arena_init(&arena);
	limits_init(&limits);
	source = (struct source){ 0 };
	err = (struct error){ 0 };
	return 0;
}

static int
entry_remove(const char *path, const struct stat *st, int flag, struct FTW *ftw)
{
	(void)st;
	(void)flag;
	(void)ftw;
	return remove(path);
}

static int
tear_down(void **state)
{
	(void)state;
	arena_release(&arena);
	return nftw(root, entry_remove, 16, FTW_DEPTH | FTW_PHYS);
}

static int
read_it(void)
{
	return folder_read(place, &limits, &arena, &source, &err);
}

static void
files_come_in_byte_order_with_their_subfolders(void **state)
{
	(void)state;
	write_file("adr/0002-b.md", "b");
	write_file("adr/0001-a.md", "a");
	write_file("adr/0001-a.lua", "");
	write_file("adr/sub/0003-c.md", "c");
	write_file("adr/picture.png", "not read");
	write_file("adr/.hidden.md", "not read");
	assert_int_equal(mkdir(path_of("adr/.git"), 0755), 0);
	write_file("adr/.git/0009-x.md", "not read");
	assert_int_equal(read_it(), 0);
	assert_int_equal(source.n_files, 4);
	assert_true(bytes_equal_string(source.files[0].path, "0001-a.lua"));
	assert_true(bytes_equal_string(source.files[1].path, "0001-a.md"));
	assert_true(bytes_equal_string(source.files[2].path, "0002-b.md"));
	assert_true(bytes_equal_string(source.files[3].path, "sub/0003-c.md"));
	assert_true(bytes_equal_string(source.files[3].content, "c"));
}

static void
a_folder_that_is_missing_is_not_found(void **state)
{
	(void)state;
	strcat(place, "/none");
	assert_int_equal(read_it(), -1);
	assert_int_equal(err.code, ERROR_NOT_FOUND);
	assert_non_null(strstr(err.message, "adr/none: there is no such folder"));
}

static void
a_link_is_followed_inside_the_folder_only(void **state)
{
	(void)state;
	write_file("adr/sub/x.md", "x");
	assert_int_equal(symlink("sub/x.md", path_of("adr/0001-a.md")), 0);
	assert_int_equal(read_it(), 0);
	assert_int_equal(source.n_files, 2);
	assert_true(bytes_equal_string(source.files[0].content, "x"));

	write_file("secret.md", "s");
	assert_int_equal(symlink("../secret.md", path_of("adr/0002-b.md")), 0);
	assert_int_equal(read_it(), -1);
	assert_non_null(strstr(err.message, "0002-b.md: a symbolic link that leads out"));
	assert_int_equal(unlink(path_of("adr/0002-b.md")), 0);
	assert_int_equal(symlink(path_of("secret.md"), path_of("adr/0002-b.md")), 0);
	assert_int_equal(read_it(), -1);
}

static void
a_link_that_leads_nowhere_or_to_a_folder_is_an_error(void **state)
{
	(void)state;
	assert_int_equal(symlink("none.md", path_of("adr/0001-a.md")), 0);
	assert_int_equal(read_it(), -1);
	assert_int_equal(unlink(path_of("adr/0001-a.md")), 0);
	assert_int_equal(symlink("sub", path_of("adr/0001-a.md")), 0);
	assert_int_equal(read_it(), -1);
	assert_non_null(strstr(err.message, "neither a regular file"));
}

static void
a_pipe_is_refused_and_not_waited_for(void **state)
{
	(void)state;
	assert_int_equal(mkfifo(path_of("adr/0001-a.md"), 0644), 0);
	assert_int_equal(read_it(), -1);
	assert_non_null(strstr(err.message, "0001-a.md: neither a regular file"));
}

static void
limits_name_the_file(void **state)
{
	(void)state;
	write_file("adr/0001-a.md", "12345");
	write_file("adr/0002-b.md", "12345");
	limits.value[LIMIT_SOURCE_FILE_BYTES] = 5;
	assert_int_equal(read_it(), 0);
	limits.value[LIMIT_SOURCE_FILE_BYTES] = 4;
	assert_int_equal(read_it(), -1);
	assert_int_equal(err.code, ERROR_LIMIT);
	assert_non_null(strstr(err.message, "source-file-bytes"));
	limits.value[LIMIT_SOURCE_FILE_BYTES] = 5;
	limits.value[LIMIT_SOURCE_BYTES] = 9;
	assert_int_equal(read_it(), -1);
	assert_non_null(strstr(err.message, "source-bytes"));
	limits.value[LIMIT_SOURCE_BYTES] = 10;
	limits.value[LIMIT_SOURCE_FILES] = 1;
	assert_int_equal(read_it(), -1);
	assert_non_null(strstr(err.message, "source-files"));
}

static void
folders_nest_to_a_limit(void **state)
{
	char name[256] = "adr";

	(void)state;
	for (int i = 0; i < 40; i++) {
		strcat(name, "/d");
		assert_int_equal(mkdir(path_of(name), 0755), 0);
	}
	assert_int_equal(read_it(), -1);
	assert_int_equal(err.code, ERROR_LIMIT);
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, set_up, tear_down)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(files_come_in_byte_order_with_their_subfolders),
		TEST(a_folder_that_is_missing_is_not_found),
		TEST(a_link_is_followed_inside_the_folder_only),
		TEST(a_link_that_leads_nowhere_or_to_a_folder_is_an_error),
		TEST(a_pipe_is_refused_and_not_waited_for),
		TEST(limits_name_the_file),
		TEST(folders_nest_to_a_limit),
	};

	return cmocka_run_group_tests_name("folder", tests, NULL, NULL);
}
