#include "config.h"

#include <stdarg.h>
#include <setjmp.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "diff_bench.h"

static const struct oid blob_a = { { 0xaa } }, blob_b = { { 0xbb } };
static const struct oid empty_blob = {
	{ 0xe6, 0x9d, 0xe2, 0x9b, 0xb2, 0xd1, 0xd6, 0x43, 0x4b, 0x8b,
	  0x29, 0xae, 0x77, 0x5a, 0xd8, 0xc2, 0xe4, 0x8c, 0x53, 0x91 }
};

struct row {
	const char *mode, *name;
	const struct oid *id;
};

static struct oid
tree_make(const struct row *rows, size_t n)
{
	CLEANUP(buf_release) struct buf raw = BUF_INIT;

	for (size_t i = 0; i < n; i++)
		raw_tree_add(&raw, rows[i].mode, rows[i].name, rows[i].id);
	return object_store_write(stores.main, "tree", buf_bytes(&raw));
}

#define TREE(...)                                                                                  \
	tree_make((const struct row[]){ __VA_ARGS__ },                                             \
		  sizeof((const struct row[]){ __VA_ARGS__ }) / sizeof(struct row))

static const char *
renamed_from(const struct diff *diff, const char *path)
{
	for (size_t i = 0; i < diff->changes.len; i++) {
		const struct change *change = &diff->changes.items[i];

		if (bytes_equal_string(change->path->name, path))
			return change->renamed_from ? change->renamed_from->name.data : "";
	}
	return "no such change";
}

static void
a_rename_prefers_its_own_base_name(void **state)
{
	CLEANUP(diff_release) struct diff diff;
	struct oid old_dir = TREE({ "100644", "x", &blob_a }, { "100644", "y", &blob_a });
	struct oid new_dir = TREE({ "100644", "m", &blob_a }, { "100644", "y", &blob_a },
				  { "100644", "z", &blob_a });
	struct oid before = TREE({ "40000", "old", &old_dir });
	struct oid after = TREE({ "40000", "new", &new_dir });
	(void)state;

	diff_init(&diff);
	assert_int_equal(diff_run(&diff, &after, &before, 1), 0);
	assert_int_equal(diff.changes.len, 5);
	assert_string_equal(renamed_from(&diff, "new/y"), "old/y");
	assert_string_equal(renamed_from(&diff, "new/m"), "old/x");
	assert_string_equal(renamed_from(&diff, "new/z"), "");
	assert_string_equal(renamed_from(&diff, "old/x"), "");
}

static void
what_is_no_rename(void **state)
{
	CLEANUP(diff_release) struct diff diff;
	struct oid before = TREE({ "100644", "empty", &empty_blob }, { "100644", "file", &blob_a },
				 { "160000", "module", &blob_b });
	struct oid after = TREE({ "100644", "Empty", &empty_blob }, { "160000", "Module", &blob_b },
				{ "120000", "link", &blob_a });
	(void)state;

	diff_init(&diff);
	assert_int_equal(diff_run(&diff, &after, &before, 1), 0);
	assert_int_equal(diff.changes.len, 6);
	for (size_t i = 0; i < diff.changes.len; i++)
		assert_null(diff.changes.items[i].renamed_from);
}

static void
a_rename_may_change_the_executable_bit(void **state)
{
	CLEANUP(diff_release) struct diff diff;
	struct oid before = TREE({ "100644", "a", &blob_a });
	struct oid after = TREE({ "100755", "b", &blob_a });
	(void)state;

	diff_init(&diff);
	assert_int_equal(diff_run(&diff, &after, &before, 1), 0);
	assert_string_equal(renamed_from(&diff, "b"), "a");
}

static void
a_path_of_a_push_is_interned(void **state)
{
	CLEANUP(diff_release) struct diff diff;
	struct oid first = TREE({ "100644", "a", &blob_a });
	struct oid second = TREE({ "100644", "a", &blob_b });
	const struct path *path;
	(void)state;

	diff_init(&diff);
	assert_int_equal(diff_run(&diff, &first, NULL, 0), 0);
	path = diff.changes.items[0].path;
	assert_int_equal(diff_run(&diff, &second, &first, 1), 0);
	assert_ptr_equal(diff.changes.items[0].path, path);
	assert_int_equal(path_table_count(diff.paths), 1);
}

static void
expect_problem(const struct diff *diff, const struct oid *tree, const char *fsck_id)
{
	const struct object_problem *problem = object_check_get(diff->bench.check, 0);

	assert_int_equal(object_check_count(diff->bench.check), 1);
	assert_true(oid_equal(&problem->id, tree));
	assert_string_equal(problem->fsck_id, fsck_id);
}

static void
a_bad_entry_is_told_where_it_comes_in(void **state)
{
	static const struct {
		struct row rows[2];
		const char *fsck_id;
	} cases[] = {
		{ { { "100644", "b", &blob_a }, { "100644", "a", &blob_a } }, "treeNotSorted" },
		{ { { "100644", "k", &blob_a }, { "100644", "k", &blob_b } }, "duplicateEntries" },
		{ { { "40000", ".git", NULL }, { "100644", "a", &blob_a } }, "hasDotgit" },
		{ { { "40000", "..", NULL }, { "100644", "a", &blob_a } }, "hasDotdot" },
		{ { { "100644", "a", &blob_a }, { "777", "k", &blob_b } }, "badFilemode" },
		{ { { "100644", "a", &blob_a }, { "100600", "k", &blob_a } }, "badFilemode" },
	};
	struct oid before = TREE({ "100644", "a", &blob_a }, { "100644", "k", &blob_a });
	struct oid below = TREE({ "100644", "f", &blob_a });
	(void)state;

	for (size_t i = 0; i < ARRAY_SIZE(cases); i++) {
		CLEANUP(diff_release) struct diff diff;
		struct row rows[2] = { cases[i].rows[0], cases[i].rows[1] };
		struct oid bad, after;

		rows[0].id = rows[0].id ? rows[0].id : &below;
		bad = tree_make(rows, 2);
		after = TREE({ "40000", "dir", &bad });
		diff_init(&diff);
		assert_int_equal(diff_run(&diff, &bad, &before, 1), 0);
		expect_problem(&diff, &bad, cases[i].fsck_id);
		assert_int_equal(diff_run(&diff, &after, NULL, 0), 0);
		expect_problem(&diff, &bad, cases[i].fsck_id);
	}
}

static void
what_was_wrong_before_is_no_problem_of_the_push(void **state)
{
	CLEANUP(diff_release) struct diff diff;
	struct oid before = TREE({ "100644", "a", &blob_a }, { "777", "b", &blob_a });
	struct oid after = TREE({ "100644", "a", &blob_b }, { "777", "b", &blob_a },
				{ "100644", "c", &blob_a });
	(void)state;

	diff_init(&diff);
	assert_int_equal(diff_run(&diff, &after, &before, 1), 0);
	assert_int_equal(diff.changes.len, 2);
	assert_int_equal(object_check_count(diff.bench.check), 0);
}

static void
a_merge_that_joins_file_and_directory_is_told(void **state)
{
	CLEANUP(diff_release) struct diff diff;
	struct oid below = TREE({ "100644", "f", &blob_a });
	struct oid parents[] = { TREE({ "100644", "a", &blob_a }), TREE({ "40000", "a", &below }) };
	struct oid both = TREE({ "100644", "a", &blob_a }, { "40000", "a", &below });
	(void)state;

	diff_init(&diff);
	assert_int_equal(diff_run(&diff, &both, parents, 2), 0);
	assert_int_equal(diff.changes.len, 0);
	expect_problem(&diff, &both, "duplicateEntries");
}

static void
an_unsorted_old_tree_hides_nothing(void **state)
{
	CLEANUP(diff_release) struct diff diff;
	struct oid before = TREE({ "100644", "b", &blob_a }, { "100644", "a", &blob_a });
	struct oid after = TREE({ "100644", "a", &blob_b }, { "100644", "b", &blob_a });
	(void)state;

	diff_init(&diff);
	assert_int_equal(diff_run(&diff, &after, &before, 1), 0);
	assert_int_equal(object_check_count(diff.bench.check), 0);
	assert_true(bytes_equal_string(diff.changes.items[0].path->name, "a"));
	assert_int_equal(diff.changes.items[0].status, CHANGE_MODIFIED);
	assert_true(oid_equal(&diff.changes.items[0].before.id, &blob_a));
	assert_true(oid_equal(&diff.changes.items[0].now.id, &blob_b));
}

static void
a_cut_tree_shows_what_it_has_and_is_told(void **state)
{
	CLEANUP(diff_release) struct diff diff;
	CLEANUP(buf_release) struct buf raw = BUF_INIT;
	struct oid before = TREE({ "100644", "a", &blob_a }, { "100644", "b", &blob_a });
	struct oid cut;
	(void)state;

	raw_tree_add(&raw, "100644", "a", &blob_b);
	raw_tree_add(&raw, "100644", "b", &blob_a);
	cut = object_store_write(stores.main, "tree", bytes_slice(buf_bytes(&raw), 0, raw.len - 1));
	diff_init(&diff);
	assert_int_equal(diff_run(&diff, &cut, &before, 1), 0);
	assert_int_equal(diff.changes.len, 2);
	expect_problem(&diff, &cut, "badTree");
	assert_true(object_check_get(diff.bench.check, 0)->unread);
}

static struct oid
tower_make(size_t height, const struct oid *blob)
{
	struct oid tree = TREE({ "100644", "f", blob });

	for (size_t i = 0; i < height; i++)
		tree = TREE({ "40000", "d", &tree });
	return tree;
}

static void
depth_is_limited(void **state)
{
	CLEANUP(diff_release) struct diff diff;
	struct oid just = tower_make(8, &blob_a), more = tower_make(9, &blob_a);
	struct oid other = TREE({ "100644", "x", &blob_a });
	(void)state;

	stores.limits.value[LIMIT_TREE_DEPTH] = 8;
	diff_init(&diff);
	limits_init(&stores.limits);
	assert_int_equal(diff_run(&diff, &just, NULL, 0), 0);
	assert_int_equal(diff.changes.len, 1);
	assert_int_equal(object_check_count(diff.bench.check), 0);
	assert_int_equal(diff_run(&diff, &more, NULL, 0), 0);
	assert_int_equal(object_check_count(diff.bench.check), 1);
	assert_string_equal(object_check_get(diff.bench.check, 0)->fsck_id, "treeTooDeep");
	assert_int_equal(diff_run(&diff, &other, &more, 1), -1);
	assert_int_equal(diff.err.code, ERROR_LIMIT);
}

static void
sizes_and_changes_are_limited(void **state)
{
	CLEANUP(diff_release) struct diff diff;
	struct oid large = TREE({ "100644", "a-name-of-some-length", &blob_a });
	struct oid small = TREE({ "100644", "a", &blob_a }, { "100644", "b", &blob_a });
	(void)state;

	stores.limits.value[LIMIT_TREE_BYTES] = 40;
	stores.limits.value[LIMIT_CHANGES] = 1;
	diff_init(&diff);
	limits_init(&stores.limits);
	assert_int_equal(diff_run(&diff, &large, NULL, 0), 0);
	expect_problem(&diff, &large, "treeTooLarge");
	assert_int_equal(diff_run(&diff, &small, NULL, 0), 0);
	assert_int_equal(diff_run(&diff, &small, &large, 1), -1);
	assert_int_equal(diff.err.code, ERROR_LIMIT);
}

static void
a_missing_tree_is_named(void **state)
{
	CLEANUP(diff_release) struct diff diff;
	struct oid absent = { { 0xde, 0xad } };
	struct oid blob = object_store_write(stores.main, "blob", BYTES("x"));
	struct oid tree = TREE({ "40000", "d", &absent });
	struct oid wrong = TREE({ "40000", "d", &blob });
	(void)state;

	diff_init(&diff);
	assert_int_equal(diff_run(&diff, &tree, NULL, 0), -1);
	assert_int_equal(diff.err.code, ERROR_NOT_FOUND);
	assert_non_null(strstr(diff.err.message, "dead0000"));
	assert_int_equal(diff_run(&diff, &wrong, NULL, 0), -1);
	assert_int_equal(diff.err.code, ERROR_MALFORMED);
	assert_int_equal(diff_run(&diff, &tree, &tree, 1), 0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_rename_prefers_its_own_base_name),
		cmocka_unit_test(what_is_no_rename),
		cmocka_unit_test(a_rename_may_change_the_executable_bit),
		cmocka_unit_test(a_path_of_a_push_is_interned),
		cmocka_unit_test(a_bad_entry_is_told_where_it_comes_in),
		cmocka_unit_test(what_was_wrong_before_is_no_problem_of_the_push),
		cmocka_unit_test(a_merge_that_joins_file_and_directory_is_told),
		cmocka_unit_test(an_unsorted_old_tree_hides_nothing),
		cmocka_unit_test(a_cut_tree_shows_what_it_has_and_is_told),
		cmocka_unit_test(depth_is_limited),
		cmocka_unit_test(sizes_and_changes_are_limited),
		cmocka_unit_test(a_missing_tree_is_named),
	};

	return cmocka_run_group_tests_name("tree_diff", tests, walk_stores_setup,
					   walk_stores_teardown);
}
