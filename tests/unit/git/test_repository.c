#include "config.h"

#include <stdarg.h>
#include <setjmp.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <dlfcn.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "git/handle.h"
#include "git/object_dirs.h"
#include "git/refs.h"
#include "model/limits.h"
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
	static char path[8][256];
	static unsigned int next;
	char *at = path[next++ % 8];

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

/* Opens by the environment, as a hook does. */
static struct repository *
open_by_hook(void)
{
	struct repository *repository = NULL;
	struct error err = { 0 };

	if (repository_open(REPOSITORY_OPEN_HOOK, NULL, &repository, &err) < 0)
		fail_msg("%s", err.message);
	return repository;
}

static struct repository *
open_by_hand(const char *path)
{
	struct repository *repository = NULL;
	struct error err = { 0 };

	if (repository_open(REPOSITORY_OPEN_DISCOVER, path, &repository, &err) < 0)
		fail_msg("%s", err.message);
	return repository;
}

static bool
can_read(struct repository *repository, const struct oid *id)
{
	struct limits limits;
	const struct objects *objects;
	struct error err = { 0 };
	uint64_t size;

	limits_init(&limits);
	objects = repository_objects(repository, &limits);
	return objects->ops->blob_size(objects->ctx, id, &size, &err) == 0;
}

static void
a_shallow_clone_is_refused(void **state)
{
	(void)state;
	git_run(fixture.dir, "init", "-q", "--bare", "r", NULL);
	file_write(in_dir("r"), "shallow", BYTES(""));
	repository_free(open_by_hand(in_dir("r")));
	file_write(in_dir("r"), "shallow", BYTES("1111111111111111111111111111111111111111\n"));
	expect_refused(in_dir("r"), ERROR_UNSUPPORTED, "shallow clone");
}

static void
harmless_extensions_are_read(void **state)
{
	static const char *const cases[][2] = {
		{ "extensions.objectFormat", "sha1" },
		{ "extensions.worktreeConfig", "true" },
		{ "extensions.preciousObjects", "true" },
		{ "extensions.noop", "1" },
	};
	(void)state;

	git_run(fixture.dir, "init", "-q", "--bare", "r", NULL);
	git_run(in_dir("r"), "config", "core.repositoryFormatVersion", "1", NULL);
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++)
		git_run(in_dir("r"), "config", cases[i][0], cases[i][1], NULL);
	repository_free(open_by_hand(in_dir("r")));
}

static void
a_real_sha256_repository_is_named(void **state)
{
	(void)state;
	git_run(fixture.dir, "init", "-q", "--bare", "--object-format=sha256", "r", NULL);
	expect_refused(in_dir("r"), ERROR_UNSUPPORTED, "sha256");
}

/* What receive-pack hands to its hooks. */
static void
set_quarantine(const char *git_dir, const char *alternates)
{
	static char quarantine[300];

	snprintf(quarantine, sizeof(quarantine), "%s/objects/incoming-x", git_dir);
	setenv("GIT_DIR", git_dir, 1);
	setenv("GIT_OBJECT_DIRECTORY", quarantine, 1);
	setenv("GIT_QUARANTINE_PATH", quarantine, 1);
	setenv("GIT_ALTERNATE_OBJECT_DIRECTORIES", alternates, 1);
}

static void
unset_quarantine(void)
{
	unsetenv("GIT_DIR");
	unsetenv("GIT_OBJECT_DIRECTORY");
	unsetenv("GIT_QUARANTINE_PATH");
	unsetenv("GIT_ALTERNATE_OBJECT_DIRECTORIES");
}

static void
pushed_objects_stand_apart(void **state)
{
	static const char *const names[] = { "plain", "co:lon", "quo\"te", "new\nline",
					     "t\xc3\xa9:b" };
	(void)state;

	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
		CLEANUP(buf_release) struct buf quoted = BUF_INIT;
		struct repository *repository;
		struct oid old, new;

		git_run(fixture.dir, "init", "-q", "--bare", names[i], NULL);
		old = git_object_write(in_dir(names[i]), "blob", BYTES("old"));
		file_write(in_dir(names[i]), "objects/incoming-x/pack/.keep", BYTES(""));
		set_quarantine(in_dir(names[i]), "");
		new = git_object_write(in_dir(names[i]), "blob", BYTES("new"));
		unset_quarantine();
		buf_add_char(&quoted, '"');
		for (const char *c = in_dir(names[i]); *c; c++) {
			if (*c == '"')
				buf_add_string(&quoted, "\\\"");
			else if (*c == '\n')
				buf_add_string(&quoted, "\\n");
			else if ((unsigned char)*c >= 0x80)
				buf_printf(&quoted, "\\%03o", (unsigned char)*c);
			else
				buf_add_char(&quoted, *c);
		}
		buf_add_string(&quoted, "/objects\"");
		set_quarantine(in_dir(names[i]), quoted.data);
		repository = open_by_hook();
		assert_true(repository_has_quarantine(repository));
		assert_non_null(strstr(repository_object_dirs(repository)[0], "/incoming-x"));
		assert_non_null(repository_object_dirs(repository)[1]);
		assert_null(repository_object_dirs(repository)[2]);
		assert_true(can_read(repository, &old));
		assert_true(can_read(repository, &new));
		assert_true(git_odb_exists(repository->main_odb, oid_to_git(&old)));
		assert_false(git_odb_exists(repository->main_odb, oid_to_git(&new)));
		repository_free(repository);
		unset_quarantine();
	}
}

static void
the_environment_is_not_about_other_repositories(void **state)
{
	struct repository *repository;
	(void)state;

	git_run(fixture.dir, "init", "-q", "--bare", "a", NULL);
	git_run(fixture.dir, "init", "-q", "--bare", "b", NULL);
	file_write(in_dir("a"), "objects/incoming-x/pack/.keep", BYTES(""));
	set_quarantine(in_dir("a"), in_dir("a/objects"));
	setenv("GIT_NAMESPACE", "x", 1);
	repository = open_by_hand(in_dir("b"));
	assert_string_equal(repository_git_dir(repository), in_dir("b"));
	assert_false(repository_has_quarantine(repository));
	assert_string_equal(repository_namespace(repository), "");
	assert_string_equal(repository_object_dirs(repository)[0], in_dir("b/objects"));
	assert_null(repository_object_dirs(repository)[1]);
	repository_free(repository);
	unsetenv("GIT_NAMESPACE");
	unset_quarantine();
}

static void
alternates_are_followed_to_the_end(void **state)
{
	struct repository *repository;
	struct oid far;
	size_t n = 0;
	(void)state;

	for (char name[] = "a"; name[0] <= 'h'; name[0]++)
		git_run(fixture.dir, "init", "-q", "--bare", name, NULL);
	file_write(in_dir("a"), "objects/info/alternates",
		   BYTES("# comment\n\n../../b/objects\n/none\n\"../../\\143/objects\"\n"));
	file_write(in_dir("b"), "objects/info/alternates", BYTES("../../a/objects\n"));
	file_write(in_dir("c"), "objects/info/alternates", BYTES("../../d/objects"));
	far = git_object_write(in_dir("d"), "blob", BYTES("far"));
	repository = open_by_hand(in_dir("a"));
	while (repository_object_dirs(repository)[n])
		n++;
	assert_int_equal(n, 4);
	assert_true(can_read(repository, &far));
	repository_free(repository);
}

static void
alternates_deeper_than_git_goes_are_left_out(void **state)
{
	struct repository *repository;
	size_t n = 0;
	(void)state;

	for (char name[] = "a"; name[0] <= 'h'; name[0]++) {
		char next[32];

		git_run(fixture.dir, "init", "-q", "--bare", name, NULL);
		snprintf(next, sizeof(next), "../../%c/objects\n", name[0] + 1);
		file_write(in_dir(name), "objects/info/alternates", bytes_of(next));
	}
	repository = open_by_hand(in_dir("a"));
	while (repository_object_dirs(repository)[n])
		n++;
	assert_int_equal(n, 6); /* itself, and five below one another */
	repository_free(repository);
}

static void
entries_of_alternates_are_read_as_git_quotes_them(void **state)
{
	static const struct {
		const char *list, *entries; /* separated by '|' */
	} cases[] = {
		{ "", "" },
		{ "/a", "/a|" },
		{ "/a:/b", "/a|/b|" },
		{ "/a::/b:", "/a||/b|" },
		{ "#/a:/b", "|/b|" },
		{ "\"/a:b\":/c", "/a:b|/c|" },
		{ "\"/a\\\"\\\\\\n\\101\\377\"", "/a\"\\\nA\xff|" },
		{ "\"/a:/b", "\"/a|/b|" },
		{ "\"/a\\q\":/b", "\"/a\\q\"|/b|" },
		{ "\"/a\\400\"", "\"/a\\400\"|" },
		{ "\"/a\\1\"", "\"/a\\1\"|" },
		{ "\"\"", "|" },
		{ "\"", "\"|" },
	};
	(void)state;

	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		CLEANUP(buf_release) struct buf entry = BUF_INIT;
		CLEANUP(buf_release) struct buf all = BUF_INIT;
		struct bytes rest = bytes_of(cases[i].list);

		while (alternates_next(&rest, ':', &entry)) {
			buf_add(&all, buf_bytes(&entry));
			buf_add_char(&all, '|');
		}
		assert_string_equal(all.data ? all.data : "", cases[i].entries);
	}
}

static void
a_linked_work_tree_shares_its_repository(void **state)
{
	struct repository *repository;
	struct error err = { 0 };
	struct oid head, id;
	(void)state;

	git_run(fixture.dir, "init", "-q", "r", NULL);
	git_run(in_dir("r"), "commit", "-q", "--allow-empty", "-m", "one", NULL);
	git_run(in_dir("r"), "worktree", "add", "-q", "../w", NULL);
	git_run(in_dir("w"), "commit", "-q", "--allow-empty", "-m", "two", NULL);
	head = git_id(in_dir("w"), "HEAD");
	repository = open_by_hand(in_dir("w"));
	assert_string_equal(repository_git_dir(repository), in_dir("r/.git"));
	assert_string_equal(repository_work_dir(repository), in_dir("w"));
	assert_int_equal(revision_parse(repository, "HEAD", &id, &err), 0);
	assert_memory_equal(&id, &head, sizeof(id));
	repository_free(repository);
}

static void
neither_replacements_nor_grafts_have_an_effect(void **state)
{
	struct repository *repository;
	struct limits limits;
	const struct objects *objects;
	struct error err = { 0 };
	struct commit_text text;
	struct arena arena;
	struct oid good, bad, parent;
	char hex[2][OID_HEX_CHARS + 1];
	char graft[100];
	(void)state;

	arena_init(&arena);
	git_run(fixture.dir, "init", "-q", "r", NULL);
	git_run(in_dir("r"), "commit", "-q", "--allow-empty", "-m", "good", NULL);
	good = git_id(in_dir("r"), "HEAD");
	git_run(in_dir("r"), "commit", "-q", "--allow-empty", "-m", "bad", NULL);
	bad = git_id(in_dir("r"), "HEAD");
	oid_hex(&good, hex[0]);
	oid_hex(&bad, hex[1]);
	git_run(in_dir("r"), "replace", hex[1], hex[0], NULL);
	snprintf(graft, sizeof(graft), "%s\n", hex[1]);
	file_write(in_dir("r"), ".git/info/grafts", bytes_of(graft));
	repository = open_by_hand(in_dir("r"));
	limits_init(&limits);
	objects = repository_objects(repository, &limits);
	assert_int_equal(objects->ops->commit_text(objects->ctx, &bad, &arena, &text, &err), 0);
	assert_true(bytes_equal(text.summary, BYTES("bad")));
	assert_int_equal(revision_parse(repository, "HEAD^", &parent, &err), 0);
	assert_memory_equal(&parent, &good, sizeof(good));
	repository_free(repository);
	arena_release(&arena);
}

static void
another_owner_is_trusted_only_when_told(void **state)
{
	static const struct {
		const char *format; /* of the configuration; %s is the repository */
		bool safe;
	} cases[] = {
		{ "", false },
		{ "[safe]\n\tdirectory = *\n", true },
		{ "[safe]\n\tdirectory = %s\n", true },
		{ "[safe]\n\tdirectory = %s/\n", true },
		{ "[safe]\n\tdirectory = %s/../*\n", true },
		{ "[safe]\n\tdirectory = /other\n\tdirectory = %s\n", true },
		{ "[safe]\n\tdirectory = %sx\n", false },
		{ "[safe]\n\tdirectory = *\n\tdirectory =\n", false },
		{ "[safe]\n\tdirectory =\n\tdirectory = *\n", true },
		{ "[safe]\n\tdirectory = %s/*\n", false },
	};
	struct repository *repository;
	(void)state;

	if (geteuid() != 0)
		return; /* only root can give a folder away */
	unsetenv("SUDO_UID");
	git_run(fixture.dir, "init", "-q", "--bare", "r", NULL);
	assert_int_equal(chown(in_dir("r"), 4321, 4321), 0);
	setenv("GIT_CONFIG_GLOBAL", in_dir("global"), 1);
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		CLEANUP(buf_release) struct buf config = BUF_INIT;
		const char *at = strstr(cases[i].format, "%s");

		buf_add_string(&config, cases[i].format);
		if (at) {
			buf_clear(&config);
			buf_add(&config,
				(struct bytes){ cases[i].format, (size_t)(at - cases[i].format) });
			buf_printf(&config, "%s%s", in_dir("r"), at + 2);
		}
		file_write(fixture.dir, "global", buf_bytes(&config));
		if (cases[i].safe)
			repository_free(open_by_hand(in_dir("r")));
		else
			expect_refused(in_dir("r"), ERROR_CONFIG, "belongs to another user");
	}
	git_run(in_dir("r"), "config", "--file", "config", "safe.directory", "*", NULL);
	file_write(fixture.dir, "global", BYTES(""));
	expect_refused(in_dir("r"), ERROR_CONFIG, "belongs to another user");
	setenv("GIT_DIR", in_dir("r"), 1);
	repository = open_by_hook();
	repository_free(repository);
	unsetenv("GIT_DIR");
}

static void
nobodys_home_matters(void **state)
{
	struct repository *repository;
	(void)state;

	git_run(fixture.dir, "init", "-q", "--bare", "r", NULL);
	file_write(fixture.dir, "home/.gitconfig", BYTES("[core\nbroken"));
	unsetenv("GIT_CONFIG_GLOBAL");
	setenv("HOME", in_dir("home"), 1);
	setenv("GIT_DIR", in_dir("r"), 1);
	repository = open_by_hook();
	repository_free(repository);
	unsetenv("GIT_DIR");
	setenv("HOME", "/none", 1);
}

static void
a_bad_namespace_is_refused(void **state)
{
	static const char *const names[] = { "a..b", "a/", "/a", "a b", ".a", "a.lock" };
	(void)state;

	git_run(fixture.dir, "init", "-q", "--bare", "r", NULL);
	setenv("GIT_DIR", in_dir("r"), 1);
	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
		struct repository *repository = NULL;
		struct error err = { 0 };

		setenv("GIT_NAMESPACE", names[i], 1);
		if (repository_open(REPOSITORY_OPEN_HOOK, NULL, &repository, &err) == 0)
			fail_msg("%s is taken", names[i]);
		assert_int_equal(err.code, ERROR_CONFIG);
	}
	unsetenv("GIT_NAMESPACE");
	unsetenv("GIT_DIR");
}

/* Else libgit2 parses every TLS root of the machine at each start. */
static void
the_library_meets_our_stand_ins_for_tls(void **state)
{
	void *found = dlsym(RTLD_DEFAULT, "mbedtls_x509_crt_parse_file");
	Dl_info info;
	(void)state;

	if (!found)
		return; /* a static libgit2 calls nothing of the kind */
	assert_int_not_equal(dladdr(found, &info), 0);
	assert_null(strstr(info.dli_fname, "libmbedx509"));
}

#define IN_DIRECTORY(test) cmocka_unit_test_setup_teardown(test, setup, teardown)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		IN_DIRECTORY(a_repository_is_found_upwards),
		IN_DIRECTORY(no_repository_is_said),
		IN_DIRECTORY(formats_that_cannot_be_read_are_named),
		IN_DIRECTORY(a_shallow_clone_is_refused),
		IN_DIRECTORY(harmless_extensions_are_read),
		IN_DIRECTORY(a_real_sha256_repository_is_named),
		IN_DIRECTORY(pushed_objects_stand_apart),
		IN_DIRECTORY(the_environment_is_not_about_other_repositories),
		IN_DIRECTORY(alternates_are_followed_to_the_end),
		IN_DIRECTORY(alternates_deeper_than_git_goes_are_left_out),
		IN_DIRECTORY(entries_of_alternates_are_read_as_git_quotes_them),
		IN_DIRECTORY(a_linked_work_tree_shares_its_repository),
		IN_DIRECTORY(neither_replacements_nor_grafts_have_an_effect),
		IN_DIRECTORY(another_owner_is_trusted_only_when_told),
		IN_DIRECTORY(nobodys_home_matters),
		IN_DIRECTORY(a_bad_namespace_is_refused),
		IN_DIRECTORY(the_library_meets_our_stand_ins_for_tls),
	};

	return cmocka_run_group_tests_name("repository", tests, NULL, NULL);
}
