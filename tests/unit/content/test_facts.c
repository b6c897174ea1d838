#include "config.h"

#include <stdarg.h>
#include <setjmp.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdio.h>

#include "../../lib/fake_objects.h"
#include "base/macros.h"
#include "content/facts.h"

enum { BLOB_MAX = 64 << 20, ROOM = 1 << 20 };

static struct fake_objects fake;
static struct facts_cache *cache;

static int
set_up(void **state)
{
	(void)state;
	fake_objects_init(&fake);
	cache = facts_cache_new(&fake.objects, BLOB_MAX, ROOM);
	return 0;
}

static int
tear_down(void **state)
{
	(void)state;
	facts_cache_free(cache);
	fake_objects_release(&fake);
	return fake.n_unreleased == 0 ? 0 : -1;
}

static struct entry
file(const char *content)
{
	if (!content)
		return (struct entry){ .kind = ENTRY_NONE };
	return (struct entry){ ENTRY_FILE, fake_objects_add(&fake, bytes_of(content)) };
}

static struct change
modified(struct entry before, struct entry now)
{
	return (struct change){ .status = CHANGE_MODIFIED, .before = before, .now = now };
}

/* A set as "2-4 7". */
static const char *
describe(const struct line_set *set)
{
	static char text[256];
	size_t len = 0;

	text[0] = '\0';
	for (size_t i = 0; i < set->n_runs; i++) {
		size_t start = set->runs[i].start;
		size_t end = start + set->runs[i].len - 1;

		len += (size_t)snprintf(text + len, sizeof(text) - len, i ? " %zu" : "%zu", start);
		if (end > start)
			len += (size_t)snprintf(text + len, sizeof(text) - len, "-%zu", end);
	}
	return text;
}

static void
assert_added(const struct change *change, bool rename_in_scope, const char *lines)
{
	const struct line_set *set;
	struct error err;

	assert_int_equal(facts_added(facts_of(cache, change, rename_in_scope), &set, &err), 0);
	assert_string_equal(describe(set), lines);
}

static void
assert_removed(const struct change *change, const char *lines)
{
	const struct line_set *set;
	struct error err;

	assert_int_equal(facts_removed(facts_of(cache, change, false), &set, &err), 0);
	assert_string_equal(describe(set), lines);
}

static void
a_change_has_the_lines_that_git_marks(void **state)
{
	static const struct {
		const char *before, *now, *added, *removed;
	} cases[] = {
		{ "a\nb\nc\n", "a\nX\nY\nc\n", "2-3", "2" },
		{ "a\nb\nc\n", "a\nc\n", "", "2" },
		{ "a\nb", "a\nb\n", "2", "2" },
		{ "a\nb\nc\nd\n", "X\nb\nc\nY\n", "1 4", "1 4" },
		{ "", "a\n", "1", "" },
		{ "a\n", "", "", "1" },
		/* The indent heuristic slides the added block. */
		{ "f()\n{\n\ta;\n}\n", "f()\n{\n\ta;\n}\n\ng()\n{\n\ta;\n}\n", "5-9", "" },
		{ "\x00\xff\nb\n", "\xe9\n", "1", "" },
	};
	(void)state;

	for (size_t i = 0; i < ARRAY_SIZE(cases); i++) {
		struct change change = modified(file(cases[i].before), file(cases[i].now));
		struct change other = change;

		assert_added(&change, false, cases[i].added);
		assert_removed(&change, cases[i].removed);
		assert_removed(&other, cases[i].removed);
		assert_added(&other, false, cases[i].added);
		facts_cache_free(cache);
		cache = facts_cache_new(&fake.objects, BLOB_MAX, ROOM);
	}
}

static void
a_side_that_is_absent_has_nothing(void **state)
{
	struct change added = { .status = CHANGE_ADDED, .now = file("a\nb") };
	struct change deleted = { .status = CHANGE_DELETED, .before = file("a\nb\n") };
	struct bytes content;
	struct error err;
	uint64_t size;
	bool binary;
	(void)state;

	assert_added(&added, false, "1-2");
	assert_removed(&added, "");
	assert_added(&deleted, false, "");
	assert_removed(&deleted, "1-2");
	assert_int_equal(facts_content(facts_of(cache, &deleted, false), SIDE_NEW, &content, &err),
			 0);
	assert_int_equal(content.len, 0);
	assert_int_equal(facts_size(facts_of(cache, &deleted, false), SIDE_NEW, &size, &err), 0);
	assert_int_equal(size, 0);
	assert_int_equal(facts_size(facts_of(cache, &deleted, false), SIDE_OLD, &size, &err), 0);
	assert_int_equal(size, 4);
	assert_int_equal(facts_binary(facts_of(cache, &deleted, false), &binary, &err), 0);
	assert_false(binary);
}

static void
a_mode_change_adds_no_line(void **state)
{
	struct entry before = file("a\n");
	struct entry now = before;
	struct change change;
	(void)state;

	now.kind = ENTRY_EXECUTABLE;
	change = modified(before, now);
	assert_added(&change, false, "");
	assert_removed(&change, "");
	assert_int_equal(fake.n_reads, 0);
}

static void
a_file_that_becomes_a_symlink_is_all_added(void **state)
{
	struct entry before = file("/etc/passwd");
	struct entry now = before;
	struct change change;
	(void)state;

	now.kind = ENTRY_SYMLINK;
	change = modified(before, now);
	assert_added(&change, false, "1");
	assert_removed(&change, "1");
}

static void
a_submodule_has_no_content_and_is_not_looked_up(void **state)
{
	struct entry submodule = { ENTRY_SUBMODULE, { "nowhere" } };
	struct change from = modified(submodule, file("a\nb\n"));
	struct change to = modified(file("a\n"), submodule);
	struct error err;
	size_t count;
	(void)state;

	assert_added(&from, false, "1-2");
	assert_removed(&from, "");
	assert_added(&to, false, "");
	assert_removed(&to, "1");
	assert_int_equal(facts_line_count(facts_of(cache, &to, false), SIDE_NEW, &count, &err), 0);
	assert_int_equal(count, 0);
}

static void
a_pure_rename_within_scope_adds_no_line(void **state)
{
	struct path old_path = { BYTES("old"), 0 };
	struct change change = { .status = CHANGE_ADDED,
				 .renamed_from = &old_path,
				 .now = file("a\nb\n") };
	(void)state;

	assert_added(&change, false, "1-2");
	assert_added(&change, true, "");
	assert_added(&change, false, "1-2");
}

static void
a_merge_adds_what_no_parent_has(void **state)
{
	static const struct {
		const char *parents[3];
		const char *now, *added, *removed;
	} cases[] = {
		{ { "a\nb\nc\n", "a\nX\nc\n" }, "a\nX\nb\nc\n", "", "" },
		{ { "a\nb\nc\n", "a\nX\nc\n" }, "a\nX\nE\nc\n", "3", "2" },
		{ { NULL, "a\nb\n" }, "a\nE\nb\n", "2", "" },
		{ { NULL, NULL }, "a\nb\n", "1-2", "" },
		{ { "a\n", NULL, "b\n" }, "a\nb\nE\n", "3", "" },
		{ { "a\nb\n", "a\nE\nb\n" }, "a\nE\nb\n", "", "" },
	};
	(void)state;

	for (size_t i = 0; i < ARRAY_SIZE(cases); i++) {
		struct entry parents[3];
		struct change change = { .status = CHANGE_MODIFIED, .parents = parents };

		change.n_parents = i == 4 ? 3 : 2;
		for (size_t p = change.n_parents; p-- > 0;) {
			parents[p] = file(cases[i].parents[p]);
			if (parents[p].kind != ENTRY_NONE)
				change.before = parents[p];
		}
		change.now = file(cases[i].now);
		assert_added(&change, false, cases[i].added);
		assert_removed(&change, cases[i].removed);
		facts_cache_free(cache);
		cache = facts_cache_new(&fake.objects, BLOB_MAX, ROOM);
	}
}

static void
each_version_is_read_once(void **state)
{
	enum { VERSIONS = 200 };
	static struct change changes[VERSIONS];
	char text[64];
	(void)state;

	for (int i = 0; i < VERSIONS; i++) {
		struct entry now;

		snprintf(text, sizeof(text), "a\nversion %d\nb\n", i);
		now = file(text);
		changes[i] = i ? modified(changes[i - 1].now, now)
			       : (struct change){ .status = CHANGE_ADDED, .now = now };
	}
	for (int i = VERSIONS; i-- > 0;)
		assert_added(&changes[i], false, i ? "2" : "1-3");
	assert_int_equal(fake.n_reads, VERSIONS);
}

static void
a_cache_without_room_keeps_what_is_in_use(void **state)
{
	struct facts_cache *small = facts_cache_new(&fake.objects, BLOB_MAX, 0);
	struct change first = modified(file("a\nb\n"), file("a\nX\n"));
	struct change second = modified(file("c\n"), file("d\n"));
	struct facts *facts = facts_of(small, &first, false);
	struct bytes now;
	struct bytes before;
	struct error err;
	(void)state;

	assert_int_equal(facts_content(facts, SIDE_NEW, &now, &err), 0);
	assert_non_null(facts_of(small, &first, true));
	assert_int_equal(facts_content(facts, SIDE_OLD, &before, &err), 0);
	assert_true(bytes_equal_string(now, "a\nX\n"));
	assert_true(bytes_equal_string(before, "a\nb\n"));
	assert_int_equal(fake.n_unreleased, 2);
	facts_of(small, &second, false);
	assert_int_equal(fake.n_unreleased, 0);
	facts_cache_free(small);
}

static void
a_line_is_found_by_its_number(void **state)
{
	struct change change = modified(file("a\n"), file("x\nlast"));
	struct line line;
	struct error err;
	(void)state;

	assert_int_equal(facts_line(facts_of(cache, &change, false), SIDE_NEW, 2, &line, &err), 0);
	assert_true(bytes_equal_string(line.text, "last"));
	assert_int_equal(line.number, 2);
	assert_int_equal(facts_line(facts_of(cache, &change, false), SIDE_NEW, 3, &line, &err), -1);
	assert_int_equal(err.code, ERROR_INTERNAL);
	assert_int_equal(facts_line(facts_of(cache, &change, false), SIDE_OLD, 0, &line, &err), -1);
}

static void
what_cannot_be_read_is_an_error(void **state)
{
	struct change missing = modified(file("a\n"), (struct entry){ ENTRY_FILE, { "gone" } });
	struct change large = modified(file("a\n"), file("12345678\n"));
	struct facts_cache *small = facts_cache_new(&fake.objects, 8, ROOM);
	const struct line_set *set;
	struct error err;
	(void)state;

	assert_int_equal(facts_added(facts_of(cache, &missing, false), &set, &err), -1);
	assert_int_equal(err.code, ERROR_NOT_FOUND);
	assert_int_equal(facts_added(facts_of(small, &large, false), &set, &err), -1);
	assert_int_equal(err.code, ERROR_LIMIT);
	assert_non_null(strstr(err.message, "9 bytes"));
	assert_non_null(strstr(err.message, "limit of 8"));
	facts_cache_free(small);
}

static void
binary_is_a_nul_in_the_first_8000_bytes(void **state)
{
	static char content[8001];
	struct change change = { .status = CHANGE_ADDED };
	struct error err;
	bool binary;
	(void)state;

	for (size_t at = 7999; at <= 8000; at++) {
		memset(content, 'a', sizeof(content));
		content[at] = '\0';
		change.now.kind = ENTRY_FILE;
		change.now.id = fake_objects_add(&fake, (struct bytes){ content, sizeof(content) });
		facts_cache_free(cache);
		cache = facts_cache_new(&fake.objects, BLOB_MAX, ROOM);
		assert_int_equal(facts_binary(facts_of(cache, &change, false), &binary, &err), 0);
		assert_int_equal(binary, at < 8000);
		assert_added(&change, false, "1");
	}
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(a_change_has_the_lines_that_git_marks),
		TEST(a_side_that_is_absent_has_nothing),
		TEST(a_mode_change_adds_no_line),
		TEST(a_file_that_becomes_a_symlink_is_all_added),
		TEST(a_submodule_has_no_content_and_is_not_looked_up),
		TEST(a_pure_rename_within_scope_adds_no_line),
		TEST(a_merge_adds_what_no_parent_has),
		TEST(each_version_is_read_once),
		TEST(a_cache_without_room_keeps_what_is_in_use),
		TEST(a_line_is_found_by_its_number),
		TEST(what_cannot_be_read_is_an_error),
		TEST(binary_is_a_nul_in_the_first_8000_bytes),
	};

	return cmocka_run_group_tests_name("facts", tests, NULL, NULL);
}
