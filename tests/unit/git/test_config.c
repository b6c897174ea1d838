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
#include "git/git_config.h"

static struct git_fixture fixture;
static struct arena arena;
static struct repository *repository;
static struct config_entry *entries;
static size_t n_entries;

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
	git_run(fixture.dir, "init", "-q", "r", NULL);
	repository = NULL;
	unsetenv("GIT_CONFIG_GLOBAL");
	unsetenv("GIT_CONFIG_NOSYSTEM");
	setenv("GIT_CONFIG_SYSTEM", in_dir("system"), 1);
	setenv("HOME", in_dir("home"), 1);
	setenv("XDG_CONFIG_HOME", in_dir("xdg"), 1);
	return 0;
}

static int
teardown(void **state)
{
	(void)state;
	repository_free(repository);
	arena_release(&arena);
	git_fixture_release(&fixture);
	unsetenv("GIT_CONFIG_SYSTEM");
	unsetenv("XDG_CONFIG_HOME");
	return 0;
}

static void
open_fixture(void)
{
	struct error err = { 0 };

	if (repository_open(REPOSITORY_OPEN_DISCOVER, in_dir("r"), &repository, &err) < 0)
		fail_msg("%s", err.message);
}

static int
read_writ(const char *locked, struct error *err)
{
	static const char *const prefixes[] = { "writ.", "receive.fsck.", NULL };

	return config_read(repository, locked, prefixes, &arena, &entries, &n_entries, err);
}

/* Expects the entries to be, in order, `name=value` of EXPECTED, separated by blanks. */
static void
expect_entries(const char *locked, const char *expected)
{
	CLEANUP(buf_release) struct buf out = BUF_INIT;
	struct error err = { 0 };

	if (read_writ(locked, &err) < 0)
		fail_msg("%s", err.message);
	for (size_t i = 0; i < n_entries; i++)
		buf_printf(&out, "%s%.*s%s%.*s%s", i ? " " : "", BYTES_ARG(entries[i].name),
			   entries[i].has_value ? "=" : "", BYTES_ARG(entries[i].value),
			   entries[i].locked ? "!" : "");
	assert_string_equal(out.data ? out.data : "", expected);
}

static void
files_are_read_lowest_first(void **state)
{
	(void)state;
	file_write(fixture.dir, "system", BYTES("[writ]\n\ta = 1\n[other]\n\tb = 1\n"));
	file_write(fixture.dir, "xdg/git/config", BYTES("[writ]\n\ta = 2\n"));
	file_write(fixture.dir, "home/.gitconfig", BYTES("[writ]\n\ta = 3\n"));
	file_write(fixture.dir, "r/.git/config",
		   BYTES("[writ]\n\tA = 4\n\ta = 5\n\tflag\n"
			 "[writ \"Sub.X\"]\n\tKey = v\n"
			 "[receive \"fsck\"]\n\tbadEmail = warn\n"));
	open_fixture();
	expect_entries(NULL, "writ.a=1 writ.a=2 writ.a=3 writ.a=4 writ.a=5 writ.flag "
			     "writ.Sub.X.key=v receive.fsck.bademail=warn");
	assert_true(bytes_equal_string(entries[0].origin, in_dir("system")));
	assert_true(bytes_equal_string(entries[3].origin, in_dir("r/.git/config")));
}

static void
a_locked_name_has_no_other_entry(void **state)
{
	(void)state;
	file_write(fixture.dir, "home/.gitconfig", BYTES("[writ]\n\tmode = observe\n\tb = 1\n"));
	file_write(fixture.dir, "locked",
		   BYTES("[writ]\n\tmode = enforce\n\tsource = x\n"
			 "\tsource = y\n"));
	expect_entries(in_dir("locked"),
		       "writ.b=1 writ.mode=enforce! writ.source=x! writ.source=y!");
	expect_entries(in_dir("absent"), "writ.mode=observe writ.b=1");
}

static void
the_environment_chooses_the_files(void **state)
{
	(void)state;
	file_write(fixture.dir, "system", BYTES("[writ]\n\ta = 1\n"));
	file_write(fixture.dir, "home/.gitconfig", BYTES("[writ]\n\ta = 3\n"));
	file_write(fixture.dir, "home/.config/git/config", BYTES("[writ]\n\ta = 2\n"));
	file_write(fixture.dir, "global", BYTES("[writ]\n\ta = 9\n"));
	unsetenv("XDG_CONFIG_HOME");
	expect_entries(NULL, "writ.a=1 writ.a=2 writ.a=3");
	setenv("GIT_CONFIG_NOSYSTEM", "1", 1);
	expect_entries(NULL, "writ.a=2 writ.a=3");
	setenv("GIT_CONFIG_GLOBAL", in_dir("global"), 1);
	expect_entries(NULL, "writ.a=9");
	setenv("GIT_CONFIG_GLOBAL", "/dev/null", 1);
	expect_entries(NULL, "");
}

static void
includes_and_the_work_tree_are_read(void **state)
{
	(void)state;
	file_write(fixture.dir, "inc", BYTES("[writ]\n\tb = 2\n"));
	file_write(fixture.dir, "r/.git/config",
		   arena_printf(&arena,
				"[core]\n\trepositoryformatversion = 1\n[extensions]\n"
				"\tworktreeConfig = true\n[writ]\n\ta = 1\n[include]\n"
				"\tpath = %s\n[writ]\n\tc = 3\n",
				in_dir("inc")));
	file_write(fixture.dir, "r/.git/config.worktree", BYTES("[writ]\n\td = 4\n"));
	open_fixture();
	expect_entries(NULL, "writ.a=1 writ.b=2 writ.c=3 writ.d=4");
}

static void
a_broken_file_is_named_with_its_line(void **state)
{
	struct error err = { 0 };
	(void)state;

	file_write(fixture.dir, "locked", BYTES("[writ]\n\ta = 1\n[broken\n"));
	assert_int_equal(read_writ(in_dir("locked"), &err), -1);
	assert_int_equal(err.code, ERROR_CONFIG);
	if (!strstr(err.message, "/locked:3"))
		fail_msg("%s", err.message);
}

static void
an_unreadable_file_of_the_server_is_an_error(void **state)
{
	struct error err = { 0 };
	(void)state;

	if (geteuid() == 0)
		return; /* root reads everything */
	file_write(fixture.dir, "locked", BYTES("[writ]\n\ta = 1\n"));
	assert_int_equal(chmod(in_dir("locked"), 0), 0);
	assert_int_equal(read_writ(in_dir("locked"), &err), -1);
	assert_int_equal(err.code, ERROR_CONFIG);
}

#define IN_REPOSITORY(test) cmocka_unit_test_setup_teardown(test, setup, teardown)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		IN_REPOSITORY(files_are_read_lowest_first),
		IN_REPOSITORY(a_locked_name_has_no_other_entry),
		IN_REPOSITORY(the_environment_chooses_the_files),
		IN_REPOSITORY(includes_and_the_work_tree_are_read),
		IN_REPOSITORY(a_broken_file_is_named_with_its_line),
		IN_REPOSITORY(an_unreadable_file_of_the_server_is_an_error),
	};

	return cmocka_run_group_tests_name("config", tests, NULL, NULL);
}
