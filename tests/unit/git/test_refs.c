#include "config.h"

#include <stdarg.h>
#include <setjmp.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>

#include "../../lib/git_fixture.h"
#include "base/map.h"
#include "git/refs.h"

static struct git_fixture fixture;
static struct arena arena;
static struct repository *repository;

static int
setup(void **state)
{
	(void)state;
	git_fixture_init(&fixture);
	arena_init(&arena);
	git_run(fixture.dir, "init", "-q", "-b", "main", NULL);
	git_run(fixture.dir, "commit", "-q", "--allow-empty", "-m", "one", NULL);
	repository = NULL;
	return 0;
}

static int
teardown(void **state)
{
	(void)state;
	unsetenv("GIT_NAMESPACE");
	unsetenv("GIT_DIR");
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
}

/* Opens the fixture by its environment, with a namespace. */
static void
open_namespace(const char *namespace)
{
	struct error err = { 0 };
	struct bytes git_dir = arena_printf(&arena, "%s/.git", fixture.dir);

	setenv("GIT_DIR", git_dir.data, 1);
	setenv("GIT_NAMESPACE", namespace, 1);
	if (repository_open(REPOSITORY_OPEN_HOOK, NULL, &repository, &err) < 0)
		fail_msg("%s", err.message);
}

#define ID1 "1111111111111111111111111111111111111111"
#define ID2 "2222222222222222222222222222222222222222"

static void
lines_are_judged_one_by_one(void **state)
{
	static const struct {
		struct bytes input;
		const char *problem; /* of the first line */
	} cases[] = {
		{ BYTES_INIT(ID1 " " ID2 " refs/heads/main\n"), NULL },
		{ BYTES_INIT(ID1 " " ID2 " refs/heads/\xc3\xa9\xff\n"), NULL },
		{ BYTES_INIT(ID1 " " ID2 " refs/heads/$(id)'\"\n"), NULL },
		{ BYTES_INIT(ID1 " " ID2 " refs/heads/main"), "no line feed" },
		{ BYTES_INIT("\n"), "not of the form" },
		{ BYTES_INIT(ID1 " " ID2 "\n"), "not of the form" },
		{ BYTES_INIT(ID1 " " ID2 " \n"), "does not begin" },
		{ BYTES_INIT(ID1 "  " ID2 " refs/heads/main\n"), "not of the form" },
		{ BYTES_INIT(ID1 "0 " ID2 " refs/heads/main\n"), "not of the form" },
		{ BYTES_INIT("g" ID1 " " ID2 " refs/heads/main\n"), "not of the form" },
		{ BYTES_INIT("A111111111111111111111111111111111111111 " ID2 " refs/x/y\n"),
		  "not of the form" },
		{ BYTES_INIT(ID1 " " ID2 " HEAD\n"), "does not begin" },
		{ BYTES_INIT(ID1 " " ID2 " refs/heads/a..b\n"), "not well-formed" },
		{ BYTES_INIT(ID1 " " ID2 " refs/heads/a\0b\n"), "not well-formed" },
		{ BYTES_INIT(ID1 " " ID2 " refs/heads/main \n"), "not well-formed" },
		{ BYTES_INIT(ID1 " " ID2 " refs/heads/main\r\n"), "not well-formed" },
	};
	struct limits limits;
	(void)state;

	limits_init(&limits);
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct ref_line *lines;
		size_t n;
		struct error err = { 0 };

		assert_int_equal(ref_lines_parse(cases[i].input, &limits, &arena, &lines, &n, &err),
				 0);
		assert_int_equal(n, 1);
		if (!cases[i].problem && lines[0].problem)
			fail_msg("case %zu: %s", i, lines[0].problem);
		if (cases[i].problem &&
		    (!lines[0].problem || !strstr(lines[0].problem, cases[i].problem)))
			fail_msg("case %zu: %s", i, lines[0].problem);
	}
}

static void
a_repeated_ref_is_a_problem_and_others_are_read(void **state)
{
	struct bytes input =
		BYTES(ID1 " " ID2 " refs/heads/a\n"
			  "rubbish\n" ID1 " " ID2 " refs/heads/b\n" ID2 " " ID1 " refs/heads/a\n");
	struct limits limits;
	struct ref_line *lines;
	size_t n;
	struct error err = { 0 };
	(void)state;

	limits_init(&limits);
	assert_int_equal(ref_lines_parse(input, &limits, &arena, &lines, &n, &err), 0);
	assert_int_equal(n, 4);
	assert_null(lines[0].problem);
	assert_non_null(lines[1].problem);
	assert_null(lines[1].ref.data);
	assert_null(lines[2].problem);
	assert_int_equal(lines[2].number, 3);
	assert_true(bytes_equal(lines[2].ref, BYTES("refs/heads/b")));
	assert_string_equal(lines[3].problem, "the ref was named before");
}

static void
too_many_lines_are_refused(void **state)
{
	struct bytes input = BYTES(ID1 " " ID2 " refs/heads/a\n" ID1 " " ID2 " refs/heads/b\n");
	struct limits limits;
	struct ref_line *lines;
	size_t n;
	struct error err = { 0 };
	(void)state;

	limits_init(&limits);
	limits.value[LIMIT_REF_UPDATES] = 1;
	assert_int_equal(ref_lines_parse(input, &limits, &arena, &lines, &n, &err), -1);
	assert_int_equal(err.code, ERROR_LIMIT);
}

static void
names_are_checked_as_git_checks_them(void **state)
{
	static const char *const names[] = {
		"refs/heads/main",
		"refs/heads/a/b",
		"refs/heads",
		"refs/",
		"refs",
		"refs//a",
		"refs/heads/a//b",
		"refs/heads/a/",
		"/refs/heads/a",
		"refs/heads/.a",
		"refs/.heads/a",
		"refs/heads/a.",
		"refs/heads/a./b",
		"refs/heads/a..b",
		"refs/heads/..",
		"refs/heads/.",
		"refs/heads/a.lock",
		"refs/a.lock/b",
		"refs/heads/lock",
		"refs/heads/.lock",
		"refs/heads/a@{b",
		"refs/heads/@",
		"refs/heads/@a",
		"refs/heads/{a}",
		"refs/heads/a@",
		"refs/heads/a@/{b",
		"refs/heads/a b",
		"refs/heads/a\tb",
		"refs/heads/a\nb",
		"refs/heads/a\x7f",
		"refs/heads/a~b",
		"refs/heads/a^b",
		"refs/heads/a:b",
		"refs/heads/a?b",
		"refs/heads/a*",
		"refs/heads/a[b",
		"refs/heads/a]b",
		"refs/heads/a\\b",
		"refs/heads/-a",
		"refs/heads/a\"b",
		"refs/heads/\xff",
		"refs/heads/\xc3\xa9",
		"refs/heads/a;b",
		"refs/heads/a\x01",
		"refs/heads/a.lockb",
		"refs/heads/a.LOCK",
		"refs/stash",
		"refs/heads/a.lock.",
	};
	(void)state;

	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
		const char *const args[] = { "check-ref-format", names[i], NULL };
		bool by_git = git_try(fixture.dir, BYTES_NONE, NULL, args) == 0;
		bool ours = ref_name_is_valid(bytes_of(names[i]));

		if (ours != by_git)
			fail_msg("%s: git says %d, we say %d", names[i], by_git, ours);
	}
	assert_false(ref_name_is_valid(BYTES("HEAD/x")));
	assert_false(ref_name_is_valid(BYTES("refs/heads/a\0b")));
}

static void
expect_ref(const char *name, const char *id, const char *target)
{
	struct oid read;
	struct bytes end;
	struct error err = { 0 };
	char hex[OID_HEX_CHARS + 1];

	if (ref_read(repository, bytes_of(name), &arena, &read, &end, &err) < 0)
		fail_msg("%s: %s", name, err.message);
	oid_hex(&read, hex);
	assert_string_equal(hex, id);
	if (!bytes_equal_string(end, target))
		fail_msg("%s: target %.*s", name, BYTES_ARG(end));
}

#define ZERO "0000000000000000000000000000000000000000"

static void
values_come_from_loose_and_packed_refs(void **state)
{
	char head[OID_HEX_CHARS + 1];
	struct oid id;
	(void)state;

	for (int i = 0; i < 40; i++) {
		char name[32];

		snprintf(name, sizeof(name), "refs/heads/b%d", i);
		git_run(fixture.dir, "update-ref", name, "HEAD", NULL);
	}
	git_run(fixture.dir, "tag", "-a", "-m", "x", "v1", NULL);
	git_run(fixture.dir, "tag", "-a", "-m", "x", "a0", NULL);
	git_run(fixture.dir, "pack-refs", "--all", NULL);
	git_run(fixture.dir, "commit", "-q", "--allow-empty", "-m", "two", NULL);
	id = git_id(fixture.dir, "HEAD");
	oid_hex(&id, head);
	open_fixture();
	expect_ref("refs/heads/main", head, "");
	id = git_id(fixture.dir, "HEAD^");
	oid_hex(&id, head);
	for (int i = 0; i < 40; i++) {
		char name[32];

		snprintf(name, sizeof(name), "refs/heads/b%d", i);
		expect_ref(name, head, "");
	}
	id = git_id(fixture.dir, "v1");
	oid_hex(&id, head);
	expect_ref("refs/tags/v1", head, "");
	id = git_id(fixture.dir, "a0");
	oid_hex(&id, head);
	expect_ref("refs/tags/a0", head, "");
	expect_ref("refs/heads/b", ZERO, "");
	expect_ref("refs/heads/zzz", ZERO, "");
	expect_ref("refs/heads", ZERO, "");
	expect_ref("refs/heads/main/x", ZERO, "");
	expect_ref("refs/a", ZERO, "");
	expect_ref("refs/z", ZERO, "");
}

static void
symrefs_are_followed_to_the_end(void **state)
{
	char head[OID_HEX_CHARS + 1];
	struct oid id = git_id(fixture.dir, "HEAD");
	(void)state;

	oid_hex(&id, head);
	git_run(fixture.dir, "symbolic-ref", "refs/heads/b", "refs/heads/main", NULL);
	git_run(fixture.dir, "symbolic-ref", "refs/heads/a", "refs/heads/b", NULL);
	git_run(fixture.dir, "symbolic-ref", "refs/heads/dangling", "refs/heads/none", NULL);
	git_run(fixture.dir, "pack-refs", "--all", NULL);
	open_fixture();
	expect_ref("refs/heads/b", head, "refs/heads/main");
	expect_ref("refs/heads/a", head, "refs/heads/main");
	expect_ref("refs/heads/dangling", ZERO, "refs/heads/none");
}

static void
broken_refs_are_errors_when_asked_for(void **state)
{
	static const char *const contents[] = {
		"rubbish\n",
		"",
		ZERO "\n",
		ID1 "1\n",
		"ref: ../../config\n",
		"ref: refs/heads/broken\n",
	};
	(void)state;

	open_fixture();
	for (size_t i = 0; i < sizeof(contents) / sizeof(contents[0]); i++) {
		struct oid id;
		struct bytes target;
		struct error err = { 0 };

		file_write(fixture.dir, ".git/refs/heads/broken", bytes_of(contents[i]));
		assert_int_equal(ref_read(repository, BYTES("refs/heads/broken"), &arena, &id,
					  &target, &err),
				 -1);
		assert_int_equal(err.code, ERROR_MALFORMED);
	}
}

static int
collect(void *ctx, struct bytes ref, const struct oid *id, struct error *err)
{
	struct map *map = ctx;
	struct oid *copy = arena_new(&arena, struct oid);
	(void)err;

	*copy = *id;
	assert_null(map_find(map, ref));
	*map_put(map, arena_copy(&arena, ref)) = copy;
	return 0;
}

static void
each_ref_with_a_value_is_visited_once(void **state)
{
	struct map seen = MAP_INIT;
	struct error err = { 0 };
	struct oid one = git_id(fixture.dir, "HEAD");
	struct oid two;
	(void)state;

	git_run(fixture.dir, "branch", "packed", NULL);
	git_run(fixture.dir, "branch", "both", NULL);
	git_run(fixture.dir, "tag", "-a", "-m", "x", "v1", NULL);
	git_run(fixture.dir, "pack-refs", "--all", NULL);
	git_run(fixture.dir, "commit", "-q", "--allow-empty", "-m", "two", NULL);
	two = git_id(fixture.dir, "HEAD");
	git_run(fixture.dir, "branch", "-f", "both", "main", NULL);
	git_run(fixture.dir, "symbolic-ref", "refs/heads/alias", "refs/heads/packed", NULL);
	git_run(fixture.dir, "symbolic-ref", "refs/heads/dangling", "refs/heads/none", NULL);
	file_write(fixture.dir, ".git/refs/heads/broken", BYTES("rubbish\n"));
	file_write(fixture.dir, ".git/refs/heads/x.lock", BYTES(ID1 "\n"));
	open_fixture();
	assert_int_equal(refs_each(repository, collect, &seen, &err), 0);
	assert_int_equal(seen.len, 5);
	assert_memory_equal(map_get(&seen, BYTES("refs/heads/alias")), &one, sizeof(one));
	assert_memory_equal(map_get(&seen, BYTES("refs/heads/packed")), &one, sizeof(one));
	assert_memory_equal(map_get(&seen, BYTES("refs/heads/both")), &two, sizeof(two));
	assert_memory_equal(map_get(&seen, BYTES("refs/heads/main")), &two, sizeof(two));
	assert_non_null(map_get(&seen, BYTES("refs/tags/v1")));
	map_release(&seen);
}

static void
packed_refs_that_are_held_outlast_the_file(void **state)
{
	struct error err = { 0 };
	struct bytes target;
	struct oid id;
	(void)state;

	git_run(fixture.dir, "branch", "packed", NULL);
	git_run(fixture.dir, "pack-refs", "--all", NULL);
	open_fixture();
	assert_int_equal(refs_hold_packed(repository, &err), 0);
	assert_int_equal(refs_hold_packed(repository, &err), 0);
	file_write(fixture.dir, ".git/new", BYTES("broken"));
	assert_int_equal(rename(arena_printf(&arena, "%s/.git/new", fixture.dir).data,
				arena_printf(&arena, "%s/.git/packed-refs", fixture.dir).data),
			 0);
	assert_int_equal(
		ref_read(repository, BYTES("refs/heads/packed"), &arena, &id, &target, &err), 0);
	assert_false(oid_is_zero(&id));
}

static void
a_cut_packed_refs_is_an_error(void **state)
{
	struct map seen = MAP_INIT;
	struct error err = { 0 };
	(void)state;

	file_write(fixture.dir, ".git/packed-refs",
		   BYTES(ID1 " refs/heads/a\n" ID2 " refs/heads/b"));
	open_fixture();
	assert_int_equal(refs_each(repository, collect, &seen, &err), -1);
	assert_int_equal(err.code, ERROR_MALFORMED);
	map_release(&seen);
}

static void
names_are_those_inside_the_namespace(void **state)
{
	struct map seen = MAP_INIT;
	struct error err = { 0 };
	char head[OID_HEX_CHARS + 1];
	struct oid id = git_id(fixture.dir, "HEAD");
	(void)state;

	oid_hex(&id, head);
	git_run(fixture.dir, "update-ref", "refs/namespaces/a/refs/namespaces/b/refs/heads/x",
		"HEAD", NULL);
	git_run(fixture.dir, "symbolic-ref", "refs/namespaces/a/refs/namespaces/b/refs/heads/y",
		"refs/namespaces/a/refs/namespaces/b/refs/heads/x", NULL);
	git_run(fixture.dir, "symbolic-ref", "refs/namespaces/a/refs/namespaces/b/refs/heads/out",
		"refs/heads/main", NULL);
	open_namespace("a/b");
	assert_string_equal(repository_namespace(repository),
			    "refs/namespaces/a/refs/namespaces/b/");
	expect_ref("refs/heads/main", ZERO, "");
	expect_ref("refs/heads/x", head, "");
	expect_ref("refs/heads/y", head, "refs/heads/x");
	expect_ref("refs/heads/out", head, "refs/heads/main");
	assert_int_equal(refs_each(repository, collect, &seen, &err), 0);
	assert_int_equal(seen.len, 4);
	assert_non_null(map_find(&seen, BYTES("refs/heads/x")));
	assert_non_null(map_find(&seen, BYTES("refs/heads/y")));
	assert_non_null(map_find(&seen, BYTES("refs/heads/out")));
	assert_non_null(map_find(&seen, BYTES("refs/heads/main")));
	map_release(&seen);
}

static int
symref_collect(void *ctx, struct bytes name, struct bytes end, struct error *err)
{
	struct buf *seen = ctx;
	(void)err;

	buf_printf(seen, "%.*s=%.*s ", BYTES_ARG(name), BYTES_ARG(end));
	return 0;
}

static void
symrefs_are_found_below_a_root_and_at_it(void **state)
{
	static const struct {
		struct bytes root;
		const char *found;
	} cases[] = {
		{ BYTES_INIT("refs/heads/a"), "refs/heads/a=refs/heads/none " },
		{ BYTES_INIT("refs/heads/a/"), "refs/heads/a=refs/heads/none " },
		{ BYTES_INIT("refs/heads/r/"), "refs/heads/r/1=refs/heads/none " },
		{ BYTES_INIT("refs/heads/main"), "" },
		{ BYTES_INIT("refs/heads/ring"), "" },
		{ BYTES_INIT("refs/heads/absent"), "" },
		{ BYTES_INIT("refs/tags/"), "" },
	};
	(void)state;

	git_run(fixture.dir, "symbolic-ref", "refs/heads/a", "refs/heads/r/1", NULL);
	git_run(fixture.dir, "symbolic-ref", "refs/heads/r/1", "refs/heads/none", NULL);
	git_run(fixture.dir, "symbolic-ref", "refs/heads/ring", "refs/heads/ring2", NULL);
	git_run(fixture.dir, "symbolic-ref", "refs/heads/ring2", "refs/heads/ring", NULL);
	open_fixture();
	for (size_t i = 0; i < ARRAY_SIZE(cases); i++) {
		struct buf seen = BUF_INIT;
		struct error err;

		assert_int_equal(
			symrefs_each(repository, cases[i].root, symref_collect, &seen, &err), 0);
		assert_string_equal(seen.data ? seen.data : "", cases[i].found);
		buf_release(&seen);
	}
}

static void
revisions_are_those_of_git(void **state)
{
	static const char *const revisions[] = {
		"HEAD",        "@",  "main",  "refs/heads/main", "HEAD^",  "HEAD~1",
		"HEAD^{tree}", "v1", "v1^{}", "v1^{commit}",     "HEAD:f", "main@{0}",
	};
	struct error err = { 0 };
	struct oid id;
	(void)state;

	file_write(fixture.dir, "f", BYTES("x"));
	git_run(fixture.dir, "add", "f", NULL);
	git_run(fixture.dir, "commit", "-q", "-m", "two", NULL);
	git_run(fixture.dir, "tag", "-a", "-m", "x", "v1", NULL);
	open_fixture();
	for (size_t i = 0; i < sizeof(revisions) / sizeof(revisions[0]); i++) {
		struct oid expected = git_id(fixture.dir, revisions[i]);

		if (revision_parse(repository, revisions[i], &id, &err) < 0)
			fail_msg("%s", err.message);
		assert_memory_equal(&id, &expected, sizeof(id));
	}
	assert_int_equal(revision_parse(repository, "none", &id, &err), -1);
	assert_int_equal(err.code, ERROR_NOT_FOUND);
}

#define IN_REPOSITORY(test) cmocka_unit_test_setup_teardown(test, setup, teardown)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		IN_REPOSITORY(lines_are_judged_one_by_one),
		IN_REPOSITORY(a_repeated_ref_is_a_problem_and_others_are_read),
		IN_REPOSITORY(too_many_lines_are_refused),
		IN_REPOSITORY(names_are_checked_as_git_checks_them),
		IN_REPOSITORY(values_come_from_loose_and_packed_refs),
		IN_REPOSITORY(symrefs_are_followed_to_the_end),
		IN_REPOSITORY(symrefs_are_found_below_a_root_and_at_it),
		IN_REPOSITORY(broken_refs_are_errors_when_asked_for),
		IN_REPOSITORY(each_ref_with_a_value_is_visited_once),
		IN_REPOSITORY(packed_refs_that_are_held_outlast_the_file),
		IN_REPOSITORY(a_cut_packed_refs_is_an_error),
		IN_REPOSITORY(names_are_those_inside_the_namespace),
		IN_REPOSITORY(revisions_are_those_of_git),
	};

	return cmocka_run_group_tests_name("refs", tests, NULL, NULL);
}
