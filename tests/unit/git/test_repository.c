#include "config.h"

#include <stdarg.h>
#include <setjmp.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "git/repository.h"
#include "../../lib/git_fixture.h"

static struct git_fixture fixture;

static int
setup(void **state)
{
	(void)state;
	git_fixture_init(&fixture);
	return 0;
}

static int
teardown(void **state)
{
	(void)state;
	git_fixture_release(&fixture);
	return 0;
}

static const char *
in_dir(const char *name)
{
	static char path[4][256];
	static unsigned int next;
	char *at = path[next++ % 4];

	snprintf(at, sizeof(path[0]), "%s/%s", fixture.dir, name);
	return at;
}

/* Opens PATH by hand and expects the error CODE with TEXT in its message. */
static void
expect_refused(const char *path, enum error_code code, const char *text)
{
	struct repository *repository = NULL;
	struct error err = { 0 };

	assert_int_equal(repository_open(REPOSITORY_OPEN_DISCOVER, path, &repository, &err), -1);
	if (err.code != code || !strstr(err.message, text))
		fail_msg("code %d: %s", err.code, err.message);
}

static void
a_repository_is_found_upwards(void **state)
{
	struct repository *repository = NULL;
	struct error err = { 0 };
	(void)state;

	git_run(fixture.dir, "init", "-q", "r", NULL);
	file_write(in_dir("r"), "a/b/c", BYTES("x"));
	assert_int_equal(
		repository_open(REPOSITORY_OPEN_DISCOVER, in_dir("r/a/b"), &repository, &err), 0);
	assert_string_equal(repository_git_dir(repository), in_dir("r/.git"));
	assert_string_equal(repository_work_dir(repository), in_dir("r"));
	assert_string_equal(repository_namespace(repository), "");
	assert_false(repository_has_quarantine(repository));
	assert_string_equal(repository_object_dirs(repository)[0], in_dir("r/.git/objects"));
	assert_null(repository_object_dirs(repository)[1]);
	repository_free(repository);
}

static void
no_repository_is_said(void **state)
{
	(void)state;
	setenv("GIT_CEILING_DIRECTORIES", "/tmp", 1);
	expect_refused(fixture.dir, ERROR_NOT_FOUND, "no git repository");
	unsetenv("GIT_CEILING_DIRECTORIES");
}

static void
formats_that_cannot_be_read_are_named(void **state)
{
	static const struct {
		const char *key, *value, *text;
	} cases[] = {
		{ "extensions.objectFormat", "sha256", "object format sha256" },
		{ "extensions.refStorage", "reftable", "ref storage reftable" },
		{ "extensions.partialClone", "origin", "partial clone with the promisor" },
		{ "extensions.frotz", "true", "extensions.frotz" },
		{ "core.repositoryFormatVersion", "2", "version 2" },
		{ "remote.origin.promisor", "true", "partial clone (remote.origin.promisor)" },
	};
	(void)state;

	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		char name[16];

		snprintf(name, sizeof(name), "r%zu", i);
		git_run(fixture.dir, "init", "-q", "--bare", name, NULL);
		git_run(in_dir(name), "config", "core.repositoryFormatVersion", "1", NULL);
		git_run(in_dir(name), "config", cases[i].key, cases[i].value, NULL);
		expect_refused(in_dir(name), ERROR_UNSUPPORTED, cases[i].text);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(a_repository_is_found_upwards, setup, teardown),
		cmocka_unit_test_setup_teardown(no_repository_is_said, setup, teardown),
		cmocka_unit_test_setup_teardown(formats_that_cannot_be_read_are_named, setup,
						teardown),
	};

	return cmocka_run_group_tests_name("repository", tests, NULL, NULL);
}
