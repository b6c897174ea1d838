#include "config.h"

#include <stdarg.h>
#include <setjmp.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdio.h>

#include "base/map.h"
#include "base/vec.h"
#include "git/fsck.h"
#include "git/git_config.h"
#include "git/raw_commit.h"
#include "git/raw_tag.h"
#include "git/raw_tree.h"
#include "../../lib/git_fixture.h"
#include "../../lib/git_objects.h"

enum { OBJECTS = 600 };

#define ID_A "1111111111111111111111111111111111111111"

static const struct oid bad_id = { { 0xba, 0xd0 } };
static struct git_fixture fixture;

static int
setup(void **state)
{
	(void)state;
	git_fixture_init(&fixture);
	git_run(fixture.dir, "init", "-q", "--bare", NULL);
	return 0;
}

static int
teardown(void **state)
{
	(void)state;
	git_fixture_release(&fixture);
	return 0;
}

static struct object_check *
check_of(struct arena *arena, const char *name, const char *value)
{
	struct config_entry entry = { .name = bytes_of(name), .value = bytes_of(value) };
	struct object_check *check;
	struct error err;

	arena_init(arena);
	if (object_check_new(&entry, 1, arena, &check, &err) < 0)
		fail_msg("%s", err.message);
	return check;
}

static void
severities_are_the_servers(void **state)
{
	static const struct {
		const char *name, *value;
		fsck_set problems;
		size_t n;
	} cases[] = {
		{ "receive.fsck.treenotsorted", "ignore", FSCK_BIT(FSCK_TREE_NOT_SORTED), 0 },
		{ "receive.fsck.TREENOTSORTED", "WARN", FSCK_BIT(FSCK_TREE_NOT_SORTED), 0 },
		{ "receive.fsck.treenotsorted", "error", FSCK_BIT(FSCK_TREE_NOT_SORTED), 1 },
		{ "receive.fsck.hasdot", "ignore", FSCK_BIT(FSCK_TREE_NOT_SORTED), 1 },
		{ "receive.fsck.somethingNew", "ignore", FSCK_BIT(FSCK_TREE_NOT_SORTED), 1 },
		{ "fsck.treenotsorted", "ignore", FSCK_BIT(FSCK_TREE_NOT_SORTED), 1 },
		{ "receive.fsck.badtree", "ignore", FSCK_BIT(FSCK_BAD_TREE), 1 },
		{ "receive.fsck.hasdot", "ignore", FSCK_BIT(FSCK_ZERO_PADDED_FILEMODE), 0 },
		{ "receive.fsck.zeropaddedfilemode", "error", FSCK_BIT(FSCK_ZERO_PADDED_FILEMODE),
		  1 },
		{ "receive.fsck.hasdot", "ignore",
		  FSCK_BIT(FSCK_HAS_DOT) | FSCK_BIT(FSCK_HAS_DOTGIT) | FSCK_BIT(FSCK_NULL_SHA1),
		  2 },
	};
	(void)state;

	for (size_t i = 0; i < ARRAY_SIZE(cases); i++) {
		CLEANUP(arena_release) struct arena arena;
		struct object_check *check = check_of(&arena, cases[i].name, cases[i].value);

		object_check_report(check, &bad_id, "tree", cases[i].problems);
		object_check_report(check, &bad_id, "tree", cases[i].problems);
		if (object_check_count(check) != cases[i].n)
			fail_msg("%s=%s", cases[i].name, cases[i].value);
	}
}

static void
a_wrong_severity_is_an_error(void **state)
{
	CLEANUP(arena_release) struct arena arena;
	struct config_entry entry = { .name = BYTES("receive.fsck.hasdot"),
				      .value = BYTES("fatal") };
	struct object_check *check;
	struct error err;
	(void)state;

	arena_init(&arena);
	assert_int_equal(object_check_new(&entry, 1, &arena, &check, &err), -1);
	assert_int_equal(err.code, ERROR_CONFIG);
	assert_non_null(strstr(err.message, "'fatal'"));
}

static void
what_the_skip_list_names_is_passed_over(void **state)
{
	static const char list[] = "# known to be bad\n\n  " ID_A "  # since 2009\n"
				   "bad0000000000000000000000000000000000000";
	CLEANUP(arena_release) struct arena arena;
	struct oid other = { { 1 } };
	struct object_check *check;
	char path[128];
	(void)state;

	file_write(fixture.dir, "skip", BYTES(list));
	snprintf(path, sizeof(path), "%s/skip", fixture.dir);
	check = check_of(&arena, "receive.fsck.skiplist", path);
	object_check_report(check, &bad_id, "tree", FSCK_BIT(FSCK_HAS_DOT));
	assert_int_equal(object_check_count(check), 0);
	object_check_report(check, &bad_id, "tree", FSCK_BIT(FSCK_BAD_TREE));
	object_check_report(check, &other, "tree", FSCK_BIT(FSCK_HAS_DOT));
	assert_int_equal(object_check_count(check), 2);
}

static void
a_skip_list_that_is_none_is_an_error(void **state)
{
	CLEANUP(arena_release) struct arena arena;
	struct config_entry entry = { .name = BYTES("receive.fsck.skipList"),
				      .value = BYTES("/nowhere") };
	struct object_check *check;
	struct error err;
	char path[128];
	(void)state;

	arena_init(&arena);
	assert_int_equal(object_check_new(&entry, 1, &arena, &check, &err), -1);
	assert_int_equal(err.code, ERROR_CONFIG);
	file_write(fixture.dir, "skip", BYTES(ID_A "\nabc\n"));
	snprintf(path, sizeof(path), "%s/skip", fixture.dir);
	entry.value = bytes_of(path);
	assert_int_equal(object_check_new(&entry, 1, &arena, &check, &err), -1);
	assert_non_null(strstr(err.message, "line 2"));
}

static void
problems_are_capped(void **state)
{
	CLEANUP(arena_release) struct arena arena;
	struct object_check *check = check_of(&arena, "receive.fsck.x", "warn");
	(void)state;

	for (unsigned int i = 0; i < 300; i++) {
		struct oid id = { { (unsigned char)i, (unsigned char)(i >> 8) } };

		object_check_report(check, &id, "tree", FSCK_BIT(FSCK_HAS_DOT));
	}
	assert_int_equal(object_check_count(check), OBJECT_PROBLEMS_MAX);
}

/* ---- against git */

static void
random_tree(uint64_t *seed, struct buf *out)
{
	static const char *const modes[] = { "100644", "100644", "40000", "120000", "160000",
					     "100755", "100664", "777",   "040000", "100600" };
	static const char *const names[] = {
		"a",           "a.b", "a-", "b", ".git",  ".GIT ",   "..",
		".",           "x/y", "c",  "d", "git~1", "a\\.git", ".g\xe2\x80\x8cit",
		".gitmodules", "e"
	};
	size_t n = random_below(seed, 5);

	for (size_t i = 0; i < n; i++) {
		struct oid id = { { random_below(seed, 12) != 0 } };

		raw_tree_add(out, modes[random_below(seed, random_below(seed, 3) ? 5 : 10)],
			     names[random_below(seed, random_below(seed, 3) ? 4 : 16)], &id);
	}
	if (out->len && random_below(seed, 20) == 0)
		out->len -= 1 + random_below(seed, out->len < 30 ? out->len : 30);
}

/* A good text with a line dropped or doubled, its end cut off, or a byte changed. */
static void
random_text(uint64_t *seed, const char *good, struct buf *out)
{
	static const char bytes[] = {
		'<', '>', ' ', '\n', '0', 'A', 'a', ':', '\0', '+', '-', '9'
	};
	size_t len = strlen(good), at = random_below(seed, len);
	size_t from = at, end = at;

	while (from > 0 && good[from - 1] != '\n')
		from--;
	while (end < len && good[end++] != '\n')
		continue;
	switch (random_below(seed, 8)) {
	case 0:
		buf_add(out, (struct bytes){ good, from });
		buf_add_string(out, good + end);
		break;
	case 1:
		buf_add(out, (struct bytes){ good, end });
		buf_add_string(out, good + from);
		break;
	case 2:
		buf_add(out, (struct bytes){ good, at });
		break;
	default:
		buf_add_string(out, good);
		out->data[at] = bytes[random_below(seed, sizeof(bytes))];
	}
}

struct object {
	struct oid id;
	const char *kind;
	fsck_set ours, gits;
	bool unparsable; /* git names no id, but refuses it */
	bool again;      /* an earlier one is the same */
};

static void
object_make(struct object *object, size_t number, struct object_store *store)
{
	static const char commit[] = "tree " ID_A "\nparent " ID_A "\nparent " ID_A
				     "\nauthor A B <a@b> 1700000000 +0100\n"
				     "committer C <> 12345 -0800\nencoding x\n\nmessage\n";
	static const char tag[] = "object " ID_A "\ntype commit\ntag v1\n"
				  "tagger A B <a@b> 1700000000 +0100\n\nmessage\n";
	static const char *const kinds[] = { "tree", "commit", "tag" };
	CLEANUP(buf_release) struct buf raw = BUF_INIT;
	uint64_t seed = number;
	struct raw_commit parsed_commit;
	struct raw_tag parsed_tag;

	*object = (struct object){ .kind = kinds[number % ARRAY_SIZE(kinds)] };
	if (number % ARRAY_SIZE(kinds) == 0) {
		random_tree(&seed, &raw);
		object->ours = raw_tree_check(buf_bytes(&raw));
	} else if (number % ARRAY_SIZE(kinds) == 1) {
		random_text(&seed, commit, &raw);
		raw_commit_parse(buf_bytes(&raw), &parsed_commit);
		object->ours = parsed_commit.problems;
	} else {
		random_text(&seed, tag, &raw);
		raw_tag_parse(buf_bytes(&raw), &parsed_tag);
		object->ours = parsed_tag.problems;
	}
	object->id = object_store_write(store, object->kind, buf_bytes(&raw));
}

/* The object that LINE, said by git fsck, is about: by the first id in it. */
static struct object *
object_of_line(const struct map *by_id, const char *line)
{
	for (const char *at = line; *at; at++) {
		struct oid id;

		if (strlen(at) >= OID_HEX_CHARS &&
		    oid_parse((struct bytes){ at, OID_HEX_CHARS }, &id))
			return map_get(by_id, oid_bytes(&id));
	}
	return NULL;
}

static void
line_note(struct object *object, const char *line)
{
	/* error in tree <id>: <name>: <text> */
	const char *name = strstr(line, ": ");
	const char *end = name ? strchr(name + 2, ':') : NULL;
	int id;

	if (!end || strstr(line, " in ") == NULL || strstr(line, " in ") > name) {
		object->unparsable |= strncmp(line, "error: ", 7) == 0;
		return;
	}
	id = fsck_id_find((struct bytes){ name + 2, (size_t)(end - name) - 2 });
	if (id >= 0)
		object->gits |= FSCK_BIT(id);
}

static void
ask_git(struct object *objects)
{
	CLEANUP(map_release) struct map by_id = MAP_INIT;
	char line[4096];
	FILE *pipe;

	for (size_t i = 0; i < OBJECTS; i++) {
		void **place = map_put(&by_id, oid_bytes(&objects[i].id));

		objects[i].again = *place;
		if (!*place)
			*place = &objects[i];
	}
	snprintf(line, sizeof(line), "git -C %s fsck --no-dangling 2>&1", fixture.dir);
	pipe = popen(line, "r");
	assert_non_null(pipe);
	while (fgets(line, sizeof(line), pipe)) {
		struct object *object = object_of_line(&by_id, line);

		if (object)
			line_note(object, line);
	}
	pclose(pipe);
}

static void
problems_are_those_of_git(void **state)
{
	/* git stops at a commit's or tag's first problem, and reads on in a tree. */
	const fsck_set own = FSCK_BIT(FSCK_MULTIPLE_COMMITTERS) | FSCK_BIT(FSCK_MULTIPLE_AUTHORS) |
			     FSCK_BIT(FSCK_EXTRA_HEADER_ENTRY); /* which git does not tell */
	static struct object objects[OBJECTS];
	struct object_store *store;
	char dir[128];
	(void)state;

	snprintf(dir, sizeof(dir), "%s/objects", fixture.dir);
	store = object_store_open(dir);
	for (size_t i = 0; i < OBJECTS; i++)
		object_make(&objects[i], i, store);
	object_store_close(store);
	ask_git(objects);
	for (size_t i = 0; i < OBJECTS; i++) {
		const struct object *object = &objects[i];
		/* git gives up on the entry before the one that is cut off. */
		bool equal = object->ours == object->gits ||
			     (object->ours & object->gits & FSCK_BIT(FSCK_BAD_TREE));

		if (strcmp(object->kind, "tree") != 0)
			equal = !(object->gits & ~object->ours) &&
				(object->gits || object->unparsable || !(object->ours & ~own));
		if (!equal && !object->again)
			fail_msg("%zu, a %s: ours %llx, git's %llx", i, object->kind,
				 (unsigned long long)object->ours,
				 (unsigned long long)object->gits);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(severities_are_the_servers),
		cmocka_unit_test(a_wrong_severity_is_an_error),
		cmocka_unit_test(what_the_skip_list_names_is_passed_over),
		cmocka_unit_test(a_skip_list_that_is_none_is_an_error),
		cmocka_unit_test(problems_are_capped),
		cmocka_unit_test(problems_are_those_of_git),
	};

	return cmocka_run_group_tests_name("fsck", tests, setup, teardown);
}
